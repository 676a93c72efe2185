#include "tests/counter_client/core/desk_fixture.hpp"

namespace giliran::counter {
namespace {

class OfficerDeskConnection : public DeskTest {};

TEST_F(OfficerDeskConnection, before_the_first_view_nothing_can_be_pressed) {
  EXPECT_EQ(press(Press::main), std::nullopt);
  EXPECT_FALSE(shown().main.enabled);
  EXPECT_EQ(shown().state, std::nullopt);
}

TEST_F(OfficerDeskConnection, an_officer_who_never_was_connected_sees_that_it_is_tried) {
  OfficerDesk fresh(CounterId(3), Zone("Asia/Jakarta"));
  EXPECT_EQ(fresh.shown(now).link, Link::connecting);
  fresh.disconnected(now, now);
  EXPECT_EQ(fresh.shown(now).link, Link::connecting);
}

TEST_F(OfficerDeskConnection, a_lost_connection_says_since_when_by_the_halls_clock) {
  see(idle_view(nine));
  now += 43min;
  desk.disconnected(now - 15s, now);
  now += 5min;
  desk.disconnected(now, now);
  EXPECT_EQ(shown().link, Link::lost);
  const auto since = Zone("Asia/Jakarta").local(nine + 42min);
  EXPECT_EQ(shown().lost_since, since);
  desk.connected();
  EXPECT_EQ(shown().link, Link::up);
  EXPECT_EQ(shown().lost_since, std::nullopt);
}

TEST_F(OfficerDeskConnection, nothing_can_be_pressed_while_it_is_lost) {
  see(calling_view());
  desk.disconnected(now, now);
  for (const Button& button : shown().actions)
    EXPECT_FALSE(button.enabled);
  EXPECT_FALSE(shown().main.enabled);
  EXPECT_EQ(press(Press::main), std::nullopt);
  desk.connected();
  EXPECT_EQ(press(Press::main), Command(Start{TicketId(12)}));
}

TEST_F(OfficerDeskConnection, a_command_on_its_way_is_not_sent_again_by_loss_and_return) {
  see(idle_view());
  EXPECT_EQ(press(Press::main), Command(CallNext{}));
  desk.disconnected(now, now);
  now += 30s;
  desk.connected();
  see(calling_view());
  EXPECT_EQ(press(Press::start), std::nullopt) << "its answer is still to come";
  EXPECT_EQ(accept(TicketId(12)), std::nullopt);
  EXPECT_EQ(press(Press::start), Command(Start{TicketId(12)}));
}

TEST_F(OfficerDeskConnection, a_finish_answered_after_an_outage_does_not_call_by_itself) {
  see(serving_view());
  press(Press::main);
  see(idle_view());
  EXPECT_EQ(shown().state, CounterState::serving);
  desk.disconnected(now, now);
  EXPECT_EQ(shown().state, CounterState::idle);
  desk.connected();
  EXPECT_EQ(accept(), std::nullopt);
  EXPECT_EQ(notice(), Notice::Kind::call_left_out);
  see(idle_view());
  EXPECT_EQ(press(Press::main), Command(CallNext{}));
}

TEST_F(OfficerDeskConnection, an_answered_command_does_not_hold_the_keys_over_an_outage) {
  see(calling_view());
  press(Press::start);
  accept();
  desk.disconnected(now, now);
  desk.connected();
  see(calling_view());
  EXPECT_EQ(press(Press::recall), Command(Recall{}));
}

TEST_F(OfficerDeskConnection, the_question_goes_with_the_connection) {
  see(calling_view());
  press(Press::no_show);
  desk.disconnected(now, now);
  EXPECT_FALSE(shown().asked);
}

TEST_F(OfficerDeskConnection, an_answer_that_nobody_waits_for_changes_nothing) {
  see(idle_view());
  EXPECT_EQ(accept(TicketId(12)), std::nullopt);
  EXPECT_EQ(press(Press::main), Command(CallNext{}));
}

}  // namespace
}  // namespace giliran::counter
