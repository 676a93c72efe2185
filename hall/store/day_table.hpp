#pragma once

#include <functional>
#include <optional>

#include "hall/store/journal.hpp"
#include "shared/database/database.hpp"

/// The rows of `day`: the hall right after each DayBegan, so that reading may start at the last.
namespace giliran::hall {

/// Within a transaction; throws DatabaseError.
void insert_day(Database& database, const Snapshot& day);

/// The newest one, or the newest one of an event up to that number. Throw JournalDamaged.
std::optional<Snapshot> read_last_day(Database& database);
std::optional<Snapshot> read_day_until(Database& database, std::int64_t seq);
/// All, in order, each checked. Throws JournalDamaged.
void read_days(Database& database, const std::function<void(const Snapshot&)>& each);

/// The number of the newest day's event; 0: none has begun. Throws DatabaseError.
std::int64_t last_day_seq(Database& database);

}  // namespace giliran::hall
