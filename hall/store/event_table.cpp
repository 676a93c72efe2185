#include "hall/store/event_table.hpp"

#include <fmt/format.h>

#include "hall/store/chain.hpp"
#include "hall/store/event_codec.hpp"

namespace giliran::hall {

namespace {

struct Row {
  std::int64_t seq;
  std::int64_t at_ms;
  std::string_view type;
  std::string_view body;
  std::int64_t crc;
};
Row row_of(const Statement& row) {
  return {row.integer(0), row.integer(1), row.view(2), row.view(3), row.integer(4)};
}

Recorded recorded(const Row& row) {
  return {static_cast<std::uint64_t>(row.seq), WallTime(std::chrono::milliseconds(row.at_ms)),
          read_event(row.type, row.body)};
}

/// The row of the event that is to follow.
Link check(const Row& row, Link before) {
  if (row.seq != before.seq + 1) {
    throw JournalDamaged(fmt::format("event {} is missing, {} follows", before.seq + 1, row.seq));
  }
  const Link link{row.seq, chain_next(before.crc, row.seq, row.at_ms, row.type, row.body)};
  if (row.crc != link.crc) {
    throw JournalDamaged(fmt::format("event {} is not as it was written", row.seq));
  }
  return link;
}

std::uint32_t day_crc(std::int64_t event_crc, std::int64_t seq, std::string_view day,
                      std::string_view carried) {
  return Crc().add(event_crc).add(seq).add(day).add(carried).value();
}

Snapshot snapshot(const Statement& row) {
  const std::int64_t seq = row.integer(0);
  const std::string day = row.text(1);
  const std::string carried = row.text(2);
  const bool sound =
      !row.is_null(4) && row.integer(3) == day_crc(row.integer(4), seq, day, carried);
  if (!sound)
    throw JournalDamaged(fmt::format("the day of event {} is not as it was written", seq));
  try {
    return {static_cast<std::uint64_t>(seq), read_carried(carried)};
  } catch (const std::invalid_argument& error) {
    throw JournalDamaged(fmt::format("the day of event {}: {}", seq, error.what()));
  }
}

constexpr const char* days =
    "SELECT day.seq, day.day, day.carried, day.crc, event.crc"
    " FROM day LEFT JOIN event ON event.seq = day.seq ORDER BY day.seq";

}  // namespace

EventTable::EventTable(Database& database)
    : insert_(database, "INSERT INTO event VALUES(?,?,?,?,?)") {}

Link EventTable::append(Link before, const Recorded& recorded) {
  if (static_cast<std::int64_t>(recorded.seq) != before.seq + 1) {
    throw DatabaseError(fmt::format("event {} after {}", recorded.seq, before.seq));
  }
  const WrittenEvent written = write_event(recorded.event);
  return append(before, recorded.at.time_since_epoch().count(), written.name, written.body);
}

Link EventTable::append(Link before, std::int64_t at_ms, std::string_view type,
                        std::string_view body) {
  const std::int64_t seq = before.seq + 1;
  const std::uint32_t crc = chain_next(before.crc, seq, at_ms, type, body);
  insert_.reset();
  insert_.bind(1, seq).bind(2, at_ms).bind(3, type).bind(4, body);
  insert_.bind(5, static_cast<std::int64_t>(crc)).run();
  return {seq, crc};
}

Link read_events(Database& database, Link after, const std::function<void(const Recorded&)>& each) {
  Link last = after;
  WallTime before = WallTime::min();
  try {
    Statement rows(database,
                   "SELECT seq, at_ms, type, body, crc FROM event WHERE seq > ? ORDER BY seq");
    rows.bind(1, after.seq);
    while (rows.step()) {
      const Row row = row_of(rows);
      last = check(row, last);
      const Recorded event = recorded(row);
      if (event.at < before) throw std::invalid_argument("its time is before the one before");
      before = event.at;
      each(event);
    }
  } catch (const std::invalid_argument& error) {
    throw JournalDamaged(fmt::format("event {}: {}", last.seq, error.what()));
  } catch (const DatabaseError& error) {
    throw JournalDamaged(fmt::format("event {} cannot be read: {}", last.seq + 1, error.what()));
  }
  return last;
}

std::optional<Link> find_link(Database& database, std::int64_t seq) {
  Statement found(database, "SELECT crc FROM event WHERE seq=?");
  if (!found.bind(1, seq).step()) return std::nullopt;
  return Link{seq, static_cast<std::uint32_t>(found.integer(0))};
}

void insert_day(Database& database, const Snapshot& day) {
  const auto seq = static_cast<std::int64_t>(day.seq);
  const auto link = find_link(database, seq);
  if (!link) throw DatabaseError(fmt::format("no event {}", seq));
  const std::string name = text_of(day.carried.day);
  const std::string carried = write_carried(day.carried);
  Statement insert(database, "INSERT INTO day VALUES(?,?,?,?)");
  insert.bind(1, seq).bind(2, name).bind(3, carried);
  insert.bind(4, static_cast<std::int64_t>(day_crc(link->crc, seq, name, carried))).run();
}

std::optional<Snapshot> read_last_day(Database& database) {
  try {
    Statement row(database, fmt::format("{} DESC LIMIT 1", days));
    return row.step() ? std::optional(snapshot(row)) : std::nullopt;
  } catch (const DatabaseError& error) {
    throw JournalDamaged(fmt::format("the days cannot be read: {}", error.what()));
  }
}

void read_days(Database& database, const std::function<void(const Snapshot&)>& each) {
  try {
    Statement rows(database, days);
    while (rows.step())
      each(snapshot(rows));
  } catch (const DatabaseError& error) {
    throw JournalDamaged(fmt::format("the days cannot be read: {}", error.what()));
  }
}

}  // namespace giliran::hall
