#include <fmt/format.h>

#include "planted.hpp"
#include "tests/simulation/simulation.hpp"

/// Plays halls by seed with one planted mistake after the other, and says by which seed each was
/// found. Ends with 1 if one was not found within 500 seeds, or if there is a violation without a
/// mistake.
namespace giliran::simulation {
namespace {

constexpr std::uint64_t seeds = 500;

/// The first seed that shows a violation, and the violation's first line.
std::optional<std::pair<std::uint64_t, std::string>> first_violation(std::uint64_t last) {
  for (std::uint64_t seed = 1; seed <= last; ++seed) {
    const Played played = simulate(seed, Options{});
    if (!played.violation) continue;
    return std::pair(seed, played.violation->substr(0, played.violation->find('\n')));
  }
  return std::nullopt;
}

int find_all() {
  int missed = 0;
  if (const auto found = first_violation(20)) {
    fmt::print("without a mistake: seed {}, {}\n", found->first, found->second);
    ++missed;
  }
  for (const auto& [number, what] : hall::planted_mistakes) {
    hall::planted_mistake = number;
    const auto found = first_violation(seeds);
    fmt::print(
        "{:2} {}\n   {}\n", number, what,
        found ? fmt::format("found by seed {}: {}", found->first, found->second) : "NOT FOUND");
    if (!found) ++missed;
  }
  fmt::print("mistakes {} missed {}\n", std::size(hall::planted_mistakes), missed);
  return missed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace giliran::simulation

int main() {
  return giliran::simulation::find_all();
}
