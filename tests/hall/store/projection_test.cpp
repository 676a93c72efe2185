#include "hall/store/projection.hpp"

#include <gtest/gtest.h>

#include "tests/hall/store/busy_days.hpp"

namespace giliran::hall {

namespace {

/// A hall with its rows.
struct Followed : Engine {
  Followed() : Engine(busy_plan()) {}
  Rows rows() {
    Projection projection;
    for (const Recorded& event : journal)
      projection.apply(event);
    return projection.take();
  }
  const StepRow& step(Rows& rows, TicketId ticket, std::size_t number) {
    return rows.steps.at({ticket, number});
  }
};

}  // namespace

TEST(Projection, a_wait_ends_with_the_last_call_and_leaves_pauses_out) {
  Followed hall;
  hall.done(OpenCounter{one});
  const TicketId ticket = hall.issue(ktp);
  hall.advance(60s);
  hall.done(PauseService{ktp, "SIAK"});
  hall.advance(600s);
  hall.done(ResumeService{ktp});
  hall.advance(5s);
  hall.call(one);
  Rows first = hall.rows();
  EXPECT_EQ(hall.step(first, ticket, 1).wait, 65s);
  EXPECT_FALSE(hall.step(first, ticket, 1).service);
  hall.advance(20s);
  hall.done(Recall{one});
  hall.done(StartService{ticket});
  hall.advance(90s);
  hall.done(FinishService{ticket});
  Rows rows = hall.rows();
  EXPECT_EQ(hall.step(rows, ticket, 1).wait, 85s);
  EXPECT_EQ(hall.step(rows, ticket, 1).service, 90s);
  EXPECT_EQ(hall.step(rows, ticket, 1).outcome, "served");
  ASSERT_EQ(rows.service_pauses.size(), 1U);
  EXPECT_EQ(rows.service_pauses.begin()->second.why, "SIAK");
  EXPECT_EQ(*rows.service_pauses.begin()->second.to - rows.service_pauses.begin()->second.from,
            600s);
}

TEST(Projection, each_step_says_how_it_ended) {
  Followed hall;
  hall.done(OpenCounter{one, OfficerId("sari")});
  hall.done(OpenCounter{two});
  const TicketId ticket = hall.issue(ktp);
  hall.call(one);
  hall.done(StartService{ticket});
  hall.advance(30s);
  hall.done(ParkTicket{ticket, "fotokopi"});
  Rows parked = hall.rows();
  EXPECT_EQ(parked.steps.size(), 1U) << "nobody waits while parked";
  EXPECT_EQ(parked.visits.at(ticket).state, TicketState::parked);
  hall.advance(300s);
  hall.done(TakeBack{one, ticket});
  hall.advance(10s);
  hall.done(TransferTicket{ticket, akta});
  hall.call(two);
  hall.done(MarkNoShow{ticket});
  hall.done(ReenterTicket{ticket});
  hall.advance(40s);
  hall.call(two);
  hall.done(StartService{ticket});
  hall.done(FinishService{ticket, Outcome::referred});

  Rows rows = hall.rows();
  ASSERT_EQ(rows.steps.size(), 4U);
  EXPECT_EQ(hall.step(rows, ticket, 1).outcome, "parked");
  EXPECT_EQ(hall.step(rows, ticket, 1).detail, "fotokopi");
  EXPECT_EQ(hall.step(rows, ticket, 1).service, 30s);
  EXPECT_EQ(hall.step(rows, ticket, 1).step.officer, OfficerId("sari"));
  EXPECT_EQ(hall.step(rows, ticket, 2).outcome, "transferred");
  EXPECT_FALSE(hall.step(rows, ticket, 2).wait) << "taken back without a call";
  EXPECT_EQ(hall.step(rows, ticket, 2).service, 10s);
  EXPECT_EQ(hall.step(rows, ticket, 3).outcome, "no_show");
  EXPECT_EQ(hall.step(rows, ticket, 3).step.service, akta);
  EXPECT_EQ(hall.step(rows, ticket, 4).outcome, "referred");
  EXPECT_EQ(hall.step(rows, ticket, 4).wait, 40s);
  EXPECT_EQ(rows.visits.at(ticket).outcome, Outcome::referred);
  EXPECT_EQ(rows.calls.size(), 3U);
}

TEST(Projection, a_counters_periods_follow_one_another_and_end_with_the_day) {
  Followed hall;
  hall.done(OpenCounter{one, OfficerId("sari")});
  hall.advance(600s);
  hall.done(StartBreak{one, "makan"});
  hall.advance(60s);
  hall.done(EndBreak{one});
  Rows rows = hall.rows();
  ASSERT_EQ(rows.counter_periods.size(), 3U);
  auto period = rows.counter_periods.begin();
  EXPECT_FALSE(period->second.on_break);
  EXPECT_EQ(*period->second.to - period->second.from, 600s);
  ++period;
  EXPECT_TRUE(period->second.on_break);
  EXPECT_EQ(period->second.reason, "makan");
  EXPECT_EQ(period->second.officer, OfficerId("sari"));
  EXPECT_EQ(*period->second.to - period->second.from, 60s);
  ++period;
  EXPECT_FALSE(period->second.on_break);
  EXPECT_FALSE(period->second.to);
  hall.advance(24h);
  hall.done(PassTime{});
  EXPECT_EQ(hall.rows().counter_periods.rbegin()->second.to, hall.at);
}

TEST(Projection, who_is_left_at_the_end_of_the_day_is_unserved_without_a_service_time) {
  Followed hall;
  hall.done(OpenCounter{one});
  const TicketId served = hall.issue(ktp);
  const TicketId waiting = hall.issue(ktp);
  hall.call(one);
  hall.done(StartService{served});
  hall.advance(24h);
  hall.done(PassTime{});
  Rows rows = hall.rows();
  EXPECT_EQ(hall.step(rows, served, 1).outcome, "unserved");
  EXPECT_FALSE(hall.step(rows, served, 1).service);
  EXPECT_EQ(hall.step(rows, waiting, 1).outcome, "unserved");
  EXPECT_EQ(rows.visits.at(waiting).ended_at, hall.at);
}

TEST(Projection, a_days_begin_gives_what_the_hall_itself_carries_over) {
  const Engine hall = busy_days();
  Hall other(small_plan());
  std::vector<Snapshot> days;
  Projection projection;
  for (const Recorded& event : hall.journal) {
    projection.apply(event);
    apply(other, event);
    if (std::holds_alternative<DayBegan>(event.event)) {
      days.push_back({event.seq, other.carried()});
    }
  }
  EXPECT_EQ(days.size(), 2U);
  EXPECT_EQ(projection.take().days, days);
}

TEST(Projection, an_event_that_cannot_follow_is_refused) {
  Projection projection;
  EXPECT_THROW(projection.apply({1, WallTime{}, ServiceStarted{TicketId(1)}}),
               std::invalid_argument);
  EXPECT_THROW(
      projection.apply(
          {1, WallTime{},
           TicketIssued{TicketId(2), {'A', 1}, ktp, false, Language::id, TicketToken("t")}}),
      std::invalid_argument);
}

TEST(Projection, what_a_kiosk_hands_in_is_a_visit_and_after_its_day_an_unserved_one) {
  Followed hall;
  hall.done(LeaseNumbers{DeviceId("kiosk")});
  HandInTicket given;
  given.device = DeviceId("kiosk");
  given.day = *hall.hall.day();
  given.number = {'A', 501};
  given.service = ktp;
  given.token = TicketToken("a");
  given.issued_at = hall.at;
  hall.advance(60s);
  hall.done(given);
  const TicketId today = hall.hall.ticket(TicketNumber{'A', 501})->id;
  given.day -= std::chrono::days(1);
  given.token = TicketToken("b");
  hall.done(given);
  Rows rows = hall.rows();
  ASSERT_EQ(rows.visits.size(), 2U);
  EXPECT_EQ(rows.visits.at(today).state, TicketState::waiting);
  EXPECT_EQ(rows.visits.at(today).issued_at, hall.at - 60s);
  EXPECT_EQ(hall.step(rows, today, 1).step.waits_from, hall.at - 60s);
  const auto& [id, past] = *rows.visits.rbegin();
  EXPECT_EQ(static_cast<std::int64_t>(id.value()), -static_cast<std::int64_t>(hall.journal.size()))
      << "no ticket's, and the only one";
  EXPECT_EQ(past.day, given.day);
  EXPECT_EQ(past.state, TicketState::unserved);
  EXPECT_EQ(hall.step(rows, id, 1).outcome, "unserved");
  EXPECT_EQ(hall.step(rows, id, 1).step.service, ktp);
}

}  // namespace giliran::hall
