#include <gtest/gtest.h>

#include "hall/core/calling_rule.hpp"
#include "tests/hall/core/engine.hpp"

/// Mode `index`: (tier; bonus + rate x wait - penalty), and the longest wait that promotes.
namespace giliran::hall {

namespace {

constexpr auto ordinary = static_cast<std::size_t>(VisitorClass::ordinary);
constexpr auto priority = static_cast<std::size_t>(VisitorClass::priority);

HallPlan index_plan() {
  HallPlan plan = small_plan();
  plan.rule.mode = CallingRule::Mode::index;
  return plan;
}
HallPlan with_priority(ClassRule rule) {
  HallPlan plan = index_plan();
  for (Service& service : plan.services)
    service.classes[priority] = rule;
  return plan;
}

/// An ordinary ticket, and one with priority so much later; who is called so long after that?
std::string first_of(HallPlan plan, std::chrono::seconds later, std::chrono::seconds after) {
  Engine engine(std::move(plan));
  engine.done(OpenCounter{one});
  engine.issue(ktp);
  engine.advance(later);
  engine.issue(ktp, true);
  engine.advance(after);
  return engine.call(one);
}

}  // namespace

TEST(IndexRule, calls_in_order_of_arrival_where_all_classes_are_alike) {
  EXPECT_EQ(first_of(index_plan(), 1s, 1h), "A-001");
}

TEST(IndexRule, a_bonus_is_a_head_start) {
  const HallPlan plan =
      with_priority({.tier = 0, .bonus = 90s, .rate_milli = 1000, .after_target = false});
  EXPECT_EQ(first_of(plan, 89s, 1min), "A-002");
  EXPECT_EQ(first_of(plan, 90s, 1min), "A-001") << "equal: who came first";
  EXPECT_EQ(first_of(plan, 91s, 1min), "A-001");
}

TEST(IndexRule, a_rate_gathers_priority_with_time) {
  const HallPlan plan =
      with_priority({.tier = 0, .bonus = 0s, .rate_milli = 2000, .after_target = false});
  EXPECT_EQ(first_of(plan, 10min, 10min), "A-001") << "20 minutes once, 10 minutes twice";
  EXPECT_EQ(first_of(plan, 10min, 10min + 1s), "A-002");
}

TEST(IndexRule, a_higher_tier_goes_before_every_index) {
  const HallPlan plan =
      with_priority({.tier = 1, .bonus = 0s, .rate_milli = 1, .after_target = false});
  EXPECT_EQ(first_of(plan, 5h, 0s), "A-002");
}

TEST(IndexRule, waiting_may_count_from_the_target_on) {
  HallPlan plan = index_plan();  // targets of 10 minutes
  plan.services[1].classes[ordinary] = {
      .tier = 0, .bonus = 0s, .rate_milli = 5000, .after_target = true};
  Engine engine(plan);
  engine.done(OpenCounter{two});
  engine.issue(akta);
  engine.advance(1min);
  engine.issue(ktp);
  engine.advance(11min + 14s);
  EXPECT_EQ(calling_order(engine.hall, two, 1, engine.at).front(), TicketId(2))
      << "5 x 134 s against 674 s";
  engine.advance(2s);
  EXPECT_EQ(calling_order(engine.hall, two, 1, engine.at).front(), TicketId(1))
      << "5 x 136 s against 676 s";
}

TEST(IndexRule, who_has_waited_the_longest_time_goes_before_all) {
  for (const auto mode : {CallingRule::Mode::index, CallingRule::Mode::ratio}) {
    HallPlan plan =
        with_priority({.tier = 1, .bonus = 0s, .rate_milli = 1000, .after_target = false});
    plan.rule.mode = mode;
    plan.rule.max_wait = 45min;
    EXPECT_EQ(first_of(plan, 40min, 5min - 1s), "A-002");
    EXPECT_EQ(first_of(plan, 40min, 5min), "A-001");
  }
}

TEST(IndexRule, a_secondary_service_is_called_from_its_penalty_on) {
  HallPlan plan = index_plan();
  plan.counters[0].secondary = {{paspor, 300s}};
  Engine engine(plan);
  engine.done(OpenCounter{one});
  engine.issue(paspor);
  engine.advance(5min - 1ms);
  EXPECT_EQ(engine.call(one), "-") << "kept for its own counter";
  engine.advance(1ms);
  engine.issue(ktp);
  EXPECT_EQ(engine.call(one), "B-001") << "0 and 0: who came first";
}

TEST(IndexRule, a_secondary_service_stands_behind_by_its_penalty) {
  HallPlan plan = index_plan();
  plan.counters[0].secondary = {{paspor, 300s}};
  Engine engine(plan);
  engine.done(OpenCounter{one});
  engine.issue(paspor);
  engine.advance(4min);
  engine.issue(ktp);
  engine.advance(10min);
  EXPECT_EQ(engine.call_all(one), "A-001 B-001 ") << "14 - 5 minutes against 10";
}

TEST(IndexRule, a_lent_counter_serves_the_service_until_its_time) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.issue(paspor);
  EXPECT_EQ(engine.refused(LendCounter{one, ktp, 60min}).reason, Reason::service_lent);
  engine.done(LendCounter{one, paspor, 60min});
  EXPECT_EQ(engine.refused(LendCounter{one, paspor, 60min}).reason, Reason::service_lent);
  engine.advance(60min - 1ms);
  EXPECT_EQ(waiting_at(engine.hall, one, engine.at), 1);
  engine.advance(1ms);
  EXPECT_EQ(engine.call(one), "-");
  EXPECT_EQ(engine.refused(ReturnCounter{one, paspor}).reason, Reason::not_served_here);
  engine.done(LendCounter{one, paspor, 1min});
  engine.done(ReturnCounter{one, paspor});
  EXPECT_EQ(engine.call(one), "-");
}

TEST(IndexRule, ahead_is_the_place_in_the_calling_order) {
  HallPlan plan =
      with_priority({.tier = 0, .bonus = 200s, .rate_milli = 1500, .after_target = false});
  plan.rule.max_wait = 30min;
  for (int seed = 1; seed < 60; ++seed) {
    Engine engine(plan);
    engine.done(OpenCounter{two});
    unsigned random = static_cast<unsigned>(seed) * 2654435761U;
    for (int i = 0; i < 25; ++i) {
      random = random * 1664525U + 1013904223U;
      engine.issue(random & 0x10000U ? ktp : akta, (random & 0x60000U) == 0);
      engine.advance(std::chrono::seconds((random >> 20U) % 150));
    }
    int place = 0;
    for (const TicketId id : calling_order(engine.hall, two, 100, engine.at))
      ASSERT_EQ(ahead_of(engine.hall, id, engine.at), place++) << "seed " << seed;
    EXPECT_EQ(place, 25);
  }
}

}  // namespace giliran::hall
