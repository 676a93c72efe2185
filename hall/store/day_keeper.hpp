#pragma once

#include <optional>

#include "hall/store/journal_file.hpp"
#include "hall/store/projection.hpp"

namespace giliran::hall {

/// Stores the days that have begun, with their requests, after the commits in which they did: what
/// a day begins with is told by all events of the day before, and nobody is to wait for reading
/// them again. Until then reading starts at the day before. On the journal's thread.
class DayKeeper {
 public:
  explicit DayKeeper(JournalFile& file) : file_(file) {}

  /// A day has begun with that event, which is committed.
  void began(std::uint64_t seq) { began_ = seq; }
  enum class Step { nothing_to_do, more_to_do, stored };
  /// Reads a piece, or stores a day in a transaction. Throws JournalDamaged and DatabaseError.
  Step step();

 private:
  JournalFile& file_;
  std::uint64_t began_ = 0;
  std::optional<Projection> projection_;  ///< while there is something to do
  Link read_;
};

}  // namespace giliran::hall
