#pragma once

#include <vector>

#include "kiosk/core/ledger.hpp"
#include "shared/database/database.hpp"

namespace giliran::kiosk {

/// The table of the tickets that this kiosk gave. Its functions write within a transaction of the
/// caller; they throw DatabaseError, also when a row makes no sense.
void make_given_table(Database& database);
std::vector<GivenTicket> read_given(Database& database);
void put_given(Database& database, const GivenTicket& ticket);
void erase_given(Database& database, std::int64_t order);

}  // namespace giliran::kiosk
