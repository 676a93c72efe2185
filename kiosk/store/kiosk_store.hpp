#pragma once

#include <stdexcept>
#include <string>

#include "shared/database/database.hpp"

namespace giliran::kiosk {

/// The kiosk's own file cannot be used: another kiosk has it, it is damaged, there is no room. The
/// text says which file and why, for whoever repairs it.
struct StoreUnusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Another process has the folder; the text names it.
struct StoreInUse : StoreUnusable {
  using StoreUnusable::StoreUnusable;
};

/// The folder of kiosk.db, held against other processes as long as this lives. Made so that its
/// owner alone may look into it.
class StoreFolder {
 public:
  /// Throws StoreInUse if another process holds it, StoreUnusable if it cannot be made.
  explicit StoreFolder(const std::string& folder);
  ~StoreFolder();
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;

 private:
  int lock_ = -1;
};

/// kiosk.db in a folder that this process holds: what the kiosk must still know after a power cut.
/// What is committed is on the disk (WAL, synchronous=FULL). Each thread opens it for itself; a
/// writer waits for another one, at most `longest_store_wait_ms`.
///
/// It has a table for each kind of row; whoever reads and writes one (`*_rows.hpp`) makes it where
/// it is missing. Throws StoreUnusable: also if the file was changed from outside, or by a newer
/// program.
Database open_kiosk_store(const std::string& folder);

inline constexpr int longest_store_wait_ms = 2000;

}  // namespace giliran::kiosk
