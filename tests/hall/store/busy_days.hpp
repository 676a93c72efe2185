#pragma once

#include "hall/store/journal.hpp"
#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

/// small_plan() with breaks, officers and appointments.
HallPlan busy_plan();

/// A day on which everything happens that a hall knows, on Tuesday 24 November 2026; then the
/// begin of the next one, with a counter open, a pause and a ticket served.
Engine busy_days();

/// One commit for each moment.
std::vector<Entry> entries_of(const std::vector<Recorded>& events);

}  // namespace giliran::hall
