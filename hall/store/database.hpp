#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace giliran::hall {

/// What SQLite did not do. `busy`: another process holds the file.
struct DatabaseError : std::runtime_error {
  DatabaseError(const std::string& what, bool is_busy) : std::runtime_error(what), busy(is_busy) {}
  bool busy;
};

class Database;

/// A prepared statement. Bind from 1, step, read columns from 0, reset.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  Statement& bind(int at, std::int64_t value);
  /// The text is copied.
  Statement& bind(int at, std::string_view value);
  /// True while there is a row. Throws DatabaseError.
  bool step();
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  /// Ready to be bound and stepped again.
  void reset();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An SQLite file. Used by one thread at a time.
class Database {
 public:
  /// Opens or makes the file. Throws DatabaseError.
  explicit Database(const std::string& file);
  /// Runs SQL without answers. Throws DatabaseError.
  void run(const char* sql);
  /// Whether a transaction is open.
  bool in_transaction() const;

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace giliran::hall
