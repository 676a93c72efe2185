#include "kiosk/store/records.hpp"

#include <charconv>

#include "kiosk/store/given_rows.hpp"
#include "kiosk/store/lease_rows.hpp"

namespace giliran::kiosk {

namespace {

/// Whatever SQLite did not do, the kiosk must know only that it may not rely on its file.
template <class Work>
auto with_store(Work work) {
  try {
    return work();
  } catch (const DatabaseError& error) {
    throw StoreUnusable(std::string("kiosk.db: ") + error.what());
  }
}

void make_tables(Database& database) {
  Transaction transaction(database);
  make_given_table(database);
  make_lease_table(database);
  // A rowid table keeps the order of being sent.
  database.run(
      "CREATE TABLE IF NOT EXISTS command(request TEXT NOT NULL UNIQUE, method TEXT NOT NULL,"
      " params TEXT NOT NULL) STRICT");
  database.run(
      "CREATE TABLE IF NOT EXISTS fact(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
  transaction.commit();
}

std::optional<std::string> fact(Database& database, std::string_view name) {
  Statement found(database, "SELECT value FROM fact WHERE name=?");
  return found.bind(1, name).step() ? std::optional(found.text(0)) : std::nullopt;
}

void put_fact(Database& database, std::string_view name, std::string_view value) {
  Statement(database, "REPLACE INTO fact VALUES(?,?)").bind(1, name).bind(2, value).run();
}

std::vector<StoredCommand> read_commands(Database& database) {
  Statement rows(database, "SELECT request, method, params FROM command ORDER BY rowid");
  std::vector<StoredCommand> all;
  while (rows.step())
    all.push_back({RequestId(rows.text(0)), rows.text(1), rows.text(2)});
  return all;
}

std::optional<StoredView> read_view(Database& database) {
  const auto document = fact(database, "view");
  const auto ahead = fact(database, "clock_ahead_ms");
  if (!document || !ahead) return std::nullopt;
  std::int64_t ms = 0;
  std::from_chars(ahead->data(), ahead->data() + ahead->size(), ms);
  return StoredView{*document, std::chrono::milliseconds(ms)};
}

}  // namespace

Records::Records(const std::string& folder) : database_(open_kiosk_store(folder)) {
  with_store([&] { make_tables(database_); });
}

Remembered Records::read() {
  return with_store([&] {
    Remembered found;
    found.ledger = {fact(database_, "epoch").value_or(""), read_leases(database_),
                    read_given(database_)};
    found.commands = read_commands(database_);
    found.view = read_view(database_);
    return found;
  });
}

void Records::keep(const StoredCommand& command) {
  with_store([&] {
    Statement put(database_, "INSERT INTO command VALUES(?,?,?)");
    put.bind(1, command.request.value()).bind(2, command.method).bind(3, command.params).run();
  });
}

void Records::write(const LedgerChange& change, const Ledger& ledger,
                    const std::optional<RequestId>& answered) {
  if (change.empty() && !answered) return;
  with_store([&] {
    Transaction transaction(database_);
    if (change.leases) {
      put_leases(database_, ledger.leases().all());
      put_fact(database_, "epoch", ledger.epoch());
    }
    // First what is gone: the place of a dropped ticket may be the next one's.
    for (const std::int64_t order : change.erase)
      erase_given(database_, order);
    for (const GivenTicket& ticket : change.put)
      put_given(database_, ticket);
    if (answered) {
      Statement(database_, "DELETE FROM command WHERE request=?").bind(1, answered->value()).run();
    }
    transaction.commit();
  });
}

void Records::keep(const StoredView& view) {
  with_store([&] {
    Transaction transaction(database_);
    put_fact(database_, "view", view.document);
    put_fact(database_, "clock_ahead_ms", std::to_string(view.clock_ahead.count()));
    transaction.commit();
  });
}

}  // namespace giliran::kiosk
