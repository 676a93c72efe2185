#pragma once

#include "shared/model/hall_plan.hpp"
#include "tests/simulation/random.hpp"

namespace giliran::simulation {

/// A hall as the settings reader would let it pass: 1 to 16 services, 1 to 20 counters, every rule
/// of the plan with values around which something changes.
HallPlan random_plan(Random& random, std::chrono::local_days start);

}  // namespace giliran::simulation
