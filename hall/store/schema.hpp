#pragma once

#include <cstdint>

/// The tables of journal.db, with what each column means; sqlite3's `.schema` shows that too.
namespace giliran::hall {

inline constexpr std::int64_t schema_version = 2;

/// What is written once and never changed: events, answers, days, and the journal's end.
extern const char* const journal_schema;
/// What follows from the events: tables and views for reports. They can be made anew at any time.
extern const char* const report_schema;
/// Undoes report_schema.
extern const char* const drop_reports;

}  // namespace giliran::hall
