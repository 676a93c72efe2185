#pragma once

#include <optional>
#include <string>

#include "hall/core/command.hpp"
#include "hall/core/hall.hpp"
#include "shared/model/refusal.hpp"

namespace giliran::simulation {

/// What is wrong with the facts of a refusal (see shared/model/refusal.hpp), for a hall on the
/// moment's day: whom it names, the state that it tells, texts that could not be sent.
std::optional<std::string> wrong_facts(const Refusal& refusal, const hall::Command& command,
                                       const hall::Hall& hall, const hall::Moment& moment);

}  // namespace giliran::simulation
