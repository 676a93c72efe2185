#pragma once

#include <memory>
#include <string>

#include "hall/store/journal.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// The journal in `folder`/journal.db: SQLite in WAL mode with synchronous=FULL, so that a commit
/// survives a power cut, and locking_mode=EXCLUSIVE, so that nobody else writes or reads it. Makes
/// the folder and the file if they are missing, and brings a journal of an older program up to
/// date. Holds the folder: see hall_lock.hpp. A commit writes one page as a rule: all tables grow
/// at their right edge, and requests are found in memory. What SQLite drops after a crash, the torn
/// end of its log, was never acknowledged and is no damage. Opening a journal that is there writes
/// nothing, so that it can be opened on a full disk. Throws DataFolderUnusable or JournalDamaged.
std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder);
/// Also keeps reports.db on a thread of its own, with what reports take from the settings: targets,
/// and the clock's distance from UTC now. Reports never fail or delay the journal.
std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder, const HallPlan& plan,
                                             WallTime now);

}  // namespace giliran::hall
