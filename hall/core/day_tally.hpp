#pragma once

#include <chrono>
#include <map>
#include <optional>

#include "shared/base/clock.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/hall_plan.hpp"

/// What is left, for the figures of the day, of the tickets that the hall holds no longer. See
/// statistics.hpp for what each figure means.
namespace giliran::hall {

class Hall;
struct Step;
struct Ticket;

/// How long something took, each time.
struct Times {
  int count = 0;
  std::chrono::milliseconds sum{0};
  void add(std::chrono::milliseconds time);
  std::optional<std::chrono::seconds> mean() const;
  friend bool operator==(const Times&, const Times&) = default;
};

/// Waits: kept by the second, so that memory does not grow with their number.
struct Waits : Times {
  std::map<std::chrono::seconds, int> by_second;
  void add(std::chrono::milliseconds time);
  void add(const Waits& others);
  /// The smallest one that 90 % do not exceed, to the second.
  std::optional<std::chrono::seconds> p90() const;
  friend bool operator==(const Waits&, const Waits&) = default;
};

/// Of steps that were called.
struct TargetTally {
  int called = 0;
  int within = 0;  ///< of these, whose wait was not longer than their service's target
  void add(const Service& service, std::chrono::milliseconds wait);
  std::optional<double> share() const;
  friend bool operator==(const TargetTally&, const TargetTally&) = default;
};

/// Time zones differ from UTC by quarters of an hour: what is told by half hours of the hall's
/// clock can be kept so without knowing its zone.
struct QuarterHour {
  int issued = 0;
  Waits waits;  ///< of steps whose last call was in it
  friend bool operator==(const QuarterHour&, const QuarterHour&) = default;
};

struct CounterTally {
  int served = 0;
  Times services;
  friend bool operator==(const CounterTally&, const CounterTally&) = default;
};

struct DayTally {
  int issued = 0;
  int served = 0;
  int no_show = 0;
  int without_slip = 0;
  Waits waits;
  Times services;
  std::map<ServiceId, TargetTally> targets;  ///< of services that the plan has
  std::map<CounterId, CounterTally> counters;
  std::map<WallTime, QuarterHour> quarters;  ///< by their begin

  /// Adds a ticket of that hall, which is over.
  void add(const Hall& hall, const Ticket& ticket);
  friend bool operator==(const DayTally&, const DayTally&) = default;

 private:
  void add_step(const Hall& hall, const Step& step);
};

/// Of a step that was called: until its last call. Who is taken back was not called.
std::optional<std::chrono::milliseconds> wait_of(const Hall& hall, const Step& step);
/// Of a step that was finished.
std::optional<std::chrono::milliseconds> service_time_of(const Step& step);

}  // namespace giliran::hall
