#pragma once

#include <string>

#include "shared/base/clock.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// Makes a journal in the folder, with its reports, as a hall would have left it that gave so many
/// tickets, 5,000 on each of the days before that of `now`. Each is issued, printed, called,
/// started and finished by commands of their own, with the plan's services and counters. The last
/// day is yesterday in the plan's zone. Always the same but for the epoch. Throws what the store
/// throws.
void make_past_days(const std::string& folder, const HallPlan& plan, int tickets, WallTime now);

}  // namespace giliran::hall
