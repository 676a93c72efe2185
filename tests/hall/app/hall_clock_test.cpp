#include "hall/app/hall_clock.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace giliran::hall {
namespace {

using namespace std::chrono_literals;
using News = HallClock::News;

/// Both clocks, moved by hand.
class Clocks {
 public:
  /// Both go on.
  HallClock::Reading after(std::chrono::milliseconds time) {
    wall_ += time;
    steady_ += time;
    return clock_.read(wall_, steady_);
  }
  /// The same: how far the hall's time is behind the wall clock.
  std::chrono::milliseconds behind_after(std::chrono::milliseconds time) {
    const WallTime at = after(time).at;
    return wall_ - at;
  }
  /// Somebody sets the wall clock.
  void set(std::chrono::milliseconds by) { wall_ += by; }
  WallTime wall() const { return wall_; }

 private:
  WallTime wall_{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 2h};
  SteadyTime steady_{77h};
  HallClock clock_;
};

TEST(HallClock, TakesTheFirstReadingAsItIsAndGoesOnWithTheWallClock) {
  Clocks clocks;
  EXPECT_EQ(clocks.behind_after(0ms), 0ms);
  EXPECT_EQ(clocks.behind_after(250ms), 0ms);
  EXPECT_EQ(clocks.behind_after(9h), 0ms);
  EXPECT_EQ(clocks.after(0ms).news, News::none);
}

TEST(HallClock, FollowsASecondForwardAndDoubtsWhatIsMore) {
  Clocks clocks;
  clocks.after(0ms);
  clocks.set(1000ms);
  EXPECT_EQ(clocks.behind_after(10ms), 0ms);
  clocks.set(1001ms);
  const auto reading = clocks.after(10ms);
  EXPECT_EQ(clocks.wall() - reading.at, 1001ms);
  EXPECT_EQ(reading.news, News::doubted);
  EXPECT_EQ(reading.distance, 1001ms);
}

TEST(HallClock, StandsStillForASecondBackAndNeverRunsBackwards) {
  Clocks clocks;
  const WallTime before = clocks.after(0ms).at;
  clocks.set(-1000ms);
  EXPECT_EQ(clocks.after(0ms).at, before);
  EXPECT_EQ(clocks.after(600ms).at, before);
  EXPECT_EQ(clocks.after(400ms).at, before);
  EXPECT_EQ(clocks.after(1ms).at, before + 1ms);
  EXPECT_EQ(clocks.behind_after(1ms), 0ms);
}

TEST(HallClock, AJumpThatIsUndoneChangesNothing) {
  for (const std::chrono::hours jump : {24h * 365, -2h}) {
    Clocks clocks;
    const WallTime before = clocks.after(0ms).at;
    clocks.set(jump);
    EXPECT_EQ(clocks.after(1ms).news, News::doubted);
    EXPECT_EQ(clocks.after(4min).at, before + 4min + 1ms);
    clocks.set(-jump);
    const auto reading = clocks.after(1min);
    EXPECT_EQ(reading.at, before + 5min + 1ms);
    EXPECT_EQ(reading.news, News::right_again);
    EXPECT_EQ(clocks.behind_after(6min), 0ms);
  }
}

TEST(HallClock, AJumpIsBelievedAfterFiveMinutesAndNotBefore) {
  for (const std::chrono::hours jump : {24h * 365, -2h}) {
    Clocks clocks;
    clocks.after(0ms);
    clocks.set(jump);
    clocks.after(1ms);
    const auto early = clocks.after(5min - 1ms);
    EXPECT_EQ(early.at, clocks.wall() - jump);
    EXPECT_EQ(early.news, News::none);
    const auto late = clocks.after(1ms);
    EXPECT_EQ(late.at, clocks.wall());
    EXPECT_EQ(late.news, News::believed);
    EXPECT_EQ(late.distance, jump);
    EXPECT_EQ(clocks.behind_after(1ms), 0ms);
  }
}

TEST(HallClock, AnotherJumpBeginsTheFiveMinutesAnewAndIsToldOnce) {
  Clocks clocks;
  clocks.after(0ms);
  clocks.set(1h);
  clocks.after(1ms);
  clocks.after(4min);
  clocks.set(1001ms);
  EXPECT_EQ(clocks.after(1ms).news, News::none);
  EXPECT_EQ(clocks.behind_after(5min - 1ms), 1h + 1001ms);
  EXPECT_EQ(clocks.after(1ms).news, News::believed);
}

TEST(HallClock, AClockThatDriftsLessThanASecondIsTheSameClock) {
  Clocks clocks;
  clocks.after(0ms);
  clocks.set(1h);
  clocks.after(1ms);
  clocks.set(1000ms);
  clocks.after(2min);
  EXPECT_EQ(clocks.after(3min).news, News::believed);
}

TEST(HallClock, GoesOnByTheSteadyClockHoweverOftenItIsRead) {
  HallClock clock;
  const WallTime start{1h};
  clock.read(start, SteadyTime(0ns));
  // Between whole milliseconds, so that a reading which rounds by itself would lose time.
  HallClock::Reading reading;
  for (int i = 1; i <= 10'000; ++i)
    reading = clock.read(start + 1h, SteadyTime(i * 700us));
  EXPECT_EQ(reading.at, start + 7s);
}

}  // namespace
}  // namespace giliran::hall
