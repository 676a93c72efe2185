#pragma once

#include <optional>
#include <string>

#include "hall/core/hall.hpp"
#include "tests/simulation/twin.hpp"

namespace giliran::simulation {

/// What differs between the engine and its twin, in words; nothing if they agree. `all` looks at
/// every ticket, queue and counter; else at those that the last command touched.
std::optional<std::string> difference(const hall::Hall& hall, const Twin& twin, WallTime now,
                                      bool all);

/// How the figures of a hall differ from those of one that saw the same events and holds every
/// ticket of today.
std::optional<std::string> figures_difference(const hall::Hall& hall, const hall::Hall& whole,
                                              WallTime now, bool by_half_hours);
/// What must hold in any hall, seen without the twin.
std::optional<std::string> broken_invariant(const hall::Hall& hall);

std::string text_of(const hall::Ticket& ticket);

}  // namespace giliran::simulation
