#include "display/core/board.hpp"

#include <gmock/gmock.h>

#include "display/core/last_spoken.hpp"

namespace giliran::display {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// 09.42.00 in Bekasi.
const WallTime morning = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 2h + 42min;

LocalTime local(std::chrono::minutes of_day) {
  return std::chrono::local_days{std::chrono::year{2026} / 11 / 24} + of_day;
}

protocol::Call call(std::uint64_t seq, WallTime at, bool recall = false, int number = 0) {
  protocol::Call made;
  made.seq = CallSeq{seq};
  made.number = {'A', number ? number : static_cast<int>(seq)};
  made.counter = CounterId{3};
  made.recall = recall;
  made.at = at;
  return made;
}

class BoardMachine : public testing::Test {
 protected:
  protocol::BoardView view(std::vector<int> numbers = {}) const {
    protocol::BoardView made;
    made.now = wall();
    made.name.id = "Mal Pelayanan Publik";
    made.zone = "Asia/Jakarta";
    for (const int number : numbers)
      made.calls.push_back(
          {CallSeq{static_cast<std::uint64_t>(number)}, {'A', number}, CounterId{3}});
    return made;
  }
  WallTime wall() const {
    return morning + std::chrono::floor<std::chrono::milliseconds>(now - t0);
  }
  void go_live() {
    board.connected();
    board.view_arrived(view(), now);
  }
  std::vector<int> recent() const {
    std::vector<int> numbers;
    for (const ShownCall& one : board.scene(now).recent)
      numbers.push_back(one.number.number);
    return numbers;
  }
  int current() const {
    const auto shown = board.scene(now).current;
    return shown ? shown->number.number : 0;
  }

  SteadyTime t0{};
  SteadyTime now{};
  BoardOptions options;
  Board board{options, now, morning};
};

TEST_F(BoardMachine, waits_five_seconds_for_the_hall_before_it_says_that_it_is_not_connected) {
  EXPECT_EQ(board.scene(now).link, Link::connecting);
  EXPECT_EQ(board.next_change(now), t0 + Board::patience);
  now += Board::patience - 1ms;
  EXPECT_EQ(board.scene(now).link, Link::connecting);
  now += 1ms;
  EXPECT_EQ(board.scene(now).link, Link::lost);
  EXPECT_EQ(board.scene(now).lost_since, local(9h + 42min));
  go_live();
  EXPECT_EQ(board.scene(now).link, Link::live);
  EXPECT_FALSE(board.scene(now).lost_since);
}

TEST_F(BoardMachine, says_since_when_it_is_not_connected_and_keeps_saying_that_time) {
  go_live();
  now += 90s;
  board.disconnected(now - 15s);
  now += 10min;
  board.disconnected(now);
  EXPECT_EQ(board.scene(now).link, Link::lost);
  EXPECT_EQ(board.scene(now).lost_since, local(9h + 43min) + 15s);
  EXPECT_EQ(board.scene(now).clock, local(9h + 53min));
}

TEST_F(BoardMachine, a_connection_without_a_view_is_not_live_yet) {
  board.connected();
  EXPECT_EQ(board.scene(now).link, Link::connecting);
}

TEST_F(BoardMachine, the_clock_turns_with_the_minute_and_asks_to_be_woken_for_it) {
  go_live();
  now += 59'999ms;
  EXPECT_EQ(board.scene(now).clock, local(9h + 42min));
  EXPECT_EQ(board.next_change(now), now + 1ms);
  now += 1ms;
  EXPECT_EQ(board.scene(now).clock, local(9h + 43min));
  EXPECT_EQ(board.next_change(now), now + 60s);
}

TEST_F(BoardMachine, follows_the_clock_of_the_hall_and_not_a_document_made_earlier) {
  board.connected();
  auto later = view();
  later.now = morning + 1h;
  board.view_arrived(later, now);
  EXPECT_EQ(board.scene(now).clock, local(10h + 42min));
  board.view_arrived(view(), now);
  EXPECT_EQ(board.scene(now).clock, local(10h + 42min));
  board.connected();
  board.view_arrived(view(), now);
  EXPECT_EQ(board.scene(now).clock, local(9h + 42min));
}

TEST_F(BoardMachine, ten_calls_at_once_become_big_one_after_the_other) {
  go_live();
  for (std::uint64_t seq = 1; seq <= 10; ++seq)
    board.call_arrived(call(seq, wall()), now);
  board.view_arrived(view({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}), now);
  for (std::uint64_t seq = 1; seq <= 10; ++seq) {
    ASSERT_TRUE(board.next_announcement());
    EXPECT_FALSE(board.next_announcement());
    EXPECT_EQ(current(), static_cast<int>(seq));
    now += 7s;
    EXPECT_TRUE(board.finished(CallSeq{seq}));
  }
  EXPECT_EQ(current(), 10);
  EXPECT_EQ(board.last_spoken(), CallSeq{10});
}

TEST_F(BoardMachine, the_list_has_every_call_at_once_but_the_big_one) {
  go_live();
  for (std::uint64_t seq = 1; seq <= 3; ++seq)
    board.call_arrived(call(seq, wall()), now);
  board.view_arrived(view({3, 2, 1}), now);
  board.next_announcement();
  EXPECT_EQ(current(), 1);
  EXPECT_THAT(recent(), ElementsAre(3, 2));
}

TEST_F(BoardMachine, a_recall_is_spoken_again_and_its_number_is_not_in_the_list_beside_it) {
  go_live();
  board.call_arrived(call(1, wall()), now);
  board.next_announcement();
  board.finished(CallSeq{1});
  board.call_arrived(call(2, wall(), true, 1), now);
  board.view_arrived(view({1}), now);
  const auto again = board.next_announcement();
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->recall);
  EXPECT_EQ(current(), 1);
  EXPECT_TRUE(recent().empty());
}

TEST_F(BoardMachine, a_call_is_spoken_up_to_a_minute_after_it_was_made_and_then_only_shown) {
  go_live();
  now += 1h;
  board.call_arrived(call(1, wall() - 60s), now);
  board.view_arrived(view({1}), now);
  EXPECT_TRUE(board.next_announcement());
  board.finished(CallSeq{1});
  board.call_arrived(call(2, wall() - 60'001ms), now);
  EXPECT_FALSE(board.next_announcement());
  EXPECT_EQ(current(), 2);
  EXPECT_EQ(board.last_spoken(), CallSeq{2});
}

TEST_F(BoardMachine, after_a_restart_of_the_program_a_call_is_not_spoken_twice) {
  options.resume = Settled{CallSeq{7}, morning - 5s};
  Board again(options, now, morning);
  again.connected();
  again.view_arrived(view({8, 7}), now);
  again.call_arrived(call(7, morning - 5s), now);
  again.call_arrived(call(8, morning - 4s), now);
  const auto next = again.next_announcement();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->seq, CallSeq{8});
  EXPECT_EQ(again.settled()->seq, CallSeq{7});
  again.finished(CallSeq{8});
  EXPECT_EQ(again.settled(), (Settled{CallSeq{8}, morning - 4s}));
}

TEST_F(BoardMachine, another_hall_journal_begins_its_numbers_anew) {
  go_live();
  board.call_arrived(call(40, wall()), now);
  board.next_announcement();
  board.finished(CallSeq{40});
  board.calls_restarted();
  board.call_arrived(call(1, wall()), now);
  const auto next = board.next_announcement();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->seq, CallSeq{1});
}

TEST_F(BoardMachine, on_a_new_day_the_last_call_of_yesterday_is_not_the_current_one) {
  go_live();
  board.call_arrived(call(1, wall()), now);
  board.view_arrived(view({1}), now);
  board.next_announcement();
  board.view_arrived(view(), now);
  EXPECT_EQ(current(), 1) << "it is being spoken";
  board.finished(CallSeq{1});
  EXPECT_EQ(current(), 0);
}

TEST_F(BoardMachine, messages_and_many_waits_take_turns_every_ten_seconds) {
  board.connected();
  auto quiet = view();
  quiet.messages = {{"a", {}, {}}};
  quiet.waits.resize(Board::waits_at_once);
  board.view_arrived(quiet, now);
  now += 10s;
  EXPECT_EQ(board.scene(now).turn, 0u);
  auto busy = view();
  busy.waits.resize(Board::waits_at_once + 1);
  board.view_arrived(busy, now);
  EXPECT_EQ(board.scene(now).turn, 1u);
  EXPECT_EQ(board.next_change(now), now + 10s);
  now += 10s - 1ms;
  EXPECT_EQ(board.scene(now).turn, 1u);
  now += 1ms;
  EXPECT_EQ(board.scene(now).turn, 2u);
}

TEST_F(BoardMachine, nothing_changes_until_the_time_that_it_names) {
  go_live();
  for (int i = 0; i < 20; ++i) {
    const SteadyTime next = board.next_change(now);
    ASSERT_GT(next, now);
    EXPECT_EQ(board.scene(now), board.scene(next - 1ms));
    now = next;
  }
}

TEST(LastSpoken, is_read_as_it_was_written_and_half_a_line_is_nothing) {
  const Settled settled{CallSeq{17}, morning};
  const std::string line = settled_line(settled);
  EXPECT_EQ(settled_of(line), settled);
  for (std::size_t size = 0; size < line.size(); ++size)
    EXPECT_FALSE(settled_of(line.substr(0, size))) << size;
}

}  // namespace
}  // namespace giliran::display
