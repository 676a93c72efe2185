#include "kiosk/store/lease_rows.hpp"

#include <fmt/format.h>

namespace giliran::kiosk {

void make_lease_table(Database& database) {
  database.run(R"(CREATE TABLE IF NOT EXISTS lease(
    day TEXT NOT NULL, letter TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    next INTEGER NOT NULL, epoch TEXT NOT NULL, since INTEGER NOT NULL) STRICT)");
}

std::vector<Lease> read_leases(Database& database) {
  Statement rows(database, "SELECT * FROM lease ORDER BY day, letter, first");
  std::vector<Lease> all;
  while (rows.step()) {
    const std::string letter = rows.text(1);
    if (letter.size() != 1 || !is_ticket_letter(letter.front())) {
      throw DatabaseError(fmt::format("table lease: letter \"{}\" makes no sense", letter),
                          DatabaseError::Cause::damaged);
    }
    all.push_back({rows.text(0), letter.front(), static_cast<int>(rows.integer(2)),
                   static_cast<int>(rows.integer(3)), static_cast<int>(rows.integer(4)),
                   rows.text(5), WallTime(std::chrono::milliseconds(rows.integer(6)))});
  }
  return all;
}

void put_leases(Database& database, const std::vector<Lease>& leases) {
  database.run("DELETE FROM lease");
  Statement put(database, "INSERT INTO lease VALUES(?,?,?,?,?,?,?)");
  for (const Lease& lease : leases) {
    put.bind(1, lease.day).bind(2, std::string_view(&lease.letter, 1));
    put.bind(3, std::int64_t{lease.first}).bind(4, std::int64_t{lease.last});
    put.bind(5, std::int64_t{lease.next}).bind(6, lease.epoch);
    put.bind(7, static_cast<std::int64_t>(lease.since.time_since_epoch().count())).run();
  }
}

}  // namespace giliran::kiosk
