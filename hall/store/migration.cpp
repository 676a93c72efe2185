#include "hall/store/migration.hpp"

#include <fmt/format.h>

#include <map>

#include "hall/store/chain.hpp"
#include "hall/store/request_index.hpp"
#include "hall/store/schema.hpp"

namespace giliran::hall {

namespace {

struct OldRequest {
  std::string id;
  std::string fingerprint;
  std::string answer;
};
/// By the last event of their command.
using OldRequests = std::map<std::int64_t, OldRequest>;

OldRequest request_of(const Statement& row) {
  return {row.text(0), row.text(1), row.text(2)};
}

OldRequests requests_of_1(Database& database) {
  OldRequests requests;
  Statement last(database, "SELECT coalesce(max(seq), 0) FROM old_event");
  last.step();
  std::int64_t seq = last.integer(0);
  Statement row(database, "SELECT id, fingerprint, answer FROM old_request");
  while (row.step())
    requests.emplace(seq--, request_of(row));
  return requests;
}

OldRequests requests_of_2(Database& database) {
  OldRequests requests;
  Statement row(database, "SELECT id, fingerprint, answer, seq, at_ms, crc FROM old_request");
  while (row.step()) {
    const OldRequest& request = requests.emplace(row.integer(3), request_of(row)).first->second;
    Crc crc;
    crc.add(row.view(0)).add(row.view(1)).add(row.view(2)).add(row.integer(3)).add(row.integer(4));
    if (crc.value() == row.integer(5)) continue;
    throw JournalDamaged(fmt::format("the answer to {} is not as it was written", request.id));
  }
  return requests;
}

/// Events of schema 1 have no check.
class OldEvents {
 public:
  OldEvents(Database& database, std::int64_t version, std::string_view epoch)
      : rows_(database, fmt::format("SELECT seq, at_ms, type, body, {} FROM old_event ORDER BY seq",
                                    version == 1 ? "NULL" : "crc")),
        link{0, chain_begin(epoch)} {}
  bool next() {
    if (!rows_.step()) return false;
    if (rows_.integer(0) != link.seq + 1) {
      throw JournalDamaged(
          fmt::format("event {} is missing, {} follows", link.seq + 1, rows_.integer(0)));
    }
    ++link.seq;
    at_ms = rows_.integer(1);
    line = fmt::format("{} {}", rows_.view(2), rows_.view(3));
    link.crc = old_chain_next(link.crc, link.seq, at_ms, rows_.view(2), rows_.view(3));
    if (rows_.is_null(4) || rows_.integer(4) == link.crc) return true;
    throw JournalDamaged(fmt::format("event {} is not as it was written", link.seq));
  }

 private:
  Statement rows_;

 public:
  Link link;
  std::int64_t at_ms = 0;
  std::string line;
};

/// Events of one moment become one entry, which ends where a command ended.
void move_events(JournalFile& file, OldEvents& old, const OldRequests& requests) {
  EntryTable table(file.database);
  std::string lines;
  std::int64_t at_ms = 0;
  const auto write = [&] {
    if (lines.empty()) return;
    EntryRow row{at_ms, lines, {}, {}, {}};
    if (const auto found = requests.find(file.end.seq + count_of(lines)); found != requests.end()) {
      row.request = found->second.id;
      row.fingerprint = found->second.fingerprint;
      row.answer = found->second.answer;
    }
    file.end = table.append(file.end, row);
    lines.clear();
  };
  while (old.next()) {
    if (old.at_ms != at_ms) write();
    at_ms = old.at_ms;
    lines += (lines.empty() ? "" : "\n") + old.line;
    if (requests.contains(old.link.seq)) write();
  }
  write();
}

void check_old_end(Database& database, Link end) {
  Statement row(database,
                "SELECT value FROM old_meta WHERE key IN ('end_seq', 'end_crc') ORDER BY key");
  const auto is = [&](std::int64_t right) {
    return row.step() && row.text(0) == std::to_string(right);
  };
  if (is(end.crc) && is(end.seq)) return;
  throw JournalDamaged(fmt::format("event {} is missing, the journal ends there", end.seq + 1));
}

/// Reports have a file of their own now.
constexpr const char* drop_old_reports = R"(
DROP VIEW IF EXISTS quote_check;
DROP VIEW IF EXISTS occupancy;
DROP VIEW IF EXISTS weekday_profile;
DROP VIEW IF EXISTS half_hours;
DROP VIEW IF EXISTS service_day;
DROP TABLE IF EXISTS service_pauses;
DROP TABLE IF EXISTS counter_periods;
DROP TABLE IF EXISTS calls;
DROP TABLE IF EXISTS visit_steps;
DROP TABLE IF EXISTS visits;
DROP TABLE IF EXISTS clock;
DROP TABLE IF EXISTS services;
)";

}  // namespace

void migrate(JournalFile& file, std::int64_t from) {
  Database& database = file.database;
  database.run(drop_old_reports);
  database.run(
      "ALTER TABLE meta RENAME TO old_meta; ALTER TABLE event RENAME TO old_event;"
      "ALTER TABLE request RENAME TO old_request; DROP TABLE IF EXISTS day");
  database.run(journal_schema);
  OldEvents old(database, from, file.epoch);
  file.end = chain_begin(file);
  move_events(file, old, from == 1 ? requests_of_1(database) : requests_of_2(database));
  if (from == 2) check_old_end(database, old.link);
  write_epoch(file, file.epoch);
  write_mark(file);
  store_new_days(file);
  refile_requests(database);
  database.run("DROP TABLE old_meta; DROP TABLE old_event; DROP TABLE old_request");
}

}  // namespace giliran::hall
