#include "shared/database/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace giliran {

namespace {

[[noreturn]] void fail(sqlite3* database, std::string_view doing) {
  const int code = sqlite3_errcode(database) & 0xff;
  const bool busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
  using Cause = DatabaseError::Cause;
  throw DatabaseError(std::string(doing) + ": " + sqlite3_errmsg(database), busy ? Cause::busy
                                                                            : code == SQLITE_CORRUPT
                                                                                ? Cause::damaged
                                                                                : Cause::other);
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

Statement& Statement::bind_null(int at) {
  if (sqlite3_bind_null(statement_.get(), at) != SQLITE_OK) fail(database_, "bind");
  return *this;
}

bool Statement::step() {
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

Transaction::Transaction(Database& database) : database_(database) {
  database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  try {
    if (database_.in_transaction()) database_.run("ROLLBACK");
  } catch (const DatabaseError&) {
    // Whoever opens the file next rolls back.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
}

}  // namespace giliran
