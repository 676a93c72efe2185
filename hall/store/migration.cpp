#include "hall/store/migration.hpp"

#include <fmt/format.h>

#include "hall/store/chain.hpp"
#include "hall/store/journal_file.hpp"
#include "hall/store/schema.hpp"

namespace giliran::hall {

namespace {

struct Last {
  Link link;
  std::int64_t at_ms = 0;
};

Last move_events(Database& database, const std::string& epoch) {
  EventTable table(database);
  Last last{{0, chain_begin(epoch)}, 0};
  Statement old(database, "SELECT seq, at_ms, type, body FROM old_event ORDER BY seq");
  while (old.step()) {
    if (old.integer(0) != last.link.seq + 1) {
      throw JournalDamaged(
          fmt::format("event {} is missing, {} follows", last.link.seq + 1, old.integer(0)));
    }
    last.at_ms = old.integer(1);
    last.link = table.append(last.link, last.at_ms, old.text(2), old.text(3));
  }
  return last;
}

std::int64_t move_requests(Database& database, const Last& last) {
  Statement insert(database, "INSERT INTO request VALUES(?,?,?,?,?,?)");
  Statement old(database, "SELECT id, fingerprint, answer FROM old_request");
  std::int64_t moved = 0;
  for (; old.step(); ++moved) {
    const std::int64_t seq = last.link.seq;
    insert.bind(1, old.text(0)).bind(2, old.text(1)).bind(3, old.text(2));
    insert.bind(4, seq).bind(5, last.at_ms);
    insert.bind(6, request_crc(old.text(0), old.text(1), old.text(2), seq, last.at_ms)).run();
  }
  return moved;
}

}  // namespace

void migrate(Database& database, const std::string& epoch) {
  database.run(
      "ALTER TABLE meta RENAME TO old_meta; ALTER TABLE event RENAME TO old_event;"
      "ALTER TABLE request RENAME TO old_request");
  database.run(journal_schema);
  const Last last = move_events(database, epoch);
  const std::int64_t requests = move_requests(database, last);
  Statement meta(database, "INSERT INTO meta VALUES('schema',?),('epoch',?)");
  meta.bind(1, std::to_string(schema_version)).bind(2, epoch).run();
  Statement end(database, put_end);
  write_end(end, last.link, requests);
  database.run("DROP TABLE old_meta; DROP TABLE old_event; DROP TABLE old_request");
  project_all(database, epoch);
}

}  // namespace giliran::hall
