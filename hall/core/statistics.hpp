#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "hall/core/hall.hpp"
#include "shared/base/zone.hpp"

/// Figures of today. A visit has one step for each service; waits and services are those of steps.
/// A wait lasts from the step's begin (the issue, the transfer, the end of the step before) to its
/// last call, of a step that was called, without the time while its service was paused; it is
/// within the target if it is not longer than its service's. A service time lasts from the start to
/// the end of a finished step. p90 is the smallest wait that 90 % of the waits do not exceed
/// (nearest rank).
namespace giliran::hall {

struct DayFigures {
  int issued = 0;
  int waiting = 0;  ///< that may be called
  int served = 0;
  int no_show = 0;
  int without_slip = 0;  ///< that nobody holds
  std::optional<std::chrono::seconds> wait_mean;
  std::optional<std::chrono::seconds> wait_p90;
  std::optional<std::chrono::seconds> service_mean;
  std::optional<double> within_target;  ///< 0 to 1
  friend bool operator==(const DayFigures&, const DayFigures&) = default;
};
DayFigures day_figures(const Hall& hall);

struct ServiceFigures {
  std::optional<WallTime> waiting_since;  ///< of the one that has waited longest
  int late = 0;                           ///< that wait longer than the target
  std::optional<double> within_target;
  friend bool operator==(const ServiceFigures&, const ServiceFigures&) = default;
};
ServiceFigures service_figures(const Hall& hall, const Service& service, WallTime now);

struct CounterFigures {
  int served = 0;
  std::optional<std::chrono::seconds> service_mean;
  friend bool operator==(const CounterFigures&, const CounterFigures&) = default;
};
CounterFigures counter_figures(const Hall& hall, CounterId counter);

struct HalfHour {
  std::chrono::minutes start{0};  ///< local time of day
  int issued = 0;
  int called = 0;  ///< whose last call was in it
  std::optional<std::chrono::seconds> wait_mean;
  std::optional<std::chrono::seconds> wait_p90;
  friend bool operator==(const HalfHour&, const HalfHour&) = default;
};
/// From the first one with a ticket to the one of `now`; empty while none was issued.
std::vector<HalfHour> half_hours(const Hall& hall, const Zone& zone, WallTime now);

}  // namespace giliran::hall
