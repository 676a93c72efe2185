#include "hall/store/entry_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "hall/store/chain.hpp"
#include "hall/store/event_codec.hpp"

namespace giliran::hall {

namespace {

std::optional<Link> find_link(Database& database, const char* sql, std::int64_t seq) {
  Statement found(database, sql);
  if (!found.bind(1, seq).step()) return std::nullopt;
  return Link{found.integer(0), static_cast<std::uint32_t>(found.integer(1))};
}

std::uint32_t crc_of(std::uint32_t before, std::int64_t seq, const EntryRow& row) {
  return chain_next(before, seq, row.at_ms, row.events, row.request.value_or(std::string_view()),
                    row.fingerprint, row.answer);
}

/// "slip_set {"ticket":17}"
Event event_of(std::string_view line) {
  const auto space = line.find(' ');
  if (space == std::string_view::npos) throw std::invalid_argument("not a name and an object");
  return read_event(line.substr(0, space), line.substr(space + 1));
}

}  // namespace

std::string lines_of(std::span<const Recorded> events) {
  std::string lines;
  for (const Recorded& recorded : events) {
    const WrittenEvent written = write_event(recorded.event);
    lines.reserve(lines.size() + written.name.size() + written.body.size() + 2);
    if (!lines.empty()) lines += '\n';
    lines += written.name;
    lines += ' ';
    lines += written.body;
  }
  return lines;
}

std::int64_t count_of(std::string_view lines) {
  return lines.empty() ? 0 : 1 + std::ranges::count(lines, '\n');
}

EntryTable::EntryTable(Database& database)
    : insert_(database, "INSERT INTO entry VALUES(?,?,?,?,?,?,?)") {}

Link EntryTable::append(Link before, const Entry& entry) {
  if (entry.events.empty()) throw DatabaseError("an entry without events");
  Link last = before;
  for (auto begin = entry.events.begin(); begin != entry.events.end();) {
    const WallTime at = begin->at;
    auto end = begin;
    for (std::int64_t next = last.seq + 1; end != entry.events.end() && end->at == at;
         ++end, ++next) {
      if (static_cast<std::int64_t>(end->seq) == next) continue;
      throw DatabaseError(fmt::format("event {} after {}", end->seq, next - 1));
    }
    const std::string lines = lines_of({begin, end});
    EntryRow row{at.time_since_epoch().count(), lines, {}, {}, {}};
    if (entry.request && end == entry.events.end()) {
      row.request = entry.request->value();
      row.fingerprint = entry.fingerprint;
      row.answer = entry.answer;
    }
    last = append(last, row);
    begin = end;
  }
  return last;
}

Link EntryTable::append(Link before, const EntryRow& row) {
  const std::int64_t seq = before.seq + count_of(row.events);
  const std::uint32_t crc = crc_of(before.crc, seq, row);
  insert_.bind(1, seq).bind(2, row.at_ms).bind_in_place(3, row.events);
  if (row.request) {
    insert_.bind_in_place(4, *row.request).bind_in_place(5, row.fingerprint);
    insert_.bind_in_place(6, row.answer);
  }
  insert_.bind(7, static_cast<std::int64_t>(crc)).run();
  return {seq, crc};
}

EntryReader::EntryReader(Database& database, Link after)
    : rows_(database,
            "SELECT seq, at_ms, events, request, fingerprint, answer, crc FROM entry"
            " WHERE seq > ? ORDER BY seq"),
      before_(after),
      link_(after),
      at_ms_(std::numeric_limits<std::int64_t>::min()) {
  rows_.bind(1, after.seq);
}

bool EntryReader::next() try {
  if (!rows_.step()) return false;
  before_ = link_;
  const std::int64_t seq = rows_.integer(0);
  row_ = {rows_.integer(1), rows_.view(2), {}, rows_.view(4), rows_.view(5)};
  if (!rows_.is_null(3)) row_.request = rows_.view(3);
  const std::int64_t count = count_of(row_.events);
  if (seq - before_.seq > count) {
    throw JournalDamaged(
        fmt::format("event {} is missing, {} follows", before_.seq + 1, seq - count + 1));
  }
  link_ = {seq, crc_of(before_.crc, seq, row_)};
  if (seq != before_.seq + count || rows_.integer(6) != link_.crc) {
    throw JournalDamaged(fmt::format("event {} is not as it was written", before_.seq + 1));
  }
  if (row_.at_ms < at_ms_ && !row_.events.starts_with("clock_set_back ")) {
    throw JournalDamaged(
        fmt::format("event {}: its time is before the one before", before_.seq + 1));
  }
  at_ms_ = row_.at_ms;
  return true;
} catch (const DatabaseError& error) {
  throw JournalDamaged(fmt::format("event {} cannot be read: {}", link_.seq + 1, error.what()));
}

void EntryReader::events(std::int64_t after,
                         const std::function<void(const Recorded&)>& each) const {
  const WallTime at{std::chrono::milliseconds(row_.at_ms)};
  std::int64_t seq = before_.seq;
  try {
    for (std::string_view rest = row_.events; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (++seq > after) each({static_cast<std::uint64_t>(seq), at, event_of(line)});
    }
  } catch (const std::invalid_argument& error) {
    throw JournalDamaged(fmt::format("event {}: {}", seq, error.what()));
  }
}

Link read_events(Database& database, Link before, std::int64_t after,
                 const std::function<void(const Recorded&)>& each) {
  EntryReader reader(database, before);
  while (reader.next())
    reader.events(after, each);
  return reader.link();
}

std::optional<Link> link_until(Database& database, std::int64_t seq) {
  return find_link(database, "SELECT seq, crc FROM entry WHERE seq <= ? ORDER BY seq DESC LIMIT 1",
                   seq);
}

std::optional<Link> link_from(Database& database, std::int64_t seq) {
  return find_link(database, "SELECT seq, crc FROM entry WHERE seq >= ? ORDER BY seq LIMIT 1", seq);
}

}  // namespace giliran::hall
