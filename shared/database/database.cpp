#include "shared/database/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace giliran {

namespace {

using Cause = DatabaseError::Cause;

/// SQLite itself calls only ENOSPC full, and does not keep the number of another error.
bool is_full(int error) {
  return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

Cause cause_of(sqlite3* database, int error) {
  switch (sqlite3_errcode(database) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Cause::busy;
    case SQLITE_CORRUPT:
      return Cause::damaged;
    case SQLITE_FULL:
      return Cause::full;
    case SQLITE_IOERR: {
      const bool writing = sqlite3_extended_errcode(database) == SQLITE_IOERR_WRITE;
      return writing && is_full(error) ? Cause::full : Cause::other;
    }
    default:
      return Cause::other;
  }
}

[[noreturn]] void fail(sqlite3* database, std::string_view doing) {
  const Cause cause = cause_of(database, errno);
  throw DatabaseError(std::string(doing) + ": " + sqlite3_errmsg(database), cause);
}

/// Counting bytes would take a lock at each allocation, of all threads.
void count_no_bytes() {
  [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// SQLite gives its own files beside it the same rights. A file that is there is not opened here:
/// closing it again would end the locks that this process has on it.
void only_for_owner(const std::string& file) {
  constexpr mode_t mode = S_IRUSR | S_IWUSR;
  const int made = open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode);
  if (made >= 0) {
    close(made);
  } else {
    chmod(file.c_str(), mode);
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(Database& database, std::string_view sql)
    : database_(database.database_.get()) {
  sqlite3_stmt* prepared = nullptr;
  const int length = static_cast<int>(sql.size());
  if (sqlite3_prepare_v3(database_, sql.data(), length, SQLITE_PREPARE_PERSISTENT, &prepared,
                         nullptr) != SQLITE_OK) {
    fail(database_, sql);
  }
  statement_.reset(prepared);
}

Statement& Statement::bind(int at, std::int64_t value) {
  if (sqlite3_bind_int64(statement_.get(), at, value) != SQLITE_OK) fail(database_, "bind");
  return *this;
}

Statement& Statement::bind(int at, std::string_view value) {
  if (sqlite3_bind_text(statement_.get(), at, value.data(), static_cast<int>(value.size()),
                        SQLITE_TRANSIENT) != SQLITE_OK) {
    fail(database_, "bind");
  }
  return *this;
}

Statement& Statement::bind_in_place(int at, std::string_view value) {
  // Without an address it would be NULL.
  const char* bytes = value.data() ? value.data() : "";
  if (sqlite3_bind_text(statement_.get(), at, bytes, static_cast<int>(value.size()),
                        SQLITE_STATIC) != SQLITE_OK) {
    fail(database_, "bind");
  }
  return *this;
}

Statement& Statement::bind_null(int at) {
  if (sqlite3_bind_null(statement_.get(), at) != SQLITE_OK) fail(database_, "bind");
  return *this;
}

bool Statement::step() {
  errno = 0;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(database_, sqlite3_sql(statement_.get()));
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::view(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes ? std::string_view(bytes, size) : std::string_view();
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

int Statement::columns() const {
  return sqlite3_column_count(statement_.get());
}

std::string Statement::shown(int column) const {
  const std::string name = sqlite3_column_name(statement_.get(), column);
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_NULL:
      return name + "=NULL";
    case SQLITE_INTEGER:
      return name + "=" + std::to_string(integer(column));
    case SQLITE_FLOAT:
      return name + "=" + text(column) + " (a fraction)";
    case SQLITE_BLOB:
      return name + "=" + text(column) + " (bytes)";
    default:
      return name + "='" + text(column) + "'";
  }
}

void Statement::run() {
  try {
    while (step()) {
    }
  } catch (...) {
    reset();
    throw;
  }
  reset();
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Database::Database(const std::string& file) {
  count_no_bytes();
  only_for_owner(file);
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &opened,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(opened);
  if (code != SQLITE_OK) fail(opened, file);
}

void Database::run(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(database_.get(), sql);
  }
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(database_.get());
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(database_.get()) == 0;
}

void Database::stop_when(const std::atomic<bool>& flag) {
  constexpr int steps = 1000;  // of SQLite's machine: well under a millisecond
  const auto ask = [](void* asked) -> int {
    return static_cast<const std::atomic<bool>*>(asked)->load() ? 1 : 0;
  };
  sqlite3_progress_handler(database_.get(), steps, ask, const_cast<std::atomic<bool>*>(&flag));
}

void Database::checkpoint_by_hand() {
  const auto count = [](void* pages, sqlite3*, const char*, int in_log) {
    *static_cast<int*>(pages) = in_log;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(database_.get(), count, log_pages_.get());
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Database::checkpoint() {
  if (sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_FULL, nullptr,
                                nullptr) != SQLITE_OK) {
    fail(database_.get(), "checkpoint");
  }
  *log_pages_ = 0;
}

void Database::checkpoint_at_close() {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.run("BEGIN IMMEDIATE");
}

Transaction::Transaction(Database& database, TransactionWords& words)
    : database_(database), words_(&words) {
  words.begin.run();
}

Transaction::~Transaction() {
  try {
    if (database_.in_transaction()) database_.run("ROLLBACK");
  } catch (const DatabaseError&) {
    // Whoever opens the file next rolls back.
  }
}

void Transaction::commit() {
  if (words_) {
    words_->commit.run();
  } else {
    database_.run("COMMIT");
  }
}

void Copy::Finish::operator()(void* backup) const {
  sqlite3_backup_finish(static_cast<sqlite3_backup*>(backup));
}

Copy::Copy(Database& from, Database& to)
    : to_(to),
      backup_(sqlite3_backup_init(to.database_.get(), "main", from.database_.get(), "main")) {
  if (!backup_) fail(to.database_.get(), "copy");
}

bool Copy::step(int pages) {
  const int code = sqlite3_backup_step(static_cast<sqlite3_backup*>(backup_.get()), pages);
  if (code == SQLITE_DONE) {
    backup_.reset();
    return true;
  }
  if (code == SQLITE_OK) return false;
  backup_.reset();  // hands the error to the database
  fail(to_.database_.get(), "copy");
}

}  // namespace giliran
