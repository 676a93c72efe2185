#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

TEST(Tickets, services_of_an_agency_share_one_run_of_numbers) {
  Engine engine;
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-001");
  EXPECT_EQ(engine.number(engine.issue(akta)), "A-002");
  EXPECT_EQ(engine.number(engine.issue(paspor)), "B-001");
  EXPECT_EQ(engine.number(engine.issue(ktp, true)), "A-003");
}

TEST(Tickets, a_service_with_a_letter_of_its_own_has_its_own_run) {
  HallPlan plan = small_plan();
  plan.services[1].letter = 'C';
  Engine engine(plan);
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-001");
  EXPECT_EQ(engine.number(engine.issue(akta)), "C-001");
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-002");
  EXPECT_EQ(engine.number(engine.issue(akta)), "C-002");
}

TEST(Tickets, numbers_go_on_after_999_without_coming_round) {
  Engine engine;
  for (int i = 0; i < 998; ++i)
    engine.issue(ktp);
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-999");
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-1000");
  EXPECT_EQ(engine.number(engine.issue(akta)), "A-1001");
}

TEST(Tickets, issuing_keeps_what_was_asked_for) {
  Engine engine;
  const TicketToken token("0123456789abcdef0123456789abcdef");
  const auto events = engine.done(IssueTicket{akta, true, Language::su, token});
  const Event expected = TicketIssued{TicketId(1), {'A', 1}, akta, true, Language::su, token};
  EXPECT_EQ(events.back(), expected);
  const Ticket* ticket = engine.hall.ticket(token);
  ASSERT_TRUE(ticket);
  EXPECT_EQ(ticket->state, TicketState::waiting);
  EXPECT_EQ(ticket->slip, Slip::pending);
  EXPECT_EQ(ticket->issued_at, engine.at);
  EXPECT_FALSE(ticket->counter);
}

TEST(Tickets, a_visit_goes_from_issue_to_finish_with_a_time_for_each_step) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  const WallTime issued = engine.at;
  engine.done(OpenCounter{one});
  engine.advance(5min);
  EXPECT_EQ(engine.call(one), "A-001");
  engine.advance(10s);
  engine.done(Recall{one});
  engine.advance(20s);
  engine.done(StartService{id});
  EXPECT_EQ(engine.hall.counter(one).state, CounterState::serving);
  engine.advance(4min);
  engine.done(FinishService{id});
  const Ticket& ticket = *engine.hall.ticket(id);
  EXPECT_EQ(ticket.state, TicketState::finished);
  EXPECT_EQ(ticket.calls, 2);
  EXPECT_EQ(ticket.called_at, issued + 5min + 10s) << "the last call ends the wait";
  EXPECT_EQ(ticket.started_at, issued + 5min + 30s);
  EXPECT_EQ(ticket.ended_at, issued + 9min + 30s);
  EXPECT_EQ(ticket.counter, one);
  EXPECT_EQ(engine.hall.counter(one).state, CounterState::idle);
  EXPECT_EQ(engine.hall.counter(one).ticket, std::nullopt);
  EXPECT_EQ(engine.hall.counter(one).since, engine.at);
}

TEST(Tickets, an_absent_visitor_frees_the_counter_for_the_next) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.call(one);
  engine.done(MarkNoShow{id});
  EXPECT_EQ(engine.hall.ticket(id)->state, TicketState::no_show);
  EXPECT_EQ(engine.call(one), "A-002");
}

TEST(Tickets, steps_out_of_order_are_refused_with_number_and_state) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.done(OpenCounter{one});
  const auto in_the_way = [](const char* state) {
    return Refusal{Reason::wrong_state, "A-001", state};
  };
  EXPECT_EQ(engine.refused(StartService{id}), in_the_way("waiting"));
  EXPECT_EQ(engine.refused(FinishService{id}), in_the_way("waiting"));
  EXPECT_EQ(engine.refused(MarkNoShow{id}), in_the_way("waiting"));
  engine.call(one);
  EXPECT_EQ(engine.refused(FinishService{id}), in_the_way("called"));
  engine.done(StartService{id});
  EXPECT_EQ(engine.refused(StartService{id}), in_the_way("serving"));
  EXPECT_EQ(engine.refused(MarkNoShow{id}), in_the_way("serving"));
  EXPECT_EQ(engine.refused(Recall{one}), in_the_way("serving"));
  engine.done(FinishService{id});
  EXPECT_EQ(engine.refused(FinishService{id}), in_the_way("finished"));
}

TEST(Tickets, a_ticket_that_today_does_not_have_is_refused) {
  Engine engine;
  const TicketId id(7);
  for (const Command& command : {Command(StartService{id}), Command(FinishService{id}),
                                 Command(MarkNoShow{id}), Command(SetSlip{id, Slip::printed})}) {
    EXPECT_EQ(engine.refused(command), (Refusal{Reason::unknown_ticket, "", ""}))
        << command.index();
  }
}

TEST(Tickets, a_service_that_the_plan_does_not_have_is_refused) {
  Engine engine;
  const ServiceId unknown("samsat.stnk");
  EXPECT_EQ(engine.refused(IssueTicket{unknown, false, Language::id, {}}),
            (Refusal{Reason::unknown_service, "samsat.stnk", ""}));
}

TEST(Tickets, a_closed_service_says_when_it_opens_next) {
  Engine engine;
  const IssueTicket command{ktp, false, Language::id, {}};
  const auto closed = [](const char* opens) {
    return Refusal{Reason::service_closed, "kependudukan.ktp", opens};
  };
  engine.advance(3h - 1ms);
  engine.issue(ktp);
  engine.advance(1ms);
  EXPECT_EQ(engine.refused(command), closed("13.00")) << "at 12.00 the break begins";
  engine.advance(1h);
  engine.issue(ktp);
  engine.advance(2h);
  EXPECT_EQ(engine.refused(command), closed("2026-11-25 08.00"));
  engine.advance(72h);
  EXPECT_EQ(engine.refused(command), closed("2026-11-30 08.00")) << "Friday evening";
}

TEST(Tickets, a_service_that_never_opens_has_no_time_to_tell) {
  HallPlan plan = small_plan();
  plan.services[0].hours = OpeningHours();
  Engine engine(plan);
  EXPECT_EQ(engine.refused(IssueTicket{ktp, false, Language::id, {}}),
            (Refusal{Reason::service_closed, "kependudukan.ktp", ""}));
}

TEST(Slips, a_failed_slip_is_never_called_until_somebody_holds_the_number) {
  Engine engine;
  const TicketId first = engine.issue(ktp);
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.done(SetSlip{first, Slip::failed});
  EXPECT_EQ(engine.call(one), "A-002");
  engine.done(MarkNoShow{TicketId(2)});
  EXPECT_EQ(engine.call(one), "-");
  engine.issue(ktp);
  engine.done(SetSlip{first, Slip::on_screen});
  EXPECT_EQ(engine.call(one), "A-001") << "in its old place";
}

TEST(Slips, a_pending_slip_is_called) {
  Engine engine;
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.call(one), "A-001");
}

TEST(Slips, a_number_that_somebody_holds_cannot_be_taken_back) {
  Engine engine;
  for (const Slip held : {Slip::printed, Slip::on_screen}) {
    const TicketId id = engine.issue(ktp);
    engine.done(SetSlip{id, held});
    const Refusal in_the_way{Reason::wrong_state, engine.number(id), "waiting"};
    EXPECT_EQ(engine.refused(SetSlip{id, Slip::failed}), in_the_way);
    EXPECT_EQ(engine.refused(SetSlip{id, Slip::pending}), in_the_way);
    EXPECT_EQ(engine.hall.ticket(id)->slip, held);
  }
  engine.done(SetSlip{TicketId(2), Slip::printed});
  EXPECT_EQ(engine.hall.ticket(TicketId(2))->slip, Slip::printed) << "a copy of a number on screen";
}

TEST(Slips, the_same_state_again_changes_nothing) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.done(SetSlip{id, Slip::printed});
  EXPECT_TRUE(engine.done(SetSlip{id, Slip::printed}).empty());
}

TEST(Slips, one_that_fails_after_the_call_leaves_the_call_alone) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.call(one);
  engine.done(SetSlip{id, Slip::failed});
  EXPECT_EQ(engine.hall.ticket(id)->state, TicketState::called);
  engine.done(SetSlip{id, Slip::printed});
  EXPECT_EQ(waiting_for(engine.hall, ktp), 0) << "it does not queue again";
}

}  // namespace giliran::hall
