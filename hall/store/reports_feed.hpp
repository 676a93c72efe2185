#pragma once

#include <span>
#include <string>

#include "hall/store/journal_file.hpp"
#include "hall/store/reports_keeper.hpp"

namespace giliran::hall {

/// Gives the reports' keeper what the journal holds: new entries as they come, and what it lacks by
/// reading it again, a little at a time, because nobody else can read the file. On the journal's
/// thread.
class ReportsFeed {
 public:
  ReportsFeed(JournalFile& file, const std::string& folder, const HallPlan& plan, WallTime now)
      : file_(file), keeper_(folder, plan, now) {}

  /// These entries were committed after that one.
  void appended(std::span<const Entry> entries, Link before);
  /// Gives it a piece of what it lacks. True: there is more that it would take now. Throws
  /// JournalDamaged and DatabaseError.
  bool step();
  /// The journal is about to be closed in good order: gives it what it lacks, if that is not much.
  void finish();

 private:
  void begin(const Followed& followed);

  JournalFile& file_;
  ReportsKeeper keeper_;
  bool begun_ = false;
  Link given_;              ///< the last entry that it has got
  std::int64_t after_ = 0;  ///< it gets the events after this one
};

}  // namespace giliran::hall
