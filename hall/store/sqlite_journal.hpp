#pragma once

#include <memory>
#include <string>

#include "hall/store/journal.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// The journal in `folder`/journal.db: SQLite in WAL mode with synchronous=FULL, so that a commit
/// survives a power cut, and locking_mode=EXCLUSIVE, so that a second hall cannot use the same
/// folder. Makes the folder and the file if they are missing, and brings a journal of an older
/// program up to date. What SQLite drops after a crash, the torn end of its log, was never
/// acknowledged and is no damage. Throws DataFolderUnusable or JournalDamaged.
std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder);
/// Also keeps what reports take from the settings: targets, and the clock's distance from UTC now.
std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder, const HallPlan& plan,
                                             WallTime now);

}  // namespace giliran::hall
