#pragma once

#include <memory>
#include <string>

#include "hall/store/journal.hpp"

namespace giliran::hall {

/// The journal in `folder`/journal.db: SQLite in WAL mode with synchronous=FULL, so that a commit
/// survives a power cut, and locking_mode=EXCLUSIVE, so that a second hall cannot use the same
/// folder. Makes the folder and the file if they are missing. Throws DataFolderUnusable or
/// JournalDamaged.
std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder);

}  // namespace giliran::hall
