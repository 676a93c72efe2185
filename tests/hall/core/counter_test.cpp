#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

TEST(Counters, a_counter_that_the_plan_does_not_have_is_refused) {
  Engine engine;
  const CounterId ninth(9);
  for (const Command& command : {Command(OpenCounter{ninth}), Command(CloseCounter{ninth}),
                                 Command(CallNext{ninth}), Command(Recall{ninth})}) {
    EXPECT_EQ(engine.refused(command), (Refusal{Reason::unknown_counter, "9", ""}));
  }
}

TEST(Counters, a_closed_counter_does_nothing_but_open) {
  Engine engine;
  engine.issue(ktp);
  const Refusal closed{Reason::counter_closed, "1", ""};
  EXPECT_EQ(engine.refused(CallNext{one}), closed);
  EXPECT_EQ(engine.refused(Recall{one}), closed);
  EXPECT_EQ(engine.refused(CloseCounter{one}), closed);
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.call(one), "A-001");
}

TEST(Counters, an_open_counter_is_not_opened_again) {
  Engine engine;
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.refused(OpenCounter{one}), (Refusal{Reason::counter_open, "1", ""}));
}

TEST(Counters, one_with_a_ticket_neither_calls_nor_closes_until_the_ticket_is_done) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.call(one);
  const Refusal busy{Reason::counter_busy, "A-001", ""};
  EXPECT_EQ(engine.refused(CallNext{one}), busy);
  EXPECT_EQ(engine.refused(CloseCounter{one}), busy);
  engine.done(StartService{id});
  EXPECT_EQ(engine.refused(CallNext{one}), busy);
  EXPECT_EQ(engine.refused(CloseCounter{one}), busy);
  engine.done(FinishService{id});
  EXPECT_EQ(engine.call(one), "A-002");
  engine.done(MarkNoShow{TicketId(2)});
  engine.done(CloseCounter{one});
  EXPECT_EQ(engine.hall.counter(one).state, CounterState::closed);
  EXPECT_TRUE(engine.hall.open_counters().empty());
}

TEST(Counters, without_a_call_there_is_nothing_to_recall) {
  Engine engine;
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.refused(Recall{one}), (Refusal{Reason::counter_without_call, "1", ""}));
}

TEST(Counters, calling_when_nobody_waits_changes_nothing) {
  Engine engine;
  engine.issue(paspor);
  engine.done(OpenCounter{one});
  EXPECT_TRUE(engine.done(CallNext{one}).empty()) << "it does not serve passports";
}

TEST(Counters, the_same_ticket_is_never_at_two_of_them) {
  Engine engine;
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  EXPECT_EQ(engine.call(one), "A-001");
  EXPECT_EQ(engine.call(two), "-");
}

TEST(Calls, each_call_and_recall_has_the_next_number_for_ever) {
  Engine engine;
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  const auto seq = [](const std::vector<Event>& events) {
    return std::get<TicketCalled>(events.back()).seq.value();
  };
  EXPECT_EQ(seq(engine.done(CallNext{one})), 1U);
  EXPECT_EQ(seq(engine.done(Recall{one})), 2U);
  engine.advance(24h);
  engine.issue(ktp);
  engine.done(OpenCounter{one});
  EXPECT_EQ(seq(engine.done(CallNext{one})), 3U) << "also on the next day";
}

TEST(Calls, the_newest_stand_first_and_each_ticket_once) {
  Engine engine;
  for (int i = 0; i < 2; ++i)
    engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  engine.call(one);
  engine.call(two);
  engine.done(Recall{one});
  const auto& calls = engine.hall.recent_calls();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0], (RecentCall{CallSeq(3), TicketId(1), {'A', 1}, one}));
  EXPECT_EQ(calls[1], (RecentCall{CallSeq(2), TicketId(2), {'A', 2}, two}));
}

TEST(Calls, the_board_keeps_twelve) {
  Engine engine;
  engine.done(OpenCounter{one});
  for (int i = 0; i < 12; ++i)
    engine.issue(ktp);
  engine.call_all(one);
  EXPECT_EQ(engine.hall.recent_calls().size(), 12U);
  EXPECT_EQ(engine.hall.recent_calls().back().seq, CallSeq(1));
  engine.issue(ktp);
  engine.call(one);
  EXPECT_EQ(engine.hall.recent_calls().size(), 12U);
  EXPECT_EQ(engine.hall.recent_calls().front().number.text(), "A-013");
  EXPECT_EQ(engine.hall.recent_calls().back().seq, CallSeq(2));
}

}  // namespace giliran::hall
