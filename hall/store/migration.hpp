#pragma once

#include <string>

#include "shared/database/database.hpp"

namespace giliran::hall {

/// Brings a journal of schema 1 up to date: its events get their checks, its answers the number
/// and time of the last event, so that they are kept once more as long as new ones. Within a
/// transaction; throws JournalDamaged and DatabaseError.
void migrate(Database& database, const std::string& epoch);

}  // namespace giliran::hall
