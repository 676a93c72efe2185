#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace giliran {

/// What SQLite did not do.
struct DatabaseError : std::runtime_error {
  enum class Cause { busy, damaged, other };
  explicit DatabaseError(const std::string& what, Cause why = Cause::other)
      : std::runtime_error(what), cause(why) {}
  Cause cause;  ///< another process holds the file; its bytes make no sense; anything else
};

class Database;

/// A prepared statement. Bind from 1, step, read columns from 0, reset.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  Statement& bind(int at, std::int64_t value);
  /// The text is copied.
  Statement& bind(int at, std::string_view value);
  /// NULL if there is none.
  template <class T>
  Statement& bind(int at, const std::optional<T>& value) {
    return value ? bind(at, *value) : bind_null(at);
  }
  Statement& bind_null(int at);
  /// True while there is a row. Throws DatabaseError.
  bool step();
  std::int64_t integer(int column) const;
  std::string text(int column) const { return std::string(view(column)); }
  /// Until the next step or reset.
  std::string_view view(int column) const;
  bool is_null(int column) const;
  int columns() const;
  /// "ticket=17", "day='2026-11-24'", "officer=NULL": two that look the same are the same.
  std::string shown(int column) const;
  /// Steps to the end, and is ready to be bound again.
  void run();
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
  /// Opens the file, or makes it so that its owner alone may read it. Throws DatabaseError.
  explicit Database(const std::string& file);
  /// Runs SQL without answers. Throws DatabaseError.
  void run(const char* sql);
  /// How many rows the last statement changed.
  std::int64_t changes() const;
  /// Whether a transaction is open.
  bool in_transaction() const;

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// Ends it without effect unless it was committed.
class Transaction {
 public:
  /// Nobody else writes from now on.
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// Throws DatabaseError: nobody knows whether it is on the disk.
  void commit();

 private:
  Database& database_;
};

}  // namespace giliran
