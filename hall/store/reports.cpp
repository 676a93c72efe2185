#include "hall/store/reports.hpp"

#include <filesystem>

#include "hall/store/schema.hpp"

namespace giliran::hall {

namespace {

/// Another shape of the tables gets another number.
constexpr std::int64_t reports_version = 1;

std::int64_t number(Database& database, const char* sql) {
  Statement row(database, sql);
  row.step();
  return row.integer(0);
}

/// What a power cut leaves of a file that is being made is damaged, and made anew.
void make(Database& database) {
  Transaction transaction(database);
  database.run(report_schema);
  database.run("INSERT INTO follows VALUES('',0,0,0)");
  database.run("PRAGMA user_version=1");
  static_assert(reports_version == 1);
  transaction.commit();
}

Database open_now(const std::string& file) {
  Database database(file);
  database.run("PRAGMA busy_timeout=5000");
  database.run("PRAGMA synchronous=OFF");
  database.run("PRAGMA journal_mode=WAL");
  if (number(database, "SELECT count(*) FROM sqlite_schema") == 0) make(database);
  database.run("PRAGMA synchronous=NORMAL");
  return database;
}

Database open_or_make(const std::string& file) {
  try {
    Database database = open_now(file);
    if (number(database, "PRAGMA user_version") == reports_version) return database;
  } catch (const DatabaseError& error) {
    using Cause = DatabaseError::Cause;
    if (error.cause == Cause::busy || error.cause == Cause::full) throw;
  }
  Reports::remove(file);
  return open_now(file);
}

}  // namespace

std::string reports_file(const std::string& folder) {
  return (std::filesystem::path(folder) / "reports.db").string();
}

Reports::Reports(const std::string& file)
    : database_(open_or_make(file)), tables_(std::make_unique<ReportTables>(database_)) {
  Statement row(database_, "SELECT epoch, seq, crc FROM follows");
  if (!row.step()) return;
  followed_ = {row.text(0), {row.integer(1), static_cast<std::uint32_t>(row.integer(2))}};
}

void Reports::remove(const std::string& file) {
  for (const char* part : {"", "-wal", "-shm"}) {
    std::error_code ignored;
    std::filesystem::remove(file + part, ignored);
  }
}

void Reports::write_settings(const HallPlan& plan, WallTime now) {
  Transaction transaction(database_);
  hall::write_settings(database_, plan, now);
  transaction.commit();
}

void Reports::begin(const std::optional<Snapshot>& day) {
  projection_ = day ? Projection(*day) : Projection();
}

void Reports::apply(const Recorded& recorded) {
  projection_.apply(recorded);
  at_ = recorded.at;
  if (static_cast<std::int64_t>(recorded.seq) <= followed_.link.seq) projection_.take();
}

void Reports::write(const Followed& now) {
  const Rows rows = projection_.take();
  Transaction transaction(database_);
  tables_->write(rows);
  Statement follows(database_, "UPDATE follows SET epoch=?, seq=?, crc=?, at_ms=?");
  follows.bind(1, now.epoch).bind(2, now.link.seq);
  follows.bind(3, static_cast<std::int64_t>(now.link.crc));
  follows.bind(4, static_cast<std::int64_t>(at_.time_since_epoch().count())).run();
  transaction.commit();
  followed_ = now;
}

}  // namespace giliran::hall
