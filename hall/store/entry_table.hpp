#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "hall/store/journal.hpp"
#include "shared/database/database.hpp"

namespace giliran::hall {

/// An entry's place in the chain of checks: the number of its last event, and its check; see
/// chain.hpp. 0: before the first one.
struct Link {
  std::int64_t seq = 0;
  std::uint32_t crc = 0;
  friend bool operator==(const Link&, const Link&) = default;
};

/// A row of `entry`: events of one command and one moment.
struct EntryRow {
  std::int64_t at_ms = 0;
  std::string_view events;                  ///< as lines_of()
  std::optional<std::string_view> request;  ///< none: nobody asked
  std::string_view fingerprint;
  std::string_view answer;
};

/// One line for each event, its name and its JSON object, none at the end; how many there are.
std::string lines_of(std::span<const Recorded> events);
std::int64_t count_of(std::string_view lines);

/// Writes rows of `entry`, at its end only.
class EntryTable {
 public:
  explicit EntryTable(Database& database);
  /// Adds an entry after that one: a row for each moment of its events, the request with the last.
  /// Throws DatabaseError, also if its numbers do not follow.
  Link append(Link before, const Entry& entry);
  /// Adds a row as it was written once.
  Link append(Link before, const EntryRow& row);

 private:
  Statement insert_;
};

/// Reads rows of `entry` in order, each checked against the one before.
class EntryReader {
 public:
  /// Those after that one. Both must outlive it. Throws JournalDamaged.
  EntryReader(Database& database, Link after);
  /// False: there are no more. Throws JournalDamaged naming the event.
  bool next();
  /// Until the next next().
  const EntryRow& row() const { return row_; }
  Link link() const { return link_; }
  /// Decodes the row's events after that one. Throws JournalDamaged.
  void events(std::int64_t after, const std::function<void(const Recorded&)>& each) const;

 private:
  Statement rows_;
  Link before_;
  Link link_;
  EntryRow row_;
  std::int64_t at_ms_;
};

/// The events after that one to the end, each checked; where they end. Throws JournalDamaged naming
/// the event.
Link read_events(Database& database, Link before, std::int64_t after,
                 const std::function<void(const Recorded&)>& each);

/// The last entry that ends at or before that event, nothing if there is none; the first one that
/// ends at or after it. Throw DatabaseError.
std::optional<Link> link_until(Database& database, std::int64_t seq);
std::optional<Link> link_from(Database& database, std::int64_t seq);

}  // namespace giliran::hall
