#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tests/faults/history.hpp"

namespace giliran::faults {

/// One line of the table.
struct Row {
  explicit Row(std::string name = {}) : fault(std::move(name)) {}

  std::string fault;
  std::size_t injected = 0;
  std::size_t acknowledged = 0;
  std::size_t lost = 0;
  std::size_t doubled = 0;
  std::optional<std::chrono::milliseconds> outage;  ///< the longest
  std::vector<std::string> wrong;                   ///< why the row is not good; empty: it is
  std::string note;
  bool skipped = false;

  /// Adds what a history shows.
  void add(const Findings& findings);
};

std::string table(const std::vector<Row>& rows);

}  // namespace giliran::faults
