#pragma once

#include <memory>
#include <optional>
#include <string>

#include "hall/store/entry_table.hpp"
#include "hall/store/projection.hpp"
#include "hall/store/report_tables.hpp"
#include "shared/database/database.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// How far reports.db follows which journal.
struct Followed {
  std::string epoch;  ///< empty: none yet
  Link link;          ///< of the last entry whose rows it has
};

std::string reports_file(const std::string& folder);

/// reports.db: tables and views that follow from the journal's events, for whoever reads it with
/// SQLite at any time, also while it is written. It survives a killed process and a power cut
/// (WAL, synchronous=NORMAL), perhaps without its last seconds, and can be made anew at any time.
/// Used by one thread at a time.
class Reports {
 public:
  /// Opens it or makes it; one that is damaged or of another program is made anew. Throws
  /// DatabaseError.
  explicit Reports(const std::string& file);
  /// Deletes it, open or not.
  static void remove(const std::string& file);

  const Followed& followed() const { return followed_; }
  /// What the views take from the settings. Throws DatabaseError.
  void write_settings(const HallPlan& plan, WallTime now);
  /// Next comes the event after that day's begin, or the first one. A day up to the followed entry.
  void begin(const std::optional<Snapshot>& day);
  /// The next event. Throws std::invalid_argument if it cannot follow those before.
  void apply(const Recorded& recorded);
  /// Writes what the events since the followed entry changed. That is the last one now. Throws
  /// DatabaseError: then it is to be opened anew.
  void write(const Followed& now);

 private:
  Database database_;
  Followed followed_;
  Projection projection_;
  WallTime at_;
  std::unique_ptr<ReportTables> tables_;
};

}  // namespace giliran::hall
