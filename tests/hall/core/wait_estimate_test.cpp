#include "hall/core/wait_estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

/// The mean of `ends` services of `mean` seconds with that many counters, -+ 1.2816 deviations.
WaitRange erlang(int ends, double mean, int counters) {
  const double each = mean / counters;
  const double spread = 1.2816 * std::sqrt(ends) * each;
  return {std::chrono::seconds(std::lround(std::max(0.0, ends * each - spread))),
          std::chrono::seconds(std::lround(ends * each + spread))};
}

/// How likely the `ends` services are over within `services` mean ones: Erlang's distribution, by
/// the Poisson sum of the regularised gamma function.
double over_within(int ends, double services) {
  double term = std::exp(-services);
  double sum = 0;
  for (int i = 0; i < ends; ++i) {
    sum += term;
    term *= services / (i + 1);
  }
  return 1 - sum;
}

/// The number of mean services that this share of waits does not exceed.
double quantile(int ends, double share) {
  double low = 0;
  double high = 10.0 * ends;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (over_within(ends, middle) < share ? low : high) = middle;
  }
  return high;
}

constexpr int longest_queue = 60;

}  // namespace

/// The estimate takes Erlang's distribution for a normal one. Its error is at most 0.35 of the time
/// between two ends at the low side (two ends) and 0.22 at the high side (many ends).
TEST(WaitRanges, differ_from_the_exact_ones_by_less_than_two_fifths_of_the_time_between_two_ends) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  engine.call(one);
  for (int ends = 1; ends <= longest_queue; ++ends) {
    const WaitRange range = *wait_range(engine.hall, engine.issue(ktp), engine.at);
    const double low = static_cast<double>(range.low.count()) / 300;
    const double high = static_cast<double>(range.high.count()) / 300;
    EXPECT_NEAR(low, quantile(ends, 0.1), 0.35) << ends;
    EXPECT_NEAR(high, quantile(ends, 0.9), 0.22) << ends;
  }
}

TEST(WaitRanges, hold_the_waits_of_at_least_four_of_five_people) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  engine.call(one);
  for (int ends = 1; ends <= longest_queue; ++ends) {
    const WaitRange range = *wait_range(engine.hall, engine.issue(ktp), engine.at);
    const double share = over_within(ends, static_cast<double>(range.high.count()) / 300) -
                         over_within(ends, static_cast<double>(range.low.count()) / 300);
    EXPECT_GE(share, 0.8) << ends;
    EXPECT_LE(share, 0.9) << ends;
  }
}

TEST(WaitRanges, nothing_is_promised_while_no_counter_is_open) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  EXPECT_FALSE(wait_range(engine.hall, id, engine.at));
  EXPECT_FALSE(wait_range(engine.hall, ktp, engine.at));
  engine.done(OpenCounter{three});
  EXPECT_FALSE(wait_range(engine.hall, ktp, engine.at)) << "it serves something else";
  engine.done(OpenCounter{one});
  EXPECT_TRUE(wait_range(engine.hall, ktp, engine.at));
  EXPECT_FALSE(wait_range(engine.hall, TicketId(99), engine.at));
}

TEST(WaitRanges, an_idle_counter_and_nobody_ahead_is_at_once) {
  Engine engine;
  engine.done(OpenCounter{one});
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), WaitRange{});
  const TicketId id = engine.issue(ktp);
  EXPECT_EQ(wait_range(engine.hall, id, engine.at), WaitRange{});
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(1, 300, 1))
      << "the idle one is for the first";
}

TEST(WaitRanges, each_idle_counter_takes_one_of_those_ahead) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  engine.issue(ktp);
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), WaitRange{});
  engine.issue(ktp);
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(1, 300, 2));
}

TEST(WaitRanges, more_people_take_longer_and_more_counters_shorter) {
  Engine engine;
  engine.done(OpenCounter{one});
  for (int i = 0; i < 7; ++i)
    engine.issue(ktp);
  engine.call(one);
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(7, 300, 1));
  engine.done(OpenCounter{two});
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(6, 300, 2)) << "the new one is idle";
  engine.call(two);
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(6, 300, 2));
}

TEST(WaitRanges, services_of_today_weigh_in_beside_five_typical_ones) {
  Engine engine;
  engine.done(OpenCounter{one});
  for (int i = 0; i < 5; ++i) {
    engine.issue(ktp);
    engine.serve(one, 100s);
  }
  engine.issue(ktp);
  engine.call(one);
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(1, (5 * 300 + 5 * 100) / 10.0, 1));
}

TEST(WaitRanges, only_the_last_twenty_services_count) {
  Engine engine;
  engine.done(OpenCounter{one});
  for (int i = 0; i < 21; ++i) {
    engine.issue(ktp);
    engine.serve(one, i == 0 ? 3000s : 100s);
  }
  engine.issue(ktp);
  engine.call(one);
  EXPECT_EQ(wait_range(engine.hall, ktp, engine.at), erlang(1, (5 * 300 + 20 * 100) / 25.0, 1));
}

TEST(WaitRanges, an_absent_visitor_tells_nothing_about_service_times) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  engine.call_all(one);
  EXPECT_TRUE(engine.hall.recent_services(ktp).empty());
}

TEST(WaitRanges, a_late_place_is_never_promised_before_an_early_one) {
  Engine engine;
  engine.done(OpenCounter{one});
  WaitRange before;
  for (int i = 0; i < 50; ++i) {
    const WaitRange range = *wait_range(engine.hall, engine.issue(ktp), engine.at);
    EXPECT_GE(range.low, before.low);
    EXPECT_GE(range.high, before.high);
    EXPECT_LE(range.low, range.high);
    EXPECT_GE(range.low, 0s);
    before = range;
  }
}

}  // namespace giliran::hall
