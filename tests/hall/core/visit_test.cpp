#include <gtest/gtest.h>

#include "hall/core/calling_rule.hpp"
#include "tests/hall/core/engine.hpp"

/// What officers do with a ticket beside calling, serving and finishing it.
namespace giliran::hall {

namespace {

/// Calls the next at the counter and starts to serve it.
TicketId serving(Engine& engine, CounterId counter) {
  engine.call(counter);
  const TicketId ticket = *engine.hall.counter(counter).ticket;
  engine.done(StartService{ticket});
  return ticket;
}

TicketState state(const Engine& engine, TicketId ticket) {
  return engine.hall.ticket(ticket)->state;
}

TransferTicket transfer(TicketId ticket, const ServiceId& service, Place place = Place::arrival) {
  return {ticket, service, {}, {}, place};
}

class Visits : public testing::Test {
 protected:
  Visits() {
    for (const CounterId counter : {one, two, three})
      engine.done(OpenCounter{counter});
  }
  TicketId issue_package(const std::vector<ServiceId>& services) {
    const TicketToken token("package");
    engine.done(IssueTicket{
        services.front(), false, Language::id, token, {services.begin() + 1, services.end()}});
    return engine.hall.ticket(token)->id;
  }
  Engine engine;
};

}  // namespace

TEST_F(Visits, a_package_is_done_step_by_step_under_one_number) {
  const TicketId id = issue_package({ktp, paspor});
  engine.advance(5min);
  EXPECT_EQ(engine.serve(one, 4min), "A-001");
  const Ticket& ticket = *engine.hall.ticket(id);
  EXPECT_EQ(ticket.state, TicketState::waiting);
  EXPECT_EQ(ticket.service, paspor);
  ASSERT_EQ(ticket.done.size(), 1U);
  EXPECT_EQ(ticket.done[0].service, ktp);
  EXPECT_EQ(waited(engine.hall, ticket.done[0], engine.at), 5min);
  EXPECT_EQ(ticket.done[0].outcome, Outcome::served);
  engine.advance(2min);
  EXPECT_EQ(engine.serve(three, 1min), "A-001");
  EXPECT_EQ(ticket.state, TicketState::finished);
  EXPECT_EQ(waited(engine.hall, ticket, engine.at), 2min) << "each step waits for itself";
  EXPECT_EQ(engine.call(three), "-");
}

TEST_F(Visits, the_next_step_is_placed_by_the_arrival) {
  issue_package({ktp, paspor});
  engine.advance(1min);
  engine.issue(paspor);
  engine.serve(one);
  EXPECT_EQ(engine.call_all(three), "A-001 B-001 ") << "not behind those who came later";
}

TEST_F(Visits, what_is_left_to_do_ends_with_any_outcome_but_served) {
  for (const Outcome outcome :
       {Outcome::missing_document, Outcome::wrong_service, Outcome::referred, Outcome::left}) {
    Engine fresh;
    fresh.done(OpenCounter{one});
    fresh.done(IssueTicket{ktp, false, Language::id, TicketToken("t"), {paspor}});
    const TicketId id = serving(fresh, one);
    fresh.done(FinishService{id, outcome, "KK asli"});
    EXPECT_EQ(state(fresh, id), TicketState::finished) << name_of(outcome);
    EXPECT_EQ(fresh.hall.ticket(id)->outcome, outcome);
    EXPECT_EQ(fresh.hall.ticket(id)->detail, "KK asli");
  }
}

TEST_F(Visits, a_missing_document_must_be_named) {
  engine.issue(ktp);
  const TicketId id = serving(engine, one);
  EXPECT_EQ(engine.refused(FinishService{id, Outcome::missing_document, ""}).reason,
            Reason::bad_text);
  EXPECT_EQ(engine.refused(FinishService{id, Outcome::served, std::string(201, 'x')}).reason,
            Reason::bad_text);
  EXPECT_EQ(engine.refused(FinishService{id, Outcome::served, "\xff"}).reason, Reason::bad_text);
  engine.done(FinishService{id, Outcome::missing_document, std::string(200, 'x')});
}

TEST_F(Visits, the_officer_adds_a_service) {
  engine.issue(ktp);
  const TicketId id = serving(engine, one);
  engine.done(AddStep{id, paspor});
  engine.done(FinishService{id});
  EXPECT_EQ(engine.call(three), "A-001");
}

TEST_F(Visits, a_transfer_keeps_number_and_arrival) {
  const TicketId id = engine.issue(ktp);
  engine.advance(1min);
  engine.issue(paspor);
  engine.advance(1min);
  serving(engine, one);
  engine.done(transfer(id, paspor));
  EXPECT_EQ(engine.hall.counter(one).state, CounterState::idle);
  EXPECT_EQ(engine.call_all(three), "A-001 B-001 ");
}

TEST_F(Visits, a_transfer_goes_last_or_first_on_request) {
  const TicketId last = engine.issue(ktp);
  const TicketId first = engine.issue(ktp);
  const TicketId second = engine.issue(ktp);
  engine.advance(1min);
  engine.issue(paspor);
  engine.issue(paspor, true);
  engine.advance(1min);
  engine.done(transfer(last, paspor, Place::last));
  engine.done(transfer(first, paspor, Place::first));
  engine.advance(1s);
  engine.done(transfer(second, paspor, Place::first));
  EXPECT_EQ(engine.call_all(three), "A-002 A-003 B-002 B-001 A-001 ")
      << "first in the order of being put there, also before priority";
}

TEST_F(Visits, a_called_ticket_can_go_back_to_its_queue) {
  engine.issue(ktp);
  engine.issue(ktp);
  const TicketId id = TicketId(1);
  EXPECT_EQ(engine.call(one), "A-001");
  engine.done(transfer(id, ktp));
  EXPECT_EQ(engine.call(one), "A-001");
}

TEST_F(Visits, a_transfer_to_a_counter_is_called_there_alone) {
  const TicketId id = engine.issue(akta);
  engine.done(TransferTicket{id, ktp, one, {}, Place::arrival});
  EXPECT_EQ(engine.call(two), "-");
  EXPECT_EQ(waiting_at(engine.hall, two, engine.at), 0);
  EXPECT_EQ(engine.call(one), "A-001");
}

TEST_F(Visits, whoever_serves_it_calls_it_when_that_counter_has_closed) {
  const TicketId id = engine.issue(akta);
  engine.done(TransferTicket{id, ktp, one, {}, Place::arrival});
  engine.done(CloseCounter{one});
  EXPECT_EQ(engine.call(two), "A-001");
}

TEST_F(Visits, a_transfer_to_an_officer_follows_the_officer) {
  HallPlan plan = small_plan();
  plan.officers = {{OfficerId("sari"), "Sari"}, {OfficerId("budi"), "Budi"}};
  Engine hall(plan);
  hall.done(OpenCounter{one, OfficerId("budi")});
  hall.done(OpenCounter{two, OfficerId("sari")});
  const TicketId id = hall.issue(akta);
  EXPECT_EQ(hall.refused(TransferTicket{id, ktp, {}, OfficerId("tono"), Place::arrival}).reason,
            Reason::unknown_officer);
  hall.done(TransferTicket{id, ktp, {}, OfficerId("sari"), Place::arrival});
  EXPECT_EQ(hall.call(one), "-");
  EXPECT_EQ(hall.call(two), "A-001");
  EXPECT_EQ(hall.hall.ticket(id)->officer, OfficerId("sari"));
}

TEST_F(Visits, a_transfer_to_a_counter_that_does_not_serve_it_is_refused) {
  const TicketId id = engine.issue(ktp);
  EXPECT_EQ(engine.refused(TransferTicket{id, paspor, one, {}, Place::arrival}),
            (Refusal{Reason::not_served_here, "imigrasi.paspor", "1"}));
}

TEST_F(Visits, a_parked_ticket_frees_the_counter_and_is_taken_back_without_a_call) {
  engine.issue(ktp);
  engine.issue(ktp);
  const TicketId id = serving(engine, one);
  engine.advance(1min);
  engine.done(ParkTicket{id, "fotokopi"});
  EXPECT_EQ(state(engine, id), TicketState::parked);
  EXPECT_EQ(engine.serve(one), "A-002");
  EXPECT_EQ(engine.call(one), "-") << "a parked ticket is in no queue";
  const CallSeq calls = engine.hall.next_call();
  engine.advance(10min);
  engine.done(TakeBack{one, id});
  EXPECT_EQ(engine.hall.next_call(), calls);
  EXPECT_EQ(engine.hall.counter(one).state, CounterState::serving);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(id), engine.at), 0ms);
  engine.done(FinishService{id});
  EXPECT_EQ(engine.hall.ticket(id)->done.size(), 1U);
}

TEST_F(Visits, a_parked_ticket_can_be_called_aloud) {
  engine.issue(ktp);
  const TicketId id = serving(engine, one);
  engine.done(ParkTicket{id, ""});
  engine.advance(5min);
  engine.done(CallTicket{two, engine.hall.ticket(id)->number, "berkas lengkap"});
  EXPECT_EQ(engine.hall.counter(two).ticket, id);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(id), engine.at), 0ms);
}

TEST_F(Visits, a_chosen_ticket_is_called_out_of_turn_with_a_reason_that_is_kept) {
  engine.issue(ktp);
  const TicketId id = engine.issue(paspor);
  EXPECT_EQ(engine.refused(CallTicket{one, id, ""}).reason, Reason::bad_text);
  const auto events = engine.done(CallTicket{one, id, "tunanetra tanpa pendamping"});
  EXPECT_EQ(std::get<TicketCalled>(events[0]).out_of_turn, "tunanetra tanpa pendamping");
  EXPECT_EQ(engine.refused(CallTicket{two, id, "sekali lagi"}),
            (Refusal{Reason::wrong_state, "B-001", "called"}));
  EXPECT_EQ(engine.refused(CallTicket{two, TicketNumber{'Z', 9}, "x"}),
            (Refusal{Reason::unknown_ticket, "Z-009", ""}));
}

TEST_F(Visits, a_number_without_a_slip_that_is_named_has_a_holder_again) {
  const TicketId id = engine.issue(ktp);
  engine.done(SetSlip{id, Slip::failed});
  EXPECT_EQ(engine.call(one), "-");
  engine.done(CallTicket{one, engine.hall.ticket(id)->number, "hafal nomornya"});
  engine.done(transfer(id, ktp));
  EXPECT_EQ(engine.call(one), "A-001");
}

TEST_F(Visits, a_waiting_visitor_who_goes_is_cancelled) {
  const TicketId id = engine.issue(ktp);
  engine.done(CancelTicket{id, "pulang"});
  EXPECT_EQ(state(engine, id), TicketState::cancelled);
  EXPECT_EQ(engine.call(one), "-");
  EXPECT_EQ(engine.refused(CancelTicket{id, ""}).reason, Reason::wrong_state);
}

TEST_F(Visits, nobody_is_absent_before_the_calls_and_seconds_of_the_rule) {
  HallPlan plan = small_plan();
  plan.no_show.calls = 2;
  plan.no_show.after = 30s;
  plan.no_show.priority_after = 60s;
  for (const bool priority : {false, true}) {
    Engine hall(plan);
    hall.done(OpenCounter{one});
    const TicketId id = hall.issue(ktp, priority);
    hall.call(one);
    hall.advance(10s);
    EXPECT_EQ(hall.refused(MarkNoShow{id}),
              (Refusal{Reason::too_early, "A-001",
                       priority ? "calls=1 seconds=50" : "calls=1 seconds=20"}));
    hall.done(Recall{one});
    hall.advance(priority ? 59999ms : 29999ms);
    EXPECT_EQ(hall.refused(MarkNoShow{id}),
              (Refusal{Reason::too_early, "A-001", "calls=0 seconds=1"}));
    hall.advance(1ms);
    hall.done(MarkNoShow{id});
  }
}

TEST_F(Visits, an_absent_visitor_comes_back_where_the_wait_stopped) {
  const TicketId id = engine.issue(ktp);
  engine.advance(4min);
  engine.issue(ktp);
  engine.advance(2min);
  engine.issue(ktp);
  EXPECT_EQ(engine.call(one), "A-001");
  engine.done(MarkNoShow{id});
  engine.advance(5min);  // has waited 6 minutes, as who came 4 minutes after it has now not yet
  engine.done(ReenterTicket{engine.hall.ticket(id)->number});
  EXPECT_EQ(engine.call_all(one), "A-002 A-001 A-003 ");
}

TEST_F(Visits, an_absent_visitor_comes_back_within_the_time_only) {
  const TicketId id = engine.issue(ktp);
  engine.call(one);
  engine.done(MarkNoShow{id});
  engine.advance(30min + 1ms);
  EXPECT_EQ(engine.refused(ReenterTicket{id}), (Refusal{Reason::too_late, "A-001", "30"}));
  engine.advance(-1ms);
  engine.done(ReenterTicket{engine.hall.ticket(id)->token});
  EXPECT_EQ(engine.refused(ReenterTicket{id}).reason, Reason::wrong_state);
  EXPECT_EQ(engine.hall.ticket(id)->calls, 0) << "the rule counts anew";
}

TEST_F(Visits, the_hall_may_place_returners_first_or_last) {
  for (const Place place : {Place::first, Place::last}) {
    HallPlan plan = small_plan();
    plan.no_show.place = place;
    Engine hall(plan);
    hall.done(OpenCounter{one});
    const TicketId id = hall.issue(ktp);
    hall.issue(ktp, true);
    hall.call(one);
    hall.done(TransferTicket{*hall.hall.counter(one).ticket, ktp, {}, {}, Place::last});
    hall.issue(ktp);
    hall.done(CallTicket{one, id, "x"});
    hall.done(MarkNoShow{id});
    hall.advance(1min);
    hall.done(ReenterTicket{id});
    EXPECT_EQ(hall.call_all(one),
              place == Place::first ? "A-001 A-002 A-003 " : "A-002 A-003 A-001 ");
  }
}

TEST_F(Visits, paper_numbers_of_a_power_cut_flow_into_the_order) {
  engine.issue(ktp);
  engine.advance(10min);
  const WallTime issued = engine.at - 15min;
  engine.done(EnterPaper{ktp, {'A', 501}, false, issued, TicketToken("p"), {}, {}, {}});
  EXPECT_EQ(engine.call_all(one), "A-501 A-001 ") << "it came earlier";
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-002") << "the machine goes on with its own";
}

TEST_F(Visits, a_paper_number_is_never_given_twice) {
  engine.done(EnterPaper{ktp, {'A', 1}, false, engine.at, TicketToken("p"), {}, {}, {}});
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-002");
  EXPECT_EQ(
      engine.refused(EnterPaper{ktp, {'A', 2}, false, engine.at, TicketToken("q"), {}, {}, {}}),
      (Refusal{Reason::number_taken, "A-002", ""}));
}

TEST_F(Visits, a_paper_number_that_was_served_counts_with_its_times) {
  const WallTime issued = engine.at - 40min;
  engine.done(EnterPaper{
      ktp, {'A', 7}, false, issued, TicketToken("p"), two, issued + 25min, issued + 30min});
  const Ticket& ticket = *engine.hall.ticket(TicketNumber{'A', 7});
  EXPECT_EQ(ticket.state, TicketState::finished);
  EXPECT_EQ(waited(engine.hall, ticket, engine.at), 25min);
  EXPECT_EQ(engine.hall.recent_services(ktp).back(), 5min);
}

TEST_F(Visits, paper_times_that_cannot_be_are_refused) {
  const auto paper = [&](WallTime issued, std::optional<CounterId> counter,
                         std::optional<WallTime> called, std::optional<WallTime> finished) {
    return engine.refused(
        EnterPaper{ktp, {'A', 7}, false, issued, TicketToken("p"), counter, called, finished});
  };
  const Refusal issued{Reason::bad_time, "issued_at", ""};
  EXPECT_EQ(paper(engine.at + 1ms, {}, {}, {}), issued);
  EXPECT_EQ(paper(engine.at - 9h - 1ms, {}, {}, {}), issued) << "yesterday";
  EXPECT_EQ(paper(engine.at - 1h, one, engine.at - 1h - 1ms, engine.at),
            (Refusal{Reason::bad_time, "called_at", ""}));
  EXPECT_EQ(paper(engine.at - 1h, one, engine.at - 1h, {}),
            (Refusal{Reason::bad_time, "finished_at", ""}));
  EXPECT_EQ(paper(engine.at - 1h, one, engine.at, engine.at + 1ms),
            (Refusal{Reason::bad_time, "finished_at", ""}));
  EXPECT_EQ(paper(engine.at - 1h, {}, engine.at, engine.at).reason, Reason::unknown_counter);
}

}  // namespace giliran::hall
