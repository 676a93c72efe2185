#include "hall/store/journal_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <optional>

#include "hall/store/chain.hpp"
#include "hall/store/migration.hpp"
#include "hall/store/report_tables.hpp"
#include "hall/store/schema.hpp"
#include "shared/base/ids.hpp"

namespace giliran::hall {

namespace {

std::optional<std::string> meta(Database& database, std::string_view key) {
  Statement found(database, "SELECT value FROM meta WHERE key=?");
  return found.bind(1, key).step() ? std::optional(found.text(0)) : std::nullopt;
}

std::int64_t meta_number(Database& database, std::string_view key) {
  const auto text = meta(database, key);
  std::int64_t number = 0;
  const char* end = text ? text->data() + text->size() : nullptr;
  const auto [rest, error] =
      text ? std::from_chars(text->data(), end, number) : std::from_chars_result{};
  if (!text || error != std::errc() || rest != end || number < 0) {
    throw JournalDamaged(fmt::format("the journal's {} is missing or no number", key));
  }
  return number;
}

std::int64_t count(Database& database, std::string_view what) {
  Statement found(database, fmt::format("SELECT count(*) FROM {}", what));
  found.step();
  return found.integer(0);
}

void make(Database& database) {
  const std::string epoch = random_hex128();
  database.run(journal_schema);
  database.run(report_schema);
  Statement insert(database, "INSERT INTO meta VALUES('schema',?),('epoch',?)");
  insert.bind(1, std::to_string(schema_version)).bind(2, epoch).run();
  Statement end(database, put_end);
  write_end(end, {0, chain_begin(epoch)}, 0);
}

void bring_up_to_date(Database& database) {
  if (count(database, "sqlite_schema") == 0) return make(database);
  if (count(database, "sqlite_schema WHERE name = 'meta'") == 0) {
    throw JournalDamaged("the file is no journal");
  }
  const std::int64_t version = meta_number(database, "schema");
  if (version > schema_version) {
    throw DataFolderUnusable(
        fmt::format("the journal was written by a newer program (schema {}, this one knows {})",
                    version, schema_version));
  }
  // Events without an epoch: whoever followed this journal would take it for another one.
  if (!meta(database, "epoch")) throw JournalDamaged("the journal has no epoch");
  const bool has_checks = count(database, "sqlite_schema WHERE name = 'day'") != 0;
  if (has_checks != (version == schema_version)) {
    throw JournalDamaged(fmt::format("the journal's schema is not {}", version));
  }
  if (version < schema_version) migrate(database, *meta(database, "epoch"));
}

/// A journal that ends too early is no whole one.
void check_end(Database& database, Link end, const std::string& epoch) {
  Statement last(database, "SELECT coalesce(max(seq), 0) FROM event");
  last.step();
  const std::int64_t seq = last.integer(0);
  if (seq < end.seq) {
    throw JournalDamaged(fmt::format("event {} is missing, the journal ends there", seq + 1));
  }
  if (seq > end.seq) throw JournalDamaged(fmt::format("event {} is one too many", end.seq + 1));
  const auto found = seq == 0 ? Link{0, chain_begin(epoch)} : find_link(database, seq);
  if (found != end) throw JournalDamaged(fmt::format("event {} is not as it was written", seq));
}

JournalFile open_file(const std::string& file) {
  JournalFile opened{Database(file), "", {}, 0};
  Database& database = opened.database;
  // Exclusive from the first access on: a second hall on this folder must not even read.
  database.run("PRAGMA locking_mode=EXCLUSIVE");
  database.run("PRAGMA journal_mode=WAL");
  database.run("PRAGMA synchronous=FULL");
  Transaction transaction(database);
  bring_up_to_date(database);
  opened.epoch = *meta(database, "epoch");
  opened.end = {meta_number(database, "end_seq"),
                static_cast<std::uint32_t>(meta_number(database, "end_crc"))};
  opened.requests = meta_number(database, "requests");
  check_end(database, opened.end, opened.epoch);
  transaction.commit();
  return opened;
}

}  // namespace

JournalFile open_journal_file(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw DataFolderUnusable(fmt::format("{}: {}", folder, error.message()));
  try {
    return open_file((std::filesystem::path(folder) / "journal.db").string());
  } catch (const DatabaseError& failure) {
    const std::string what = fmt::format("{}: {}", folder, failure.what());
    if (failure.cause == DatabaseError::Cause::damaged) throw JournalDamaged(what);
    if (failure.cause == DatabaseError::Cause::other) throw DataFolderUnusable(what);
    throw DataFolderUnusable(fmt::format("{} is in use by a running hall; stop it first", folder));
  }
}

Link link_after(JournalFile& file, std::uint64_t seq) {
  if (seq == 0) return {0, chain_begin(file.epoch)};
  try {
    const auto found = find_link(file.database, static_cast<std::int64_t>(seq));
    if (found) return *found;
  } catch (const DatabaseError& error) {
    throw JournalDamaged(fmt::format("event {} cannot be read: {}", seq, error.what()));
  }
  throw JournalDamaged(fmt::format("event {} is missing", seq));
}

Projection project_today(JournalFile& file) {
  const auto day = read_last_day(file.database);
  Projection projection = day ? Projection(*day) : Projection();
  read_events(file.database, link_after(file, projection.seq()), [&](const Recorded& recorded) {
    projection.apply(recorded);
    projection.take();
  });
  return projection;
}

const char* const put_end = "REPLACE INTO meta VALUES('end_seq',?),('end_crc',?),('requests',?)";

void write_end(Statement& put, Link end, std::int64_t requests) {
  put.bind(1, std::to_string(end.seq)).bind(2, std::to_string(end.crc));
  put.bind(3, std::to_string(requests)).run();
}

void project_all(Database& database, const std::string& epoch) {
  database.run(drop_reports);
  database.run(report_schema);
  ReportTables tables(database);
  Projection projection;
  const auto write = [&] {
    const Rows rows = projection.take();
    tables.write(rows);
    for (const Snapshot& day : rows.days)
      insert_day(database, day);
  };
  constexpr std::uint64_t at_once = 1000;
  read_events(database, {0, chain_begin(epoch)}, [&](const Recorded& recorded) {
    projection.apply(recorded);
    if (recorded.seq % at_once == 0) write();
  });
  write();
}

std::int64_t request_crc(std::string_view id, std::string_view fingerprint, std::string_view answer,
                         std::int64_t seq, std::int64_t at_ms) {
  return Crc().add(id).add(fingerprint).add(answer).add(seq).add(at_ms).value();
}

}  // namespace giliran::hall
