#include "tests/counter_client/core/desk_fixture.hpp"

namespace giliran::counter {
namespace {

class OfficerDeskNoShow : public DeskTest {
 protected:
  static protocol::CounterView called(std::chrono::seconds after, int calls = 0) {
    auto view = calling_view(nine);
    view.ticket->no_show_at = nine + after;
    view.ticket->no_show_calls = calls;
    return view;
  }
};

TEST_F(OfficerDeskNoShow, absent_is_possible_from_the_halls_moment_on_and_then_does_not_ask) {
  see(called(15s));
  now += 15s - bounce - 1ms;
  EXPECT_EQ(press(Press::no_show), std::nullopt);
  EXPECT_FALSE(shown().asked);
  EXPECT_EQ(shown().no_show_wait, (NoShowWait{0, 1s}));
  EXPECT_FALSE(shown().actions[1].enabled);
  EXPECT_EQ(desk.next_change(now), now + 1ms);
  now += 1ms;
  EXPECT_EQ(shown().no_show_wait, NoShowWait{});
  EXPECT_TRUE(shown().actions[1].enabled);
  EXPECT_EQ(desk.press(Press::no_show, now), Command(NoShow{TicketId(12)}));
}

TEST_F(OfficerDeskNoShow, another_call_may_be_due_first) {
  see(called(0s, 1));
  now += 1min;
  EXPECT_EQ(press(Press::no_show), std::nullopt);
  EXPECT_EQ(shown().no_show_wait, (NoShowWait{1, 0s}));
  auto view = called(0s, 0);
  view.ticket->calls = 2;
  see(view);
  EXPECT_EQ(press(Press::no_show), std::nullopt) << "the hall asks for no time: it asks";
  EXPECT_TRUE(shown().asked);
  EXPECT_EQ(press(Press::yes), Command(NoShow{TicketId(12)}));
}

TEST_F(OfficerDeskNoShow, the_seconds_left_count_down_whole) {
  see(called(15s));
  EXPECT_EQ(shown().no_show_wait.time, 15s);
  now += 1ms;
  EXPECT_EQ(shown().no_show_wait.time, 15s);
  now += 999ms;
  EXPECT_EQ(shown().no_show_wait.time, 14s);
}

}  // namespace
}  // namespace giliran::counter
