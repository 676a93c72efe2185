#pragma once

#include <atomic>
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
  enum class Cause { busy, damaged, full, other };
  explicit DatabaseError(const std::string& what, Cause why = Cause::other)
      : std::runtime_error(what), cause(why) {}
  /// Another process holds the file; its bytes make no sense; the disk has no room, or the process
  /// may not write more; anything else.
  Cause cause;
};

class Database;

/// A prepared statement. Bind from 1, step, read columns from 0, reset.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);

  Statement& bind(int at, std::int64_t value);
  /// The text is copied.
  Statement& bind(int at, std::string_view value);
  /// The text is not copied: it must stay as it is until the next reset or run.
  Statement& bind_in_place(int at, std::string_view value);
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

  /// Whatever it does fails soon after the flag is set, which must outlive it.
  void stop_when(const std::atomic<bool>& flag);

  /// From now on what stands in the write-ahead log goes into the file with checkpoint() alone,
  /// neither after a commit nor when the file is closed.
  void checkpoint_by_hand();
  /// Pages in the log after the last commit since checkpoint_by_hand(); a checkpoint begins anew.
  int log_pages() const { return *log_pages_; }
  /// Brings the log's pages into the file, on the disk when it returns. Throws DatabaseError: then
  /// they are still in the log.
  void checkpoint();
  /// Closing brings the log into the file again, and deletes it.
  void checkpoint_at_close();

 private:
  friend class Statement;
  friend class Copy;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<int> log_pages_ = std::make_unique<int>(0);
};

/// BEGIN and COMMIT, prepared once for a database in which much is written. Outlived by it.
class TransactionWords {
 public:
  explicit TransactionWords(Database& database)
      : begin(database, "BEGIN IMMEDIATE"), commit(database, "COMMIT") {}
  Statement begin;
  Statement commit;
};

/// Ends it without effect unless it was committed.
class Transaction {
 public:
  /// Nobody else writes from now on.
  explicit Transaction(Database& database);
  /// With words that outlive it.
  Transaction(Database& database, TransactionWords& words);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// Throws DatabaseError: nobody knows whether it is on the disk. With Cause::full it is not, and
  /// will not be.
  void commit();

 private:
  Database& database_;
  TransactionWords* words_ = nullptr;
};

/// A copy of a database that is in use, made in pieces. What its own connection writes meanwhile is
/// in the copy too, so that it need not begin anew.
class Copy {
 public:
  /// Both must outlive it; `to` is overwritten. Throws DatabaseError.
  Copy(Database& from, Database& to);
  /// Copies so many pages. True: all are copied. Throws DatabaseError.
  bool step(int pages);

 private:
  struct Finish {
    void operator()(void* backup) const;
  };
  Database& to_;
  std::unique_ptr<void, Finish> backup_;
};

}  // namespace giliran
