#pragma once

#include <optional>
#include <string>

#include "hall/store/entry_table.hpp"
#include "hall/store/hall_lock.hpp"
#include "hall/store/projection.hpp"
#include "shared/database/database.hpp"

namespace giliran::hall {

/// journal.db, open and held against others: see sqlite_journal.hpp.
struct JournalFile {
  std::optional<HallLock> lock;  ///< none: of a copy
  Database database;
  std::string epoch;
  std::string chain;  ///< the epoch with which the chain began
  Link end;           ///< the last entry
  /// There was a log, and whoever wrote it may have ended or failed before all of it was on the
  /// disk: see make_sure.
  bool unsure = false;
};

/// Opens or makes the file in the folder; one of an older program is brought up to date, all or
/// nothing. Throws DataFolderUnusable or JournalDamaged: also if the journal was cut at its end.
JournalFile open_journal_file(const std::string& folder);
/// The same for a copy of journal.db, which must be there. Nobody else may use it.
JournalFile open_journal_copy(const std::string& file);

/// Before the first entry.
Link chain_begin(const JournalFile& file);
/// The last entry that ends at or before that event, from which reading what comes after it begins.
/// Throws JournalDamaged if there is no such event.
Link link_before(JournalFile& file, std::uint64_t seq);

/// The newest row stays in the log until it is marked in the file: a checkpoint is made only of a
/// log that ends with a mark, so that entries that are lost from the file's end are missed, while
/// those in the log are proved by its own checksums. Thus no commit writes a second page for it.
/// Within a transaction; throws DatabaseError.
void write_mark(JournalFile& file);
/// Marks the end in a transaction of its own and brings the log into the file. Throws
/// DatabaseError.
void mark_and_checkpoint(JournalFile& file);
/// When this returns, all entries are on the disk, and so may be answered for. Another sync of the
/// same log is no proof: a system that failed to write a page takes it for written (Linux since
/// 4.13). Therefore everything goes into the file, which is synced, and the log begins anew, so
/// that what is left of the old one means nothing. Throws DatabaseError.
void make_sure(JournalFile& file);
/// The end of a copy's use: everything is in the one file, marked and on the disk. Throws
/// DatabaseError.
void close_as_single_file(JournalFile& file);
/// Another epoch for the same entries. Within a transaction; throws DatabaseError.
void write_epoch(JournalFile& file, const std::string& epoch);

/// Stores the days that have begun since the last stored one. Within a transaction; throws
/// JournalDamaged and DatabaseError.
void store_new_days(JournalFile& file);

}  // namespace giliran::hall
