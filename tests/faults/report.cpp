#include "tests/faults/report.hpp"

#include <fmt/format.h>

namespace giliran::faults {

void Row::add(const Findings& findings) {
  acknowledged += findings.acknowledged;
  lost += findings.lost;
  doubled += findings.doubled;
  if (!findings.is_good()) wrong.insert(wrong.end(), findings.words.begin(), findings.words.end());
}

std::string table(const std::vector<Row>& rows) {
  std::string text = fmt::format("{:<44} {:>9} {:>12} {:>6} {:>8} {:>15}\n", "fault", "injected",
                                 "acknowledged", "lost", "doubled", "longest outage");
  for (const Row& row : rows) {
    if (row.skipped) {
      text += fmt::format("{:<44} not done: {}\n", row.fault, row.note);
      continue;
    }
    const std::string outage =
        row.outage ? fmt::format("{:.2f} s", static_cast<double>(row.outage->count()) / 1000) : "-";
    text +=
        fmt::format("{:<44} {:>9} {:>12} {:>6} {:>8} {:>15}{}{}\n", row.fault, row.injected,
                    row.acknowledged, row.lost, row.doubled, outage,
                    row.wrong.empty() ? "" : "  WRONG", row.note.empty() ? "" : "  " + row.note);
  }
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.wrong.size() && i < 20; ++i)
      text += fmt::format("  {}: {}\n", row.fault, row.wrong[i]);
  }
  return text;
}

}  // namespace giliran::faults
