#pragma once

#include "hall/store/projection.hpp"
#include "shared/database/database.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// Writes rows into the report tables. They must be there; the days are another's.
class ReportTables {
 public:
  explicit ReportTables(Database& database);
  /// Throws DatabaseError.
  void write(const Rows& rows);

 private:
  Statement visit_;
  Statement step_;
  Statement call_;
  Statement counter_period_;
  Statement service_pause_;
};

/// Writes what the views take from the settings: targets, and the clock's distance from UTC.
void write_settings(Database& database, const HallPlan& plan, WallTime now);

}  // namespace giliran::hall
