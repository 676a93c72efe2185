#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "shared/model/refusal.hpp"
#include "tests/simulation/crowd.hpp"

namespace giliran::simulation {

/// How often each thing happened.
struct Tally {
  struct Asked {
    std::uint64_t done = 0;
    std::uint64_t nothing = 0;
    std::map<Reason, std::uint64_t> refused;
  };
  std::array<Asked, kinds> commands;
  std::map<std::string, std::uint64_t, std::less<>> rules;
  std::map<std::string, std::uint64_t, std::less<>> faults;
  std::uint64_t seeds = 0;
  std::uint64_t days = 0;
  std::uint64_t steps = 0;
  std::uint64_t violations = 0;

  static void count(std::map<std::string, std::uint64_t, std::less<>>& of, std::string_view what,
                    std::uint64_t times = 1);
  void add(const Tally& other);
  /// A table for people.
  std::string text() const;
  /// As read_tally() reads it, for another process of the same program.
  std::string dump() const;
  static Tally read(const std::string& dumped);
};

}  // namespace giliran::simulation
