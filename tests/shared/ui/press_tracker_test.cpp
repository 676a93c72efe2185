#include "shared/ui/press_tracker.hpp"

#include <gtest/gtest.h>

namespace giliran::ui {
namespace {

using namespace std::chrono_literals;

class Presses : public ::testing::Test {
 protected:
  Presses() {
    targets.add("a", {0, 0, 100, 100});
    targets.add("b", {100, 0, 100, 100});
  }
  std::optional<std::string> send(InputKind kind, Point at, SteadyTime::duration when) {
    Input input;
    input.kind = kind;
    input.at = at;
    return tracker.handle(input, targets, SteadyTime{} + when);
  }
  std::optional<std::string> tap(Point at, SteadyTime::duration when) {
    send(InputKind::press, at, when);
    return send(InputKind::release, at, when);
  }

  Targets targets;
  PressTracker tracker;
};

TEST_F(Presses, act_on_release_inside_the_same_target) {
  EXPECT_EQ(send(InputKind::press, {50, 50}, 0ms), std::nullopt);
  EXPECT_EQ(tracker.pressed(), "a");
  EXPECT_TRUE(tracker.is_pressed("a"));
  EXPECT_TRUE(tracker.take_changed());
  EXPECT_FALSE(tracker.take_changed());
  EXPECT_EQ(send(InputKind::release, {99, 99}, 60ms), "a");
  EXPECT_EQ(tracker.pressed(), "");
  EXPECT_TRUE(tracker.take_changed());
}

TEST_F(Presses, a_release_elsewhere_does_nothing) {
  send(InputKind::press, {50, 50}, 0ms);
  EXPECT_EQ(send(InputKind::release, {100, 50}, 10ms), std::nullopt);
  send(InputKind::press, {50, 50}, 20ms);
  EXPECT_EQ(send(InputKind::release, {50, 100}, 30ms), std::nullopt);
  EXPECT_EQ(send(InputKind::release, {50, 50}, 40ms), std::nullopt);
}

TEST_F(Presses, a_finger_that_leaves_and_returns_still_acts) {
  send(InputKind::press, {50, 50}, 0ms);
  send(InputKind::move, {150, 50}, 10ms);
  EXPECT_EQ(tracker.pressed(), "");
  send(InputKind::move, {60, 50}, 20ms);
  EXPECT_EQ(tracker.pressed(), "a");
  EXPECT_EQ(send(InputKind::release, {60, 50}, 30ms), "a");
}

TEST_F(Presses, a_long_press_is_a_press) {
  send(InputKind::press, {50, 50}, 0ms);
  EXPECT_EQ(send(InputKind::release, {50, 50}, 60s), "a");
}

TEST_F(Presses, a_second_touch_counts_only_from_400_ms_after_the_action) {
  EXPECT_EQ(tap({50, 50}, 1000ms), "a");
  EXPECT_EQ(tap({50, 50}, 1001ms), std::nullopt);
  EXPECT_EQ(tap({150, 50}, 1399ms), std::nullopt);
  EXPECT_EQ(tracker.pressed(), "");
  EXPECT_EQ(tap({150, 50}, 1400ms), "b");
}

TEST_F(Presses, a_touch_ignored_does_not_make_the_wait_longer) {
  EXPECT_EQ(tap({50, 50}, 0ms), "a");
  EXPECT_EQ(tap({50, 50}, 399ms), std::nullopt);
  EXPECT_EQ(tap({50, 50}, 400ms), "a");
}

TEST_F(Presses, a_touch_beside_all_targets_does_not_make_the_next_wait) {
  EXPECT_EQ(tap({500, 500}, 0ms), std::nullopt);
  EXPECT_EQ(tap({50, 50}, 1ms), "a");
}

TEST_F(Presses, nothing_acts_after_cancel) {
  send(InputKind::press, {50, 50}, 0ms);
  send(InputKind::cancel, {}, 10ms);
  EXPECT_EQ(tracker.pressed(), "");
  EXPECT_EQ(send(InputKind::release, {50, 50}, 20ms), std::nullopt);
}

TEST_F(Presses, a_screen_that_changed_under_the_finger_does_not_act) {
  send(InputKind::press, {50, 50}, 0ms);
  targets.clear();
  targets.add("other", {0, 0, 100, 100});
  EXPECT_EQ(send(InputKind::release, {50, 50}, 20ms), std::nullopt);
}

TEST_F(Presses, the_target_added_last_lies_on_top) {
  targets.add("dialog", {50, 0, 100, 100});
  EXPECT_EQ(targets.at({60, 50})->id, "dialog");
  EXPECT_EQ(targets.find("b")->rect.x, 100);
  EXPECT_EQ(targets.find("none"), nullptr);
}

}  // namespace
}  // namespace giliran::ui
