#pragma once

#include <vector>

#include "kiosk/core/leases.hpp"
#include "shared/database/database.hpp"

namespace giliran::kiosk {

/// The table of leased numbers; as given_rows.hpp.
void make_lease_table(Database& database);
std::vector<Lease> read_leases(Database& database);
/// Instead of all before.
void put_leases(Database& database, const std::vector<Lease>& leases);

}  // namespace giliran::kiosk
