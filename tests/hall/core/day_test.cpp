#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

constexpr std::chrono::local_days tuesday{std::chrono::year(2026) / 11 / 24};
constexpr auto wednesday = tuesday + std::chrono::days(1);

}  // namespace

TEST(Days, the_first_command_begins_the_day) {
  Engine engine;
  const auto events = engine.done(OpenCounter{one});
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0], Event(DayBegan{tuesday}));
  EXPECT_EQ(engine.hall.day(), tuesday);
  EXPECT_TRUE(engine.done(PassTime{}).empty()) << "it has begun";
}

TEST(Days, the_hall_goes_on_until_the_last_millisecond_of_its_local_day) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.advance(15h - 1ms);
  EXPECT_TRUE(engine.done(PassTime{}).empty());
  EXPECT_EQ(engine.hall.ticket(id)->state, TicketState::waiting);
  engine.advance(1ms);
  const std::vector<Event> expected{TicketUnserved{id}, DayBegan{wednesday}};
  EXPECT_EQ(engine.done(PassTime{}), expected);
}

TEST(Days, the_old_day_ends_before_the_command_that_comes_on_the_new_one) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  engine.done(OpenCounter{three});
  const TicketId called = engine.issue(ktp);
  const TicketId serving = engine.issue(ktp);
  const TicketId waiting = engine.issue(ktp);
  const TicketId failed = engine.issue(ktp);
  engine.done(SetSlip{failed, Slip::failed});
  engine.call(one);
  engine.call(two);
  engine.done(StartService{serving});
  engine.advance(24h);
  const auto events = engine.done(OpenCounter{one});
  const std::vector<Event> expected{
      TicketUnserved{called}, TicketUnserved{serving}, TicketUnserved{waiting},
      TicketUnserved{failed}, CounterClosed{one},      CounterClosed{two},
      CounterClosed{three},   DayBegan{wednesday},     CounterOpened{one}};
  EXPECT_EQ(events, expected);
  EXPECT_EQ(engine.hall.open_counters(), std::vector{one});
}

TEST(Days, numbers_start_at_one_and_tickets_do_not) {
  Engine engine;
  engine.issue(ktp);
  engine.issue(ktp);
  engine.advance(24h);
  const TicketId id = engine.issue(ktp);
  EXPECT_EQ(engine.number(id), "A-001");
  EXPECT_EQ(id, TicketId(3));
}

TEST(Days, nothing_of_yesterday_stays_in_memory) {
  Engine engine;
  engine.done(OpenCounter{one});
  for (int i = 0; i < 3; ++i)
    engine.issue(ktp, i < 2);
  engine.serve(one);
  const TicketToken token = engine.hall.ticket(TicketId(1))->token;
  engine.advance(24h);
  engine.done(PassTime{});
  EXPECT_TRUE(engine.hall.tickets().empty());
  EXPECT_FALSE(engine.hall.ticket(token));
  EXPECT_TRUE(engine.hall.recent_calls().empty());
  EXPECT_TRUE(engine.hall.recent_services(ktp).empty());
  EXPECT_EQ(engine.hall.queue(ktp).size(), 0U);
  EXPECT_EQ(engine.hall.priority_run(engine.hall.served_at(one, engine.at)), 0);
}

TEST(Days, a_clock_set_back_never_rolls_back) {
  Engine engine;
  engine.issue(ktp);
  engine.advance(-24h);
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-002");
  EXPECT_EQ(engine.hall.day(), tuesday);
  engine.advance(24h);
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-003") << "nor does its coming back begin a day";
}

TEST(Days, a_refusal_on_the_new_day_changes_nothing) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.advance(24h);
  const Hall before = engine.hall;
  EXPECT_EQ(engine.refused(StartService{id}).reason, Reason::unknown_ticket);
  EXPECT_EQ(engine.hall, before);
  EXPECT_EQ(engine.hall.day(), tuesday);
}

TEST(Days, a_weekend_away_is_one_new_day) {
  Engine engine;
  engine.advance(72h);
  engine.issue(ktp);
  engine.advance(72h);
  const auto events = engine.done(PassTime{});
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1], Event(DayBegan{tuesday + std::chrono::days(6)}));
}

TEST(Days, a_counter_that_the_plan_has_lost_is_closed_with_the_day) {
  Engine engine;
  engine.done(OpenCounter{three});
  engine.issue(paspor);
  engine.call(three);
  HallPlan smaller = small_plan();
  smaller.counters.pop_back();
  smaller.services.pop_back();
  Engine later(smaller);
  for (const Recorded& recorded : engine.journal)
    apply(later.hall, recorded);
  EXPECT_EQ(later.hall.open_counters(), std::vector{three});
  EXPECT_EQ(later.refused(CallNext{three}).reason, Reason::unknown_counter);
  later.advance(24h);
  later.done(PassTime{});
  EXPECT_TRUE(later.hall.open_counters().empty());
}

}  // namespace giliran::hall
