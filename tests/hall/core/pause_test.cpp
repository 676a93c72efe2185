#include <gtest/gtest.h>

#include "hall/core/calling_rule.hpp"
#include "hall/core/statistics.hpp"
#include "tests/hall/core/engine.hpp"

/// Services that are paused, counters on a break, and counters that call by themselves.
namespace giliran::hall {

TEST(Pauses, a_paused_service_gives_no_numbers_and_calls_nobody) {
  Engine engine;
  engine.done(OpenCounter{two});
  engine.issue(ktp);
  engine.issue(akta);
  engine.done(PauseService{ktp, "SIAK pusat mati"});
  EXPECT_EQ(engine.refused(IssueTicket{ktp, false, Language::id, TicketToken("x"), {}}),
            (Refusal{Reason::service_paused, ktp.value(), ""}));
  EXPECT_EQ(engine.refused(PauseService{ktp, ""}).reason, Reason::service_paused);
  EXPECT_EQ(engine.call_all(two), "A-002 ");
  engine.done(ResumeService{ktp});
  EXPECT_TRUE(engine.done(ResumeService{ktp}).empty());
  EXPECT_EQ(engine.call_all(two), "A-001 ") << "places are kept";
}

TEST(Pauses, the_clock_of_those_who_wait_stands_still_in_the_figures) {
  Engine engine;
  engine.done(OpenCounter{one});
  const TicketId id = engine.issue(ktp);
  engine.advance(5min);
  engine.done(PauseService{ktp, ""});
  engine.advance(20min);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(id), engine.at), 5min);
  engine.done(ResumeService{ktp});
  engine.advance(2min);
  engine.call(one);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(id), engine.at), 7min);
  EXPECT_EQ(day_figures(engine.hall).wait_mean, 7min);
  EXPECT_EQ(engine.hall.paused(ktp, WallTime{}, engine.at), 20min) << "the minutes lost";
  engine.done(Recall{one});
  engine.done(PauseService{ktp, ""});
  engine.advance(3min);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(id), engine.at), 7min);
}

TEST(Pauses, end_with_the_day) {
  Engine engine;
  engine.done(PauseService{ktp, ""});
  engine.advance(24h);
  engine.issue(ktp);
  EXPECT_EQ(engine.hall.paused(ktp, WallTime{}, engine.at), 0ms);
}

TEST(Breaks, need_a_known_reason_and_an_idle_counter) {
  HallPlan plan = small_plan();
  plan.break_reasons = {{"makan", {}, 30min}};
  Engine engine(plan);
  EXPECT_EQ(engine.refused(StartBreak{one, "makan"}).reason, Reason::counter_closed);
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.refused(StartBreak{one, "tidur"}),
            (Refusal{Reason::unknown_reason, "tidur", ""}));
  const TicketId id = engine.issue(ktp);
  engine.call(one);
  EXPECT_EQ(engine.refused(StartBreak{one, "makan"}), (Refusal{Reason::counter_busy, "A-001", ""}));
  engine.done(MarkNoShow{id});
  engine.done(StartBreak{one, "makan"});
  EXPECT_EQ(engine.refused(CallNext{one}), (Refusal{Reason::counter_on_break, "1", ""}));
  EXPECT_EQ(engine.hall.counter(one).break_reason, "makan");
  engine.done(EndBreak{one});
  EXPECT_EQ(engine.hall.counter(one).state, CounterState::idle);
  EXPECT_EQ(engine.refused(EndBreak{one}).reason, Reason::counter_open);
  engine.done(StartBreak{one, "makan"});
  engine.done(CloseCounter{one});
}

TEST(AutoCall, calls_once_the_counter_was_idle_for_so_long) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  engine.advance(1h);
  EXPECT_TRUE(engine.done(PassTime{}).empty()) << "it is off";
  engine.done(SetAutoCall{one, true});
  EXPECT_TRUE(engine.done(SetAutoCall{one, true}).empty());
  engine.serve(one);
  engine.issue(ktp);
  engine.advance(10s - 1ms);
  EXPECT_TRUE(engine.done(PassTime{}).empty());
  engine.advance(1ms);
  const auto events = engine.done(PassTime{});
  ASSERT_EQ(events.size(), 1U);
  EXPECT_TRUE(std::get<TicketCalled>(events[0]).automatic);
  EXPECT_TRUE(engine.done(PassTime{}).empty());
}

TEST(AutoCall, the_counter_with_the_fewest_services_comes_first) {
  Engine engine;
  engine.done(OpenCounter{two});
  engine.done(SetAutoCall{two, true});
  engine.advance(1min);
  engine.done(OpenCounter{one});
  engine.done(SetAutoCall{one, true});
  engine.issue(ktp);
  engine.issue(ktp);
  engine.advance(1min);
  EXPECT_EQ(std::get<TicketCalled>(engine.done(PassTime{})[0]).counter, one);
  EXPECT_EQ(std::get<TicketCalled>(engine.done(PassTime{})[0]).counter, two);
}

}  // namespace giliran::hall
