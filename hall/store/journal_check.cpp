#include "hall/store/journal_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hall/store/journal_file.hpp"
#include "hall/store/report_tables.hpp"
#include "hall/store/schema.hpp"

namespace giliran::hall {

namespace {

void check_pages(Database& database) {
  Statement told(database, "PRAGMA integrity_check(1)");
  if (told.step() && told.text(0) == "ok") return;
  throw JournalDamaged(fmt::format("the file is damaged: {}", told.text(0)));
}

std::string row_of(const Statement& row) {
  std::string shown;
  for (int column = 0; column < std::min(2, row.columns()); ++column)
    shown += (shown.empty() ? "" : " ") + row.shown(column);
  return shown;
}

/// Both give the same rows; how many.
std::uint64_t check_same(Database& stored, Database& right, const std::string& table,
                         const std::string& order, const std::string& columns = "*") {
  const std::string rows = fmt::format("SELECT {} FROM {} ORDER BY {}", columns, table, order);
  Statement has(stored, rows);
  Statement should(right, rows);
  for (std::uint64_t count = 0;; ++count) {
    const bool is = has.step();
    const bool should_be = should.step();
    if (!is && !should_be) return count;
    const Statement& shown = should_be ? should : has;
    bool same = is && should_be;
    for (int column = 0; same && column < should.columns(); ++column)
      same = has.shown(column) == should.shown(column);
    if (same) continue;
    throw JournalDamaged(fmt::format("{}: {} is not what the events say", table, row_of(shown)));
  }
}

/// All events; the report tables that follow go into `right`, the days come back.
std::vector<Snapshot> project(JournalFile& file, Database& right) {
  ReportTables tables(right);
  Projection projection;
  std::vector<Snapshot> days;
  const auto write = [&] {
    Rows rows = projection.take();
    tables.write(rows);
    std::ranges::move(rows.days, std::back_inserter(days));
  };
  constexpr std::uint64_t at_once = 1000;
  const Link end = read_events(file.database, link_after(file, 0), [&](const Recorded& recorded) {
    projection.apply(recorded);
    if (recorded.seq % at_once == 0) write();
  });
  write();
  if (end != file.end) {
    throw JournalDamaged(fmt::format("event {} is not as it was written", end.seq));
  }
  return days;
}

void check_days(Database& database, const std::vector<Snapshot>& right) {
  auto expected = right.begin();
  read_days(database, [&](const Snapshot& day) {
    if (expected == right.end() || *expected != day) {
      throw JournalDamaged(fmt::format("the day of event {} is not what the events say",
                                       expected == right.end() ? day.seq : expected->seq));
    }
    ++expected;
  });
  if (expected != right.end()) {
    throw JournalDamaged(fmt::format("the day of event {} is missing", expected->seq));
  }
}

std::uint64_t check_answers(JournalFile& file) {
  Statement row(file.database, "SELECT id, fingerprint, answer, seq, at_ms, crc FROM request");
  std::int64_t count = 0;
  for (; row.step(); ++count) {
    const bool sound = row.integer(5) == request_crc(row.text(0), row.text(1), row.text(2),
                                                     row.integer(3), row.integer(4));
    if (sound) continue;
    throw JournalDamaged(fmt::format("the answer to {} is not as it was written", row.text(0)));
  }
  if (count == file.requests) return static_cast<std::uint64_t>(count);
  throw JournalDamaged(
      fmt::format("there are {} answers, and {} were written", count, file.requests));
}

Verified verify(JournalFile& file) {
  check_pages(file.database);
  Database right("");  // a file of its own that is gone afterwards
  right.run("BEGIN");
  right.run(journal_schema);
  right.run(report_schema);
  check_same(file.database, right, "sqlite_schema", "name", "name, sql");
  Verified verified;
  const std::vector<Snapshot> days = project(file, right);
  check_days(file.database, days);
  verified.events = static_cast<std::uint64_t>(file.end.seq);
  verified.days = days.size();
  verified.visits = check_same(file.database, right, "visits", "ticket");
  check_same(file.database, right, "visit_steps", "ticket, step");
  for (const char* table : {"calls", "counter_periods", "service_pauses"})
    check_same(file.database, right, table, "seq");
  verified.answers = check_answers(file);
  return verified;
}

}  // namespace

Verified verify_journal(const std::string& folder) {
  JournalFile file = open_journal_file(folder);
  try {
    return verify(file);
  } catch (const DatabaseError& error) {
    throw JournalDamaged(error.what());
  }
}

void rebuild_reports(const std::string& folder, const HallPlan& plan, WallTime now) {
  JournalFile file = open_journal_file(folder);
  try {
    Transaction transaction(file.database);
    file.database.run("DELETE FROM day");
    project_all(file.database, file.epoch);
    write_settings(file.database, plan, now);
    transaction.commit();
  } catch (const DatabaseError& error) {
    throw JournalDamaged(error.what());
  }
}

}  // namespace giliran::hall
