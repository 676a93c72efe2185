#include "hall/store/sqlite_journal.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "hall/store/database.hpp"
#include "hall/store/event_codec.hpp"

namespace giliran::hall {

namespace {

constexpr std::int64_t schema_version = 1;

constexpr const char* schema = R"(
  CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS event(
    seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS request(
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
)";

class SqliteJournal final : public Journal {
 public:
  explicit SqliteJournal(const std::string& file)
      : database_(prepared(file)),
        insert_event_(database_, "INSERT INTO event(seq, at_ms, type, body) VALUES(?,?,?,?)"),
        insert_request_(database_, "INSERT INTO request(id, fingerprint, answer) VALUES(?,?,?)"),
        find_request_(database_, "SELECT fingerprint, answer FROM request WHERE id=?") {
    Statement newest(database_, "SELECT coalesce(max(seq), 0) FROM event");
    newest.step();
    last_seq_ = newest.integer(0);
  }

  std::string epoch() override {
    Statement found(database_, "SELECT value FROM meta WHERE key='epoch'");
    if (!found.step()) throw JournalDamaged("the journal has no epoch");
    return found.text(0);
  }

  void replay(const std::function<void(const Recorded&)>& each) override {
    std::int64_t expected = 1;
    WallTime before{};
    try {
      Statement rows(database_, "SELECT seq, at_ms, type, body FROM event ORDER BY seq");
      for (; rows.step(); ++expected) {
        const Recorded event = recorded(rows, expected);
        if (event.at < before) {
          throw JournalDamaged(
              fmt::format("event {}: its time is before the one before", expected));
        }
        before = event.at;
        each(event);
      }
    } catch (const DatabaseError& error) {
      throw JournalDamaged(fmt::format("event {} cannot be read: {}", expected, error.what()));
    }
  }

  void append(std::span<const Entry> entries) override {
    const std::int64_t before = last_seq_;
    try {
      database_.run("BEGIN IMMEDIATE");
      for (const Entry& entry : entries)
        insert(entry);
      database_.run("COMMIT");
    } catch (const DatabaseError& error) {
      last_seq_ = before;
      roll_back();
      throw JournalFailure(error.what());
    }
  }

  std::optional<StoredAnswer> find_answer(const RequestId& request) override {
    try {
      find_request_.reset();
      if (!find_request_.bind(1, request.value()).step()) return std::nullopt;
      StoredAnswer answer{find_request_.text(0), find_request_.text(1)};
      find_request_.reset();
      return answer;
    } catch (const DatabaseError& error) {
      throw JournalFailure(error.what());
    }
  }

 private:
  static Database prepared(const std::string& file) {
    Database database(file);
    // Exclusive from the first access on: a second hall on this folder must not even read.
    database.run("PRAGMA locking_mode=EXCLUSIVE");
    database.run("PRAGMA journal_mode=WAL");
    database.run("PRAGMA synchronous=FULL");
    database.run("BEGIN IMMEDIATE");
    database.run(schema);
    check_version(database);
    check_epoch(database);
    Statement make(database, "INSERT OR IGNORE INTO meta VALUES('schema',?),('epoch',?)");
    make.bind(1, std::to_string(schema_version)).bind(2, random_hex128()).step();
    make.reset();
    database.run("COMMIT");
    return database;
  }

  static void check_version(Database& database) {
    Statement found(database, "SELECT CAST(value AS INTEGER) FROM meta WHERE key='schema'");
    if (!found.step() || found.integer(0) <= schema_version) return;
    throw DataFolderUnusable(
        fmt::format("the journal was written by a newer program (schema {}, this one knows {})",
                    found.integer(0), schema_version));
  }

  /// Events without an epoch: whoever followed this journal would take it for another one.
  static void check_epoch(Database& database) {
    Statement epoch(database, "SELECT 1 FROM meta WHERE key='epoch'");
    if (epoch.step()) return;
    Statement lost(database, "SELECT 1 FROM event LIMIT 1");
    if (lost.step()) throw JournalDamaged("the journal has events and no epoch");
  }

  static Recorded recorded(const Statement& row, std::int64_t expected) {
    const std::int64_t seq = row.integer(0);
    if (seq != expected) {
      throw JournalDamaged(fmt::format("event {} is missing, {} follows", expected, seq));
    }
    try {
      return {static_cast<std::uint64_t>(seq), WallTime(std::chrono::milliseconds(row.integer(1))),
              read_event(row.text(2), row.text(3))};
    } catch (const std::invalid_argument& error) {
      throw JournalDamaged(fmt::format("event {}: {}", seq, error.what()));
    }
  }

  void insert(const Entry& entry) {
    for (const Recorded& recorded : entry.events) {
      const auto seq = static_cast<std::int64_t>(recorded.seq);
      if (seq != last_seq_ + 1) {
        throw DatabaseError(fmt::format("event {} after {}", seq, last_seq_), false);
      }
      const WrittenEvent written = write_event(recorded.event);
      insert_event_.reset();
      insert_event_.bind(1, seq).bind(2, recorded.at.time_since_epoch().count());
      insert_event_.bind(3, written.name).bind(4, written.body).step();
      insert_event_.reset();
      last_seq_ = seq;
    }
    if (!entry.request) return;
    insert_request_.reset();
    insert_request_.bind(1, entry.request->value());
    insert_request_.bind(2, entry.fingerprint).bind(3, entry.answer).step();
    insert_request_.reset();
  }

  void roll_back() {
    insert_event_.reset();
    insert_request_.reset();
    try {
      if (database_.in_transaction()) database_.run("ROLLBACK");
    } catch (const DatabaseError&) {
      // The journal is to be opened again anyway.
    }
  }

  Database database_;
  Statement insert_event_;
  Statement insert_request_;
  Statement find_request_;
  std::int64_t last_seq_ = 0;
};

}  // namespace

std::unique_ptr<Journal> open_sqlite_journal(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw DataFolderUnusable(fmt::format("{}: {}", folder, error.message()));
  try {
    return std::make_unique<SqliteJournal>((std::filesystem::path(folder) / "journal.db").string());
  } catch (const DatabaseError& failure) {
    throw DataFolderUnusable(failure.busy ? fmt::format("{} is in use by another hall", folder)
                                          : fmt::format("{}: {}", folder, failure.what()));
  }
}

}  // namespace giliran::hall
