#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hall/store/chain.hpp"
#include "shared/database/database.hpp"
#include "tests/hall/store/folder.hpp"

namespace giliran::hall {

struct OldEvent {
  std::int64_t at_ms;
  std::string_view type;
  std::string_view body;
};

/// A journal as the first version made it, with schema 1 and one answered request.
inline void make_old_journal(const Folder& folder, const std::vector<OldEvent>& events) {
  std::filesystem::create_directories(folder.path());
  Database database(folder.file());
  database.run("PRAGMA journal_mode=WAL");
  database.run(R"(
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event(
      seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL);
    CREATE TABLE request(
      id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES('schema','1'),('epoch','0123456789abcdef0123456789abcdef');
    INSERT INTO request VALUES('request 1', 'ticket.issue', '{"number":"A-001"}');
  )");
  Statement insert(database, "INSERT INTO event(at_ms, type, body) VALUES(?,?,?)");
  for (const OldEvent& event : events)
    insert.bind(1, event.at_ms).bind(2, event.type).bind(3, event.body).run();
}

/// The same as the second version made it: with checks, and the request after its events.
inline void make_second_journal(const Folder& folder, const std::vector<OldEvent>& events,
                                std::int64_t request_after) {
  const std::string epoch = "0123456789abcdef0123456789abcdef";
  std::filesystem::create_directories(folder.path());
  Database database(folder.file());
  database.run("PRAGMA journal_mode=WAL");
  database.run(R"(
    CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event(seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, type TEXT NOT NULL,
      body TEXT NOT NULL, crc INTEGER NOT NULL);
    CREATE TABLE request(id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL,
      seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX request_at ON request(at_ms);
    CREATE TABLE day(seq INTEGER PRIMARY KEY, day TEXT NOT NULL, carried TEXT NOT NULL,
      crc INTEGER NOT NULL);
    CREATE TABLE visits(ticket INTEGER PRIMARY KEY);
    CREATE VIEW service_day AS SELECT * FROM visits;
    INSERT INTO meta VALUES('schema','2'),('epoch','0123456789abcdef0123456789abcdef'),
      ('requests','1');
  )");
  Statement insert(database, "INSERT INTO event VALUES(?,?,?,?,?)");
  std::int64_t seq = 0;
  std::uint32_t crc = chain_begin(epoch);
  for (const OldEvent& event : events) {
    crc = old_chain_next(crc, ++seq, event.at_ms, event.type, event.body);
    insert.bind(1, seq).bind(2, event.at_ms).bind(3, event.type).bind(4, event.body);
    insert.bind(5, static_cast<std::int64_t>(crc)).run();
  }
  Statement end(database, "INSERT INTO meta VALUES('end_seq',?),('end_crc',?)");
  end.bind(1, std::to_string(seq)).bind(2, std::to_string(crc)).run();
  const std::string_view answer = R"({"number":"A-001"})";
  const std::int64_t at_ms = events[static_cast<std::size_t>(request_after) - 1].at_ms;
  Crc check;
  check.add("request 1").add("ticket.issue").add(answer).add(request_after).add(at_ms);
  Statement request(database, "INSERT INTO request VALUES('request 1','ticket.issue',?,?,?,?)");
  request.bind(1, answer).bind(2, request_after).bind(3, at_ms);
  request.bind(4, static_cast<std::int64_t>(check.value())).run();
}

}  // namespace giliran::hall
