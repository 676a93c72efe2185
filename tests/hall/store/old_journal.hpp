#pragma once

#include <string>
#include <string_view>
#include <vector>

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

}  // namespace giliran::hall
