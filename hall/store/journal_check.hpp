#pragma once

#include <cstdint>
#include <string>

#include "hall/store/journal.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

struct JournalFile;

/// What was found sound.
struct Verified {
  std::uint64_t events = 0;
  std::uint64_t days = 0;
  std::uint64_t visits = 0;
  std::uint64_t answers = 0;
};

/// Proves that the journal in the folder is whole: SQLite's own check, the chain over all entries,
/// and that they give each stored day, and exactly the rows of reports.db up to where that follows.
/// Throws JournalDamaged with the first place that is wrong, or DataFolderUnusable.
Verified verify_journal(const std::string& folder);
/// The same of an open journal without its reports. Throws JournalDamaged.
Verified verify_entries(JournalFile& file);

/// Makes days and report tables anew from the events. Throws as verify_journal().
void rebuild_reports(const std::string& folder, const HallPlan& plan, WallTime now);
/// Makes reports.db of that folder anew from the open journal. Throws JournalDamaged and
/// DatabaseError.
void make_reports(JournalFile& file, const std::string& folder, const HallPlan& plan, WallTime now);

}  // namespace giliran::hall
