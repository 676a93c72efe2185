#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hall/store/journal_check.hpp"
#include "shared/base/clock.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// Of tickets: ids that are not given after a restore, since the hall may have given them after the
/// copy was made. Far more than a hall gives in a month.
inline constexpr std::uint64_t skipped_tickets = 100'000;

struct Restored {
  Verified verified;                ///< of the copy
  std::optional<std::string> kept;  ///< the journal that was there, under this name now
};

/// Makes the copy of a journal the folder's journal: proved first, with a new epoch, so that
/// whoever follows the hall begins anew, and with the event JournalRestored, so that numbers and
/// ids that were given since the copy was made are not given again. Reports are made anew. The copy
/// itself is not touched. With `replace` a journal that is there stays beside it under another
/// name; else it is refused. Until the new one is complete the old one stands. Throws
/// JournalDamaged if the copy is not whole, DataFolderUnusable if a hall has the folder, a journal
/// is there, or something cannot be read or written.
Restored restore_journal(const std::string& copy, const std::string& folder, bool replace,
                         const HallPlan& plan, WallTime now);

}  // namespace giliran::hall
