#pragma once

#include <chrono>
#include <optional>
#include <utility>

#include "kiosk/printing/paper_book.hpp"
#include "kiosk/printing/printer.hpp"
#include "shared/base/clock.hpp"

namespace giliran::kiosk {

/// Foretells the end of the roll from what was printed since it was put in. Pure. A new roll is
/// recognised by the printer: little or no paper, then enough. Both must last for `steady`, since
/// sensors flicker at the end of a roll and while a cover is open. A roll that is changed before
/// the printer says so is told by RollUse.
class Roll {
 public:
  static constexpr std::chrono::seconds steady{10};

  /// `length_m` of a new roll; 0: nothing is foretold.
  Roll(double length_m, RollUse use) : length_mm_(length_m * 1000), use_(std::move(use)) {}

  void restore(RollUse use) { use_ = std::move(use); }
  void printed(double length_mm);
  enum class Change { none, running_out, new_roll };
  /// What the printer says. The change is to be remembered, and in use() already.
  Change hear(const PrinterStatus& status, SteadyTime now);
  /// How many papers of the mean length of the last ones it is good for; nothing before the first.
  std::optional<int> papers_left() const;
  const RollUse& use() const { return use_; }

 private:
  double length_mm_;
  RollUse use_;
  std::optional<SteadyTime> otherwise_since_;  ///< the printer says the other thing
};

}  // namespace giliran::kiosk
