#include "kiosk/printing/roll.hpp"

#include <gtest/gtest.h>

namespace giliran::kiosk {
namespace {

using namespace std::chrono_literals;
using Change = Roll::Change;

PrinterStatus says(PrinterHealth health) {
  PrinterStatus status;
  status.health = health;
  return status;
}

class RollTest : public ::testing::Test {
 protected:
  Change hear(PrinterHealth health) { return roll.hear(says(health), now); }

  Roll roll{50, {}};
  SteadyTime now = SteadyTime{} + 1h;
};

TEST_F(RollTest, foretells_nothing_before_the_first_paper_or_without_a_length) {
  EXPECT_EQ(roll.papers_left(), std::nullopt);
  roll.printed(100);
  EXPECT_EQ(roll.papers_left(), 499);
  Roll unknown(0, {});
  unknown.printed(100);
  EXPECT_EQ(unknown.papers_left(), std::nullopt);
}

TEST_F(RollTest, counts_papers_of_the_mean_of_the_last_50) {
  for (int i = 0; i < 50; ++i)
    roll.printed(100);
  EXPECT_EQ(roll.papers_left(), 450);
  for (int i = 0; i < 50; ++i)
    roll.printed(200);
  EXPECT_EQ(roll.papers_left(), 175) << "the short ones no longer count";
}

TEST_F(RollTest, longer_roll_than_it_should_be_leaves_none_not_less) {
  roll.printed(49'950);
  EXPECT_EQ(roll.papers_left(), 0);
  roll.printed(100);
  EXPECT_EQ(roll.papers_left(), 0);
}

TEST_F(RollTest, new_roll_is_enough_paper_for_10_s_after_none_for_10_s) {
  roll.printed(1000);
  EXPECT_EQ(hear(PrinterHealth::out_of_paper), Change::none);
  now += 9999ms;
  EXPECT_EQ(hear(PrinterHealth::out_of_paper), Change::none);
  now += 1ms;
  EXPECT_EQ(hear(PrinterHealth::out_of_paper), Change::running_out);
  EXPECT_EQ(hear(PrinterHealth::ok), Change::none);
  now += 9999ms;
  EXPECT_EQ(hear(PrinterHealth::ok), Change::none);
  EXPECT_EQ(roll.use().used_mm, 1000);
  now += 1ms;
  EXPECT_EQ(hear(PrinterHealth::ok), Change::new_roll);
  EXPECT_EQ(roll.use().used_mm, 0);
}

TEST_F(RollTest, low_paper_then_enough_is_a_new_roll_too) {
  hear(PrinterHealth::low_paper);
  now += 10s;
  EXPECT_EQ(hear(PrinterHealth::low_paper), Change::running_out);
  hear(PrinterHealth::out_of_paper);
  now += 1min;
  EXPECT_EQ(hear(PrinterHealth::out_of_paper), Change::none) << "still the same roll";
  hear(PrinterHealth::ok);
  now += 10s;
  EXPECT_EQ(hear(PrinterHealth::ok), Change::new_roll);
}

TEST_F(RollTest, sensor_that_flickers_is_no_new_roll) {
  hear(PrinterHealth::low_paper);
  now += 10s;
  hear(PrinterHealth::low_paper);
  for (int i = 0; i < 5; ++i) {
    now += 5s;
    EXPECT_EQ(hear(PrinterHealth::ok), Change::none);
    now += 5s;
    EXPECT_EQ(hear(PrinterHealth::low_paper), Change::none);
  }
}

TEST_F(RollTest, open_cover_or_a_printer_that_is_off_says_nothing_about_paper) {
  hear(PrinterHealth::out_of_paper);
  now += 10s;
  hear(PrinterHealth::out_of_paper);
  for (const PrinterHealth other : {PrinterHealth::cover_open, PrinterHealth::offline}) {
    EXPECT_EQ(hear(other), Change::none);
    now += 1min;
    EXPECT_EQ(hear(other), Change::none);
  }
  EXPECT_TRUE(roll.use().running_out);
}

TEST_F(RollTest, roll_that_was_changed_while_the_kiosk_was_off_is_recognised) {
  RollUse before;
  before.used_mm = 49'000;
  before.running_out = true;
  roll.restore(before);
  hear(PrinterHealth::ok);
  now += 10s;
  EXPECT_EQ(hear(PrinterHealth::ok), Change::new_roll);
}

}  // namespace
}  // namespace giliran::kiosk
