#include <gtest/gtest.h>

#include <cmath>

#include "tests/hall/core/oracle_values.hpp"
#include "tests/hall/core/queue_model.hpp"

/// Mean waits of the calling rule's settings beside the values that queueing theory gives.
namespace giliran::hall {

namespace {

using namespace std::chrono_literals;

// Means need many tickets, for which only optimised code is fast enough; what holds for every
// single ticket is looked at in every build.
#ifdef __OPTIMIZE__
constexpr bool enough = true;
constexpr int tickets = 1'000'000;
#else
constexpr bool enough = false;
constexpr int tickets = 20'000;
#endif
constexpr std::uint64_t seed = 1;
constexpr double exactly = 0.02;
constexpr double simulated = 0.03;
constexpr double nearly_all = enough ? 0.99 : 0.95;

// Ordinary, priority, appointment.
constexpr ByClass<double> load_80{0.5, 0.3, 0};
constexpr ByClass<double> load_90{0.7, 0.2, 0};
constexpr ByClass<double> load_three{0.4, 0.2, 0.3};

ClassRule tier(int tier) {
  return {.tier = tier, .bonus = 0s, .rate_milli = 1000, .after_target = false};
}
ClassRule rate(std::int64_t rate) {
  return {.tier = 0, .bonus = 0s, .rate_milli = 1000 * rate, .after_target = false};
}
ClassRule head_start(std::chrono::seconds bonus) {
  return {.tier = 0, .bonus = bonus, .rate_milli = 1000, .after_target = false};
}

class Oracles : public testing::Test {
 protected:
  void play(const ByClass<double>& load, const ClassRules& rules, double first_come,
            std::optional<std::chrono::seconds> max_wait = std::nullopt) {
    load_ = load;
    sum_ = 0;
    first_come_ = first_come;
    played_ = hall::play({3, load, rules, max_wait}, tickets, seed);
    EXPECT_EQ(played_.passings.beyond, 0) << played_.passings.worst;
    for (const Cycle& cycle : played_.cycles) {
      ASSERT_NEAR(cycle.all_waits(), cycle.first_come, 1e-6)
          << "nobody idles while somebody waits: together they wait as long in any order";
    }
  }

  void expect(VisitorClass visitor, double exact, double within) {
    const Estimate found = mean_wait(played_.cycles, visitor, first_come_);
    EXPECT_NEAR(found.value, exact, within * exact) << name_of(visitor);
    EXPECT_LT(3 * found.error, within * found.value) << "too few tickets to tell";
    sum_ += load_[static_cast<std::size_t>(visitor)] * found.value;
    RecordProperty(std::string(name_of(visitor)), std::to_string(found.value));
  }
  void expect(const oracle::Two& exact, double within = exactly) {
    if (!enough) return;
    expect(VisitorClass::priority, exact.priority, within);
    expect(VisitorClass::ordinary, exact.ordinary, within);
    expect_conserved();
  }
  void expect(const oracle::Three& exact) {
    if (!enough) return;
    expect(VisitorClass::priority, exact.priority, exactly);
    expect(VisitorClass::appointment, exact.appointment, exactly);
    expect(VisitorClass::ordinary, exact.ordinary, exactly);
    expect_conserved();
  }

  const Passings& passings() const { return played_.passings; }

 private:
  /// Kleinrock (1965): the sum of load times mean wait is the same in every order.
  void expect_conserved() const {
    const double all = (load_[0] + load_[1] + load_[2]) * first_come_;
    EXPECT_NEAR(sum_, all, exactly * all);
  }
  ByClass<double> load_{};
  double first_come_ = 0;
  double sum_ = 0;
  Played played_;
};

}  // namespace

TEST_F(Oracles, the_model_is_the_queue_of_the_theory) {
  if (!enough) GTEST_SKIP() << "needs optimised code";
  constexpr int many = 20'000'000;
  EXPECT_NEAR(first_come_mean_wait({3, load_80, {}, {}}, many, seed), oracle::first_come_80,
              exactly * oracle::first_come_80);
  EXPECT_NEAR(first_come_mean_wait({3, load_90, {}, {}}, many, seed), oracle::first_come_90,
              exactly * oracle::first_come_90);
}

TEST_F(Oracles, first_come_first_served_without_a_control_variate) {
  if (!enough) GTEST_SKIP() << "needs optimised code";
  double waits = 0;
  double all = 0;
  for (const Cycle& cycle : hall::play({3, load_80, {}, {}}, 2 * tickets, seed).cycles) {
    waits += cycle.all_waits();
    all += cycle.all_tickets();
  }
  EXPECT_NEAR(waits / all, oracle::first_come_80, exactly * oracle::first_come_80);
}

TEST_F(Oracles, first_come_first_served_is_the_same_for_all_classes) {
  play(load_90, {}, oracle::first_come_90);
  expect(oracle::Two{oracle::first_come_90, oracle::first_come_90});
  EXPECT_EQ(passings().all, 0);
}

TEST_F(Oracles, tiers_are_strict_priority) {
  play(load_80, {tier(0), tier(1), tier(0)}, oracle::first_come_80);
  expect(oracle::strict_80);
}

TEST_F(Oracles, tiers_are_strict_priority_in_a_busy_hall) {
  play(load_90, {tier(0), tier(1), tier(0)}, oracle::first_come_90);
  expect(oracle::strict_90);
}

TEST_F(Oracles, tiers_are_strict_priority_of_three_classes) {
  play(load_three, {tier(0), tier(2), tier(1)}, oracle::first_come_90);
  expect(oracle::strict_three);
}

TEST_F(Oracles, rates_of_two_to_one_are_accumulating_priority) {
  play(load_80, {rate(1), rate(2), {}}, oracle::first_come_80);
  expect(oracle::rates_2_1_80);
  play(load_90, {rate(1), rate(2), {}}, oracle::first_come_90);
  expect(oracle::rates_2_1_90);
  EXPECT_GT(passings().closest, nearly_all) << "the bound is no wider than it must be";
}

TEST_F(Oracles, rates_of_five_to_one_are_accumulating_priority) {
  play(load_80, {rate(1), rate(5), {}}, oracle::first_come_80);
  expect(oracle::rates_5_1_80);
  play(load_90, {rate(1), rate(5), {}}, oracle::first_come_90);
  expect(oracle::rates_5_1_90);
  EXPECT_GT(passings().closest, nearly_all);
}

TEST_F(Oracles, rates_are_accumulating_priority_of_three_classes) {
  play(load_three, {rate(1), rate(15), rate(3)}, oracle::first_come_90);
  expect(oracle::rates_15_3_1);
  EXPECT_GT(passings().closest, nearly_all);
}

TEST_F(Oracles, a_bonus_is_a_head_start) {
  play(load_90, {head_start(0s), head_start(30s), {}}, oracle::first_come_90);
  expect(oracle::head_start_half_90, simulated);
  play(load_90, {head_start(0s), head_start(90s), {}}, oracle::first_come_90);
  expect(oracle::head_start_three_halves_90, simulated);
  EXPECT_GT(passings().closest, nearly_all);
}

TEST_F(Oracles, a_bonus_and_a_rate_keep_their_common_bound) {
  ClassRule both = rate(3);
  both.bonus = 45s;
  play(load_90, {rate(1), both, {}}, oracle::first_come_90);
  EXPECT_GT(passings().closest, nearly_all);
}

TEST_F(Oracles, nobody_who_comes_later_than_the_longest_wait_passes) {
  play(load_90, {tier(0), tier(1), {}}, oracle::first_come_90, 10min);
  EXPECT_GT(passings().closest, nearly_all);
}

}  // namespace giliran::hall
