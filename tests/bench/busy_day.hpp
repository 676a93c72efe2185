#pragma once

#include <utility>
#include <vector>

#include "hall/core/command.hpp"
#include "hall/core/event.hpp"
#include "shared/model/hall_plan.hpp"

/// A whole day of a large plaza, for measuring the engine without a clock, a disk or a network.
namespace giliran::bench {

/// 16 services of 8 agencies; 20 counters, each with the services of two agencies.
HallPlan large_plaza();

/// What the hall was asked at which moment, and what then happened.
struct BusyDay {
  std::vector<std::pair<hall::Command, hall::Moment>> commands;
  std::vector<hall::Recorded> events;
};
/// So many tickets over eight hours, a fifth with priority; each is issued, printed, called,
/// started and finished, and every counter is busy for nine tenths of its time. Always the same.
BusyDay busy_day(const HallPlan& plan, int tickets);

}  // namespace giliran::bench
