#pragma once

#include <string>

#include "shared/database/database.hpp"
#include "hall/store/event_table.hpp"
#include "hall/store/projection.hpp"

namespace giliran::hall {

/// journal.db, open and held against others: see sqlite_journal.hpp.
struct JournalFile {
  Database database;
  std::string epoch;
  Link end;                   ///< the last event
  std::int64_t requests = 0;  ///< rows in `request`
};

/// Opens or makes the file in the folder; one of an older program is brought up to date, all or
/// nothing. Throws DataFolderUnusable or JournalDamaged: also if the journal was cut at its end.
JournalFile open_journal_file(const std::string& folder);

/// The link of an event that a hall is to go on after. Throws JournalDamaged.
Link link_after(JournalFile& file, std::uint64_t seq);
/// What follows a new event of today: of a projection that has seen everything. Throws
/// JournalDamaged.
Projection project_today(JournalFile& file);
/// Keeps the journal's end, with a statement made of `put_end`. Within a transaction; throws
/// DatabaseError.
extern const char* const put_end;
void write_end(Statement& put, Link end, std::int64_t requests);
/// Makes the report tables anew, and the days where there are none. Within a transaction; throws
/// JournalDamaged and DatabaseError.
void project_all(Database& database, const std::string& epoch);
/// Of an answer.
std::int64_t request_crc(std::string_view id, std::string_view fingerprint, std::string_view answer,
                         std::int64_t seq, std::int64_t at_ms);

}  // namespace giliran::hall
