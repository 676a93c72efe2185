#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>

#include "hall/core/calling_rule.hpp"
#include "tests/hall/core/engine.hpp"

/// The foreseen order against what calling one after the other really gives, from queues by chance.
namespace giliran::hall {

namespace {

class RandomQueue {
 public:
  explicit RandomQueue(unsigned seed) : random_(seed) {
    HallPlan plan = small_plan();
    plan.rule.priority_in_a_row = 1 + below(4);
    engine = Engine(plan);
    engine.done(OpenCounter{one});
    engine.done(OpenCounter{two});
    priority_percent_ = below(101);
    const int visitors = below(40);
    for (int i = 0; i < visitors; ++i)
      something_happens();
    for (const CounterId counter : {one, two})
      let_go(counter);
  }

  Engine engine;

 private:
  int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(random_); }
  void let_go(CounterId counter) {
    const auto ticket = engine.hall.counter(counter).ticket;
    if (ticket) engine.done(MarkNoShow{*ticket});
  }
  /// Mostly somebody comes, also for the other agency; now and then one is called from the middle
  /// of a run, or a slip fails.
  void something_happens() {
    const ServiceId services[] = {ktp, ktp, akta, akta, paspor};
    const TicketId id = engine.issue(services[below(5)], below(100) < priority_percent_);
    if (below(8) == 0) engine.done(SetSlip{id, Slip::failed});
    engine.advance(std::chrono::milliseconds(below(3) * 500));
    if (below(4) != 0) return;
    const CounterId counter = below(2) == 0 ? one : two;
    let_go(counter);
    engine.call(counter);
  }

  std::mt19937 random_;
  int priority_percent_ = 0;
};

std::string text_of(const Engine& engine, const std::vector<TicketId>& order) {
  std::string text;
  for (const TicketId id : order)
    text += engine.number(id) + " ";
  return text;
}

constexpr unsigned queues = 300;

}  // namespace

TEST(RandomQueues, are_called_in_the_order_that_was_foreseen) {
  for (unsigned seed = 1; seed <= queues; ++seed) {
    for (const CounterId counter : {one, two}) {
      RandomQueue queue(seed);
      const auto order = calling_order(queue.engine.hall, counter, 1000, queue.engine.at);
      const std::string foreseen = text_of(queue.engine, order);
      ASSERT_EQ(queue.engine.call_all(counter), foreseen)
          << "seed " << seed << ", counter " << counter.value();
    }
  }
}

TEST(RandomQueues, begin_with_the_same_tickets_whatever_the_limit) {
  for (unsigned seed = 1; seed <= queues; ++seed) {
    const RandomQueue queue(seed);
    const auto all = calling_order(queue.engine.hall, two, 1000, queue.engine.at);
    for (std::size_t limit = 0; limit <= all.size(); ++limit) {
      const auto some = calling_order(queue.engine.hall, two, limit, queue.engine.at);
      ASSERT_EQ(some.size(), limit);
      ASSERT_TRUE(std::ranges::equal(some, std::span(all).first(limit))) << "seed " << seed;
    }
  }
}

/// Counter 2 serves both services that compete; it alone is open, and calls everybody.
TEST(RandomQueues, tell_everybody_the_place_that_the_one_counter_gives) {
  for (unsigned seed = 1; seed <= queues; ++seed) {
    RandomQueue queue(seed);
    queue.engine.done(CloseCounter{one});
    int place = 0;
    for (const TicketId id : calling_order(queue.engine.hall, two, 1000, queue.engine.at))
      ASSERT_EQ(ahead_of(queue.engine.hall, id, queue.engine.at), place++) << "seed " << seed;
  }
}

}  // namespace giliran::hall
