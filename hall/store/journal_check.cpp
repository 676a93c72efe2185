#include "hall/store/journal_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "hall/store/day_table.hpp"
#include "hall/store/journal_file.hpp"
#include "hall/store/reports.hpp"
#include "hall/store/request_index.hpp"
#include "hall/store/schema.hpp"

namespace giliran::hall {

namespace {

void check_pages(Database& database, std::string_view name) {
  Statement told(database, "PRAGMA integrity_check(1)");
  if (told.step() && told.text(0) == "ok") return;
  throw JournalDamaged(fmt::format("{} is damaged: {}", name, told.text(0)));
}

std::string row_of(const Statement& row) {
  std::string shown;
  for (int column = 0; column < std::min(2, row.columns()); ++column)
    shown += (shown.empty() ? "" : " ") + row.shown(column);
  return shown;
}

/// Both give the same rows.
void check_same(Database& stored, Database& right, const std::string& table,
                const std::string& order, const std::string& columns = "*") {
  const std::string rows = fmt::format("SELECT {} FROM {} ORDER BY {}", columns, table, order);
  Statement has(stored, rows);
  Statement should(right, rows);
  while (true) {
    const bool is = has.step();
    const bool should_be = should.step();
    if (!is && !should_be) return;
    const Statement& shown = should_be ? should : has;
    bool same = is && should_be;
    for (int column = 0; same && column < should.columns(); ++column)
      same = has.shown(column) == should.shown(column);
    if (same) continue;
    throw JournalDamaged(fmt::format("{}: {} is not what the events say", table, row_of(shown)));
  }
}

/// As an older program stored it: without the bookings of days that had ended.
Snapshot as_before(Snapshot day) {
  Carried& carried = day.carried;
  std::erase_if(carried.bookings, [&](const Booking& one) { return one.day < carried.day; });
  return day;
}

/// The newest may still be missing: a hall stores them in its spare time.
void check_days(Database& database, const std::vector<Snapshot>& right) {
  auto expected = right.begin();
  read_days(database, [&](const Snapshot& day) {
    if (expected == right.end() || (*expected != day && as_before(*expected) != day)) {
      throw JournalDamaged(fmt::format("the day of event {} is not what the events say",
                                       expected == right.end() ? day.seq : expected->seq));
    }
    ++expected;
  });
}

/// What the requests of the days before say is where they are.
void check_requests(Database& database) {
  Transaction undone(database);
  database.run("CREATE TEMP TABLE stored AS SELECT * FROM past_request");
  refile_requests(database);
  const auto fail_if_any = [&](const char* rows) {
    Statement differs(database, rows);
    if (!differs.step()) return;
    throw JournalDamaged(
        fmt::format("past_request: seq={} is not what the events say", differs.integer(0)));
  };
  fail_if_any("SELECT seq FROM (SELECT * FROM past_request EXCEPT SELECT * FROM stored) LIMIT 1");
  // Those of today may be filed already.
  file_requests(database, last_day_seq(database), std::numeric_limits<std::int64_t>::max());
  fail_if_any("SELECT seq FROM (SELECT * FROM stored EXCEPT SELECT * FROM past_request) LIMIT 1");
}

/// What reading all entries gives.
struct Told {
  Verified verified;
  std::vector<Snapshot> days;
};

/// The rows that follow from the entries up to that one go into `tables`, if there are any.
Told read_all(JournalFile& file, Link until, ReportTables* tables) {
  constexpr int at_once = 256;  // entries
  Told told;
  Projection projection;
  const auto take = [&] {
    const Rows rows = projection.take();
    if (tables) tables->write(rows);
    std::ranges::copy(rows.days, std::back_inserter(told.days));
  };
  EntryReader reader(file.database, chain_begin(file));
  for (int n = 1; reader.next(); ++n) {
    if (reader.row().request) ++told.verified.answers;
    reader.events(0, [&](const Recorded& recorded) {
      projection.apply(recorded);
      told.verified.visits += is_new_ticket(recorded.event) ? 1 : 0;
    });
    if (n % at_once == 0 || reader.link() == until) take();
    if (reader.link() == until) tables = nullptr;
  }
  take();
  if (reader.link() != file.end) {
    throw JournalDamaged(fmt::format("event {} is not as it was written", file.end.seq));
  }
  told.verified.events = static_cast<std::uint64_t>(file.end.seq);
  told.verified.days = told.days.size();
  return told;
}

Verified verify(JournalFile& file, Reports* reports, Database& right) {
  check_pages(file.database, "the file");
  Database schema("");
  schema.run(journal_schema);
  check_same(file.database, schema, "sqlite_schema", "name", "name, sql");
  std::optional<ReportTables> tables;
  if (reports) tables.emplace(right);
  const Link until = reports ? reports->followed().link : Link{};
  const Told told = read_all(file, until, tables ? &*tables : nullptr);
  check_days(file.database, told.days);
  check_requests(file.database);
  return told.verified;
}

/// Reports of another journal, or of one that has lost its end, are made anew when a hall starts:
/// they are no damage.
bool follow_that(JournalFile& file, const Followed& followed) {
  return followed.epoch == file.epoch && followed.link.seq <= file.end.seq &&
         link_until(file.database, followed.link.seq) == followed.link;
}

Verified verify_with_reports(JournalFile& file, const std::string& path) {
  Database right("");  // a file of its own that is gone afterwards
  right.run("BEGIN");
  right.run(report_schema);
  if (!std::filesystem::exists(path)) return verify(file, nullptr, right);
  Database stored(path);
  check_pages(stored, "reports.db");
  check_same(stored, right, "sqlite_schema", "name", "name, sql");
  Reports reports(path);
  if (!follow_that(file, reports.followed())) return verify(file, nullptr, right);
  const Verified verified = verify(file, &reports, right);
  check_same(stored, right, "visits", "ticket");
  check_same(stored, right, "visit_steps", "ticket, step");
  for (const char* table : {"calls", "counter_periods", "service_pauses"})
    check_same(stored, right, table, "seq");
  return verified;
}

template <class Work>
auto or_damaged(const Work& work) {
  try {
    return work();
  } catch (const DatabaseError& error) {
    throw JournalDamaged(error.what());
  }
}

}  // namespace

Verified verify_journal(const std::string& folder) {
  JournalFile file = open_journal_file(folder);
  return or_damaged([&] { return verify_with_reports(file, reports_file(folder)); });
}

Verified verify_entries(JournalFile& file) {
  return or_damaged([&] {
    Database none("");
    return verify(file, nullptr, none);
  });
}

void rebuild_reports(const std::string& folder, const HallPlan& plan, WallTime now) {
  JournalFile file = open_journal_file(folder);
  or_damaged([&] {
    {
      Transaction transaction(file.database);
      file.database.run("DELETE FROM day");
      store_new_days(file);
      refile_requests(file.database);
      transaction.commit();
    }
    mark_and_checkpoint(file);
    make_reports(file, folder, plan, now);
  });
}

void make_reports(JournalFile& file, const std::string& folder, const HallPlan& plan,
                  WallTime now) {
  constexpr int at_once = 1000;  // entries
  Reports::remove(reports_file(folder));
  Reports reports(reports_file(folder));
  reports.write_settings(plan, now);
  reports.begin(std::nullopt);
  EntryReader reader(file.database, chain_begin(file));
  const auto write = [&] {
    if (reader.link().seq > 0) reports.write({file.epoch, reader.link()});
  };
  for (int n = 1; reader.next(); ++n) {
    reader.events(0, [&](const Recorded& recorded) { reports.apply(recorded); });
    if (n % at_once == 0) write();
  }
  write();
}

}  // namespace giliran::hall
