#pragma once

#include <cstdint>

/// The tables of journal.db and reports.db, with what each column means; sqlite3's `.schema` shows
/// that too.
namespace giliran::hall {

inline constexpr std::int64_t schema_version = 3;

/// journal.db. Entries and days are written once and never changed.
extern const char* const journal_schema;
/// reports.db: what follows from the events, tables and views. It can be made anew at any time.
extern const char* const report_schema;

}  // namespace giliran::hall
