#pragma once

#include <vector>

#include "hall/app/hall_service.hpp"

namespace giliran::hall {

/// What the writer does at once.
struct HallService::Round {
  Moment moment;
  std::vector<Entry> entries;     ///< for one commit
  std::vector<Outcome> outcomes;  ///< one for each job, told after the commit
};

}  // namespace giliran::hall
