#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shared/database/database.hpp"
#include "hall/store/journal.hpp"

namespace giliran::hall {

/// An event's place in the chain of checks: see chain.hpp. 0: before the first one.
struct Link {
  std::int64_t seq = 0;
  std::uint32_t crc = 0;
  friend bool operator==(const Link&, const Link&) = default;
};

/// The rows of `event`.
class EventTable {
 public:
  explicit EventTable(Database& database);
  /// Adds an event after that one. Throws DatabaseError, also if its number does not follow.
  Link append(Link before, const Recorded& recorded);
  /// Adds an event as it was written once, without reading it.
  Link append(Link before, std::int64_t at_ms, std::string_view type, std::string_view body);

 private:
  Statement insert_;
};

/// The events after that one to the end, each checked; where they end. Throws JournalDamaged naming
/// the event.
Link read_events(Database& database, Link after, const std::function<void(const Recorded&)>& each);
/// The link of an event; nothing if there is none. Throws DatabaseError.
std::optional<Link> find_link(Database& database, std::int64_t seq);

/// The rows of `day`.
void insert_day(Database& database, const Snapshot& day);
/// The newest one, or all, in order, each checked. Throw JournalDamaged.
std::optional<Snapshot> read_last_day(Database& database);
void read_days(Database& database, const std::function<void(const Snapshot&)>& each);

}  // namespace giliran::hall
