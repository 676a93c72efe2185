#pragma once

#include <string>

#include "tests/simulation/twin.hpp"

namespace giliran::simulation {

bool at_counter(const hall::Ticket& ticket);
/// Waiting or parked.
bool aside(const hall::Ticket& ticket);
bool text_ok(const std::string& text, bool may_be_empty);
Verdict no(Reason reason);

}  // namespace giliran::simulation
