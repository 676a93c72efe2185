#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hall/core/command.hpp"
#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"
#include "tests/simulation/random.hpp"
#include "tests/simulation/tally.hpp"
#include "tests/simulation/twin.hpp"

namespace giliran::simulation {

/// Looks at who is called: counts by which rule, checks the promises of hall/core/calling_rule.hpp
/// on each call, and its questions against the twin.
class Calls {
 public:
  explicit Calls(const HallPlan& plan) : plan_(plan) {}

  /// What the engine is about to do; the first promise that it breaks.
  std::optional<std::string> before(const hall::Hall& hall, const Twin& twin,
                                    const hall::Moment& moment,
                                    const std::vector<hall::Event>& events);
  /// Whether the engine's answers on who is next are the twin's, at one counter or at all.
  std::optional<std::string> questions(const hall::Hall& hall, const Twin& twin,
                                       const hall::Moment& moment, Random& random, bool all) const;
  /// What was called since then is forgotten.
  void go_back_to(const Calls& then) { rows_ = then.rows_; }
  const Tally& tally() const { return tally_; }

 private:
  std::optional<std::string> passing_bound(const hall::Hall& hall, const hall::TicketCalled& called,
                                           WallTime now);
  std::optional<std::string> explanation(const hall::Hall& hall, const hall::TicketCalled& called,
                                         WallTime now) const;
  std::optional<std::string> promoted_first(const hall::Hall& hall,
                                            const hall::TicketCalled& called, WallTime now) const;
  std::optional<std::string> ratio_bound(const hall::Hall& hall, const hall::TicketCalled& called,
                                         WallTime now);
  std::optional<std::string> order(const hall::Hall& hall, const Twin& twin,
                                   const hall::Moment& moment, CounterId counter) const;
  std::optional<std::string> foreseen(const hall::Hall& hall, const Twin& twin,
                                      const hall::Moment& moment, Random& random) const;
  void count(const Twin& twin, const hall::TicketCalled& called, WallTime now);

  struct Row {
    std::vector<hall::Served> group;
    int priority = 0;  ///< calls in a row by the rule while others waited
    int others = 0;    ///< calls in a row by the rule while priority waited
  };
  Row& row(const std::vector<hall::Served>& group);

  const HallPlan& plan_;
  std::vector<Row> rows_;
  Tally tally_;
};

}  // namespace giliran::simulation
