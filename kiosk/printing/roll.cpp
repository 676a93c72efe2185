#include "kiosk/printing/roll.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace giliran::kiosk {

void Roll::printed(double length_mm) {
  use_.used_mm += length_mm;
  use_.lengths.push_back(length_mm);
  if (use_.lengths.size() > remembered_lengths) use_.lengths.erase(use_.lengths.begin());
}

Roll::Change Roll::hear(const PrinterStatus& status, SteadyTime now) {
  const bool little =
      status.health == PrinterHealth::out_of_paper || status.health == PrinterHealth::low_paper;
  // Nothing else says anything about paper.
  if (!little && status.health != PrinterHealth::ok) return Change::none;
  if (little == use_.running_out) {
    otherwise_since_.reset();
    return Change::none;
  }
  if (!otherwise_since_) otherwise_since_ = now;
  if (now - *otherwise_since_ < steady) return Change::none;
  otherwise_since_.reset();
  use_.running_out = little;
  if (little) return Change::running_out;
  use_.used_mm = 0;
  return Change::new_roll;
}

std::optional<int> Roll::papers_left() const {
  if (length_mm_ <= 0 || use_.lengths.empty()) return std::nullopt;
  const double all = std::accumulate(use_.lengths.begin(), use_.lengths.end(), 0.0);
  const double mean = all / static_cast<double>(use_.lengths.size());
  return static_cast<int>(std::floor(std::max(0.0, length_mm_ - use_.used_mm) / mean));
}

}  // namespace giliran::kiosk
