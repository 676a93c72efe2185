#include "display/core/announcement_queue.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace giliran::display {
namespace {

using namespace std::chrono_literals;
using Added = AnnouncementQueue::Added;

CallToAnnounce call(std::uint64_t seq, bool recall = false) {
  return {CallSeq{seq}, {'A', static_cast<int>(seq)}, CounterId{1}, Language::id, recall};
}

/// Speaks one call after the other until none waits; the order in which it did.
std::vector<std::uint64_t> spoken(AnnouncementQueue& queue) {
  std::vector<std::uint64_t> order;
  while (const auto now = queue.next()) {
    EXPECT_FALSE(queue.next()) << "one over another";
    EXPECT_EQ(queue.current(), now);
    EXPECT_TRUE(queue.finished(now->seq));
    order.push_back(now->seq.value());
  }
  return order;
}

TEST(Announcements, ten_calls_at_once_are_spoken_in_order) {
  AnnouncementQueue queue;
  for (std::uint64_t seq = 1; seq <= 10; ++seq) {
    EXPECT_EQ(queue.add(call(seq), 0ms), Added::to_speak);
  }
  EXPECT_EQ(spoken(queue), (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(queue.last_spoken(), CallSeq{10});
}

TEST(Announcements, a_call_that_comes_again_is_spoken_once) {
  AnnouncementQueue queue;
  EXPECT_EQ(queue.add(call(1), 0ms), Added::to_speak);
  EXPECT_EQ(queue.add(call(1), 0ms), Added::known);
  EXPECT_EQ(spoken(queue), (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(queue.add(call(1), 0ms), Added::known);
  EXPECT_TRUE(spoken(queue).empty());
}

TEST(Announcements, a_recall_is_spoken_again) {
  AnnouncementQueue queue;
  queue.add(call(1), 0ms);
  EXPECT_EQ(spoken(queue), (std::vector<std::uint64_t>{1}));
  CallToAnnounce again = call(2, true);
  again.number = {'A', 1};
  queue.add(again, 0ms);
  EXPECT_EQ(queue.next(), again);
}

TEST(Announcements, the_board_shows_big_what_is_spoken_and_keeps_it_until_the_next) {
  AnnouncementQueue queue;
  EXPECT_FALSE(queue.current());
  queue.add(call(1), 0ms);
  queue.add(call(2), 0ms);
  EXPECT_FALSE(queue.current());
  queue.next();
  EXPECT_EQ(queue.current(), call(1));
  EXPECT_EQ(queue.waiting(), 1u);
  queue.finished(CallSeq{1});
  EXPECT_EQ(queue.current(), call(1));
  EXPECT_FALSE(queue.speaking());
  queue.next();
  EXPECT_EQ(queue.current(), call(2));
}

TEST(Announcements, only_what_is_being_spoken_can_finish) {
  AnnouncementQueue queue;
  EXPECT_FALSE(queue.finished(CallSeq{1}));
  queue.add(call(1), 0ms);
  queue.add(call(2), 0ms);
  queue.next();
  EXPECT_FALSE(queue.finished(CallSeq{2}));
  EXPECT_TRUE(queue.finished(CallSeq{1}));
  EXPECT_FALSE(queue.finished(CallSeq{1}));
}

TEST(Announcements, after_a_reconnection_it_resumes_behind_the_last_call_spoken) {
  AnnouncementQueue queue;
  for (std::uint64_t seq = 1; seq <= 4; ++seq)
    queue.add(call(seq), 0ms);
  queue.next();
  queue.finished(CallSeq{1});
  queue.next();
  // The link broke and came back while 2 is being spoken; the hall sends all after the last spoken.
  EXPECT_EQ(queue.last_spoken(), CallSeq{1});
  for (std::uint64_t seq = 2; seq <= 6; ++seq)
    queue.add(call(seq), 5s);
  EXPECT_TRUE(queue.finished(CallSeq{2}));
  EXPECT_EQ(spoken(queue), (std::vector<std::uint64_t>{3, 4, 5, 6}));
}

TEST(Announcements, a_restarted_board_does_not_speak_what_was_spoken_before) {
  AnnouncementQueue queue(CallSeq{7});
  EXPECT_EQ(queue.add(call(7), 1s), Added::known);
  EXPECT_EQ(queue.add(call(8), 1s), Added::to_speak);
}

TEST(Announcements, a_missed_call_is_spoken_for_sixty_seconds_and_then_only_shown) {
  AnnouncementQueue queue;
  EXPECT_EQ(queue.add(call(1), 60'001ms), Added::to_show);
  EXPECT_FALSE(queue.next());
  EXPECT_EQ(queue.current(), call(1));
  EXPECT_EQ(queue.last_spoken(), CallSeq{1});
  EXPECT_EQ(queue.add(call(2), 60'000ms), Added::to_speak);
  EXPECT_EQ(queue.next(), call(2));
}

TEST(Announcements, calls_too_old_to_speak_keep_their_place_between_the_others) {
  AnnouncementQueue queue;
  queue.add(call(1), 0ms);
  queue.next();
  queue.add(call(2), 2min);
  queue.add(call(3), 1s);
  EXPECT_EQ(queue.current(), call(1));
  queue.finished(CallSeq{1});
  EXPECT_EQ(queue.next(), call(3));
  queue.finished(CallSeq{3});
  EXPECT_EQ(queue.last_spoken(), CallSeq{3});
}

TEST(Announcements, beyond_its_limit_the_oldest_waiting_call_loses_its_voice) {
  AnnouncementQueue queue;
  for (std::uint64_t seq = 1; seq <= AnnouncementQueue::max_waiting; ++seq)
    queue.add(call(seq), 0ms);
  EXPECT_EQ(queue.silenced(), 0u);
  queue.add(call(AnnouncementQueue::max_waiting + 1), 0ms);
  EXPECT_EQ(queue.silenced(), 1u);
  EXPECT_EQ(queue.waiting(), AnnouncementQueue::max_waiting);
  EXPECT_EQ(queue.next(), call(2));
}

TEST(Announcements, when_the_halls_log_begins_anew_its_calls_are_spoken_again) {
  AnnouncementQueue queue;
  queue.add(call(40), 0ms);
  queue.add(call(41), 0ms);
  queue.next();
  queue.restart_after(CallSeq{0});
  EXPECT_TRUE(queue.finished(CallSeq{40}));
  EXPECT_EQ(queue.last_spoken(), CallSeq{0});
  queue.add(call(1), 0ms);
  EXPECT_EQ(spoken(queue), (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(queue.last_spoken(), CallSeq{1});
}

}  // namespace
}  // namespace giliran::display
