#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/tally.hpp"

namespace giliran::simulation {

struct Options {
  std::optional<int> days;                        ///< nothing: 1 to 3, by seed
  std::vector<std::size_t> off;                   ///< kinds of commands that nobody uses
  std::function<void(const std::string&)> trace;  ///< each step in words, if set
};

struct Played {
  Tally tally;
  std::optional<std::string> violation;  ///< the first one, which ends the run
};

/// Plays the hall of that seed: the same seed gives the same on every machine.
Played simulate(std::uint64_t seed, const Options& options);

}  // namespace giliran::simulation
