#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/hall_plan.hpp"

/// The real engine as a queue that has an exact solution: one service, arrivals and services
/// without memory (M/M/c), and time moved by hand.
namespace giliran::hall {

/// By VisitorClass.
template <class Value>
using ByClass = std::array<Value, 3>;

struct QueueCase {
  int counters = 3;
  ByClass<double> load{};  ///< of each class: its share of what all counters can do; together < 1
  ClassRules rules{};
  std::optional<std::chrono::seconds> max_wait = {};
};

/// From one moment at which nobody is there to another: what happens later does not depend on it.
struct Cycle {
  ByClass<double> tickets{};
  ByClass<double> waits{};  ///< in mean services
  double first_come = 0;    ///< together, if all had been called in the order of their arrival
  double all_tickets() const { return tickets[0] + tickets[1] + tickets[2]; }
  double all_waits() const { return waits[0] + waits[1] + waits[2]; }
};

/// Calls at which a ticket had been passed by one that came later, held against the bounds of
/// calling_rule.hpp: within a tier that of bonus and rate, over tiers the longest wait alone.
struct Passings {
  int all = 0;
  int beyond = 0;      ///< by one that came later than a bound allows
  double closest = 0;  ///< the largest share of a bound that was used and kept
  std::string worst;   ///< the last one beyond
};

struct Played {
  std::vector<Cycle> cycles;
  Passings passings;
};

/// At least so many tickets. The same seed has the same arrivals, classes and services by their
/// order, whatever the rules are.
Played play(const QueueCase& one, int tickets, std::uint64_t seed);

/// Mean wait of first come first served over so many tickets, by the recursion of Kiefer and
/// Wolfowitz (1955) on the arrivals and services of play(), without the engine.
double first_come_mean_wait(const QueueCase& one, int tickets, std::uint64_t seed);

struct Estimate {
  double value = 0;
  double error = 0;  ///< standard error
};
/// Mean wait of a class, by regenerative simulation (Crane and Iglehart 1975) with a control
/// variate (Lavenberg and Welch 1981): of each path it is known by how much first come first served
/// would have missed its exact mean, and the part of that which the class shares is taken off.
Estimate mean_wait(const std::vector<Cycle>& cycles, VisitorClass visitor, double first_come_exact);

}  // namespace giliran::hall
