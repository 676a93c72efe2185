#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/store/paper_rows.hpp"
#include "kiosk/store/records.hpp"

namespace giliran::kiosk {

/// The kiosk's own file; without it the kiosk works as long as the hall is there.
struct OpenedStore {
  std::unique_ptr<StoreFolder> folder;
  std::unique_ptr<Records> records;
  std::unique_ptr<PaperRows> papers;
  Remembered remembered;
  /// As this kiosk shows them: given before the restart, and no paper was asked for. Whoever waited
  /// has gone, so that nobody holds them.
  std::vector<TicketId> nobodys;
};

/// Throws StoreInUse: two kiosks of one name are a mistake. Any other trouble is logged.
OpenedStore open_store(const std::string& folder);

}  // namespace giliran::kiosk
