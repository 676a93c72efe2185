#include "hall/store/day_table.hpp"

#include <fmt/format.h>

#include <limits>

#include "hall/store/chain.hpp"
#include "hall/store/entry_table.hpp"
#include "hall/store/event_codec.hpp"

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

namespace {

std::uint32_t day_crc(std::int64_t entry_crc, std::int64_t seq, std::string_view day,
                      std::string_view carried) {
  return Crc().add(entry_crc).add(seq).add(day).add(carried).value();
}

Snapshot snapshot(Database& database, const Statement& row) {
  const std::int64_t seq = row.integer(0);
  const std::string day = row.text(1);
  const std::string carried = row.text(2);
  const auto link = link_from(database, seq);
  if (!link || row.integer(3) != day_crc(link->crc, seq, day, carried)) {
    throw JournalDamaged(fmt::format("the day of event {} is not as it was written", seq));
  }
  try {
    return {static_cast<std::uint64_t>(seq), read_carried(carried)};
  } catch (const std::invalid_argument& error) {
    throw JournalDamaged(fmt::format("the day of event {}: {}", seq, error.what()));
  }
}

}  // namespace

void insert_day(Database& database, const Snapshot& day) {
  const auto seq = static_cast<std::int64_t>(day.seq);
  const auto link = link_from(database, seq);
  if (!link) throw DatabaseError(fmt::format("no event {}", seq));
  const std::string name = iso_text(day.carried.day);
  const std::string carried = write_carried(day.carried);
  Statement insert(database, "INSERT INTO day VALUES(?,?,?,?)");
  insert.bind(1, seq).bind(2, name).bind(3, carried);
  insert.bind(4, static_cast<std::int64_t>(day_crc(link->crc, seq, name, carried))).run();
}

std::optional<Snapshot> read_last_day(Database& database) {
  return read_day_until(database, std::numeric_limits<std::int64_t>::max());
}

std::optional<Snapshot> read_day_until(Database& database, std::int64_t seq) try {
  Statement row(database,
                "SELECT seq, day, carried, crc FROM day WHERE seq <= ? ORDER BY seq DESC LIMIT 1");
  return row.bind(1, seq).step() ? std::optional(snapshot(database, row)) : std::nullopt;
} catch (const DatabaseError& error) {
  throw JournalDamaged(fmt::format("the days cannot be read: {}", error.what()));
}

void read_days(Database& database, const std::function<void(const Snapshot&)>& each) try {
  Statement rows(database, "SELECT seq, day, carried, crc FROM day ORDER BY seq");
  while (rows.step())
    each(snapshot(database, rows));
} catch (const DatabaseError& error) {
  throw JournalDamaged(fmt::format("the days cannot be read: {}", error.what()));
}

std::int64_t last_day_seq(Database& database) {
  Statement row(database, "SELECT coalesce(max(seq), 0) FROM day");
  row.step();
  return row.integer(0);
}

}  // namespace giliran::hall
