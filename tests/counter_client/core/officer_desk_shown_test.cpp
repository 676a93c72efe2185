#include "tests/counter_client/core/desk_fixture.hpp"

namespace giliran::counter {
namespace {

class OfficerDeskShown : public DeskTest {};

protocol::QueuedTicket queued(int number, std::chrono::milliseconds waited,
                              std::chrono::seconds target = 30min) {
  protocol::QueuedTicket ticket;
  ticket.number = {'A', number};
  ticket.issued_at = nine - waited;
  ticket.target_s = target.count();
  return ticket;
}

TEST_F(OfficerDeskShown, the_timer_counts_from_the_call_and_then_from_the_start) {
  see(calling_view(nine));
  now += 59s + 999ms;
  EXPECT_EQ(shown().ticket->timer, 59s);
  now += 1ms;
  EXPECT_EQ(shown().ticket->timer, 60s);
  see(serving_view(nine));
  now += 4min + 37s;
  EXPECT_EQ(shown().ticket->timer, 4min + 37s);
}

TEST_F(OfficerDeskShown, the_wait_of_the_called_ends_with_the_call) {
  see(calling_view(nine));
  now += 10min;
  EXPECT_EQ(shown().ticket->waited, 18min);
}

TEST_F(OfficerDeskShown, a_running_timer_changes_exactly_at_whole_seconds) {
  auto view = calling_view(nine);
  view.now = nine + 300ms;
  see(view);
  ASSERT_EQ(desk.next_change(now), now + 700ms);
  EXPECT_EQ(desk.shown(now), desk.shown(now + 699ms));
  EXPECT_NE(desk.shown(now), desk.shown(now + 700ms));
}

TEST_F(OfficerDeskShown, a_quiet_window_has_no_deadline) {
  see(idle_view());
  EXPECT_EQ(desk.next_change(now), std::nullopt);
  EXPECT_EQ(desk.shown(now), desk.shown(now + 1h));
}

TEST_F(OfficerDeskShown, waits_in_the_queue_change_at_whole_minutes) {
  auto view = idle_view();
  view.queue = {queued(13, 10min + 20s)};
  see(view);
  EXPECT_EQ(shown().queue[0].waited, 10min);
  ASSERT_EQ(desk.next_change(now), now + 40s);
  now += 40s;
  EXPECT_EQ(shown().queue[0].waited, 11min);
}

TEST_F(OfficerDeskShown, a_ticket_is_late_beyond_its_target_and_not_at_it) {
  auto view = idle_view();
  view.queue = {queued(13, 29min + 59s)};
  see(view);
  now += 1s;
  EXPECT_FALSE(shown().queue[0].late);
  ASSERT_EQ(desk.next_change(now), now + 1ms);
  now += 1ms;
  EXPECT_TRUE(shown().queue[0].late);
}

TEST_F(OfficerDeskShown, one_target_is_named_only_if_the_queue_shares_it) {
  auto view = idle_view();
  see(view);
  EXPECT_EQ(shown().target, std::nullopt);
  view.queue = {queued(13, 1min), queued(14, 1min)};
  see(view);
  EXPECT_EQ(shown().target, 30min);
  view.queue.push_back(queued(15, 1min, 15min));
  see(view);
  EXPECT_EQ(shown().target, std::nullopt);
}

TEST_F(OfficerDeskShown, a_time_ahead_of_the_halls_clock_counts_as_now) {
  auto view = calling_view(nine);
  view.now = nine - 200ms;
  see(view);
  EXPECT_EQ(shown().ticket->timer, 0s);
  ASSERT_EQ(desk.next_change(now), now + 1200ms);
  now += 1200ms;
  EXPECT_EQ(shown().ticket->timer, 1s);
}

TEST_F(OfficerDeskShown, six_places_and_open_shares_one_with_close) {
  see(closed_view());
  ASSERT_EQ(shown().actions.size(), 6U);
  EXPECT_EQ(shown().actions[4], (Button{Press::open, true, false}));
  see(idle_view());
  ASSERT_EQ(shown().actions.size(), 6U);
  EXPECT_EQ(shown().actions[4], (Button{Press::close, true, false}));
}

TEST_F(OfficerDeskShown, the_days_figures_are_the_halls) {
  auto view = idle_view();
  view.waiting = 14;
  view.served_today = 28;
  view.mean_service_s = 372;
  see(view);
  EXPECT_EQ(shown().waiting, 14);
  EXPECT_EQ(shown().served_today, 28);
  EXPECT_EQ(shown().mean_service, 372s);
}

}  // namespace
}  // namespace giliran::counter
