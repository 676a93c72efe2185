#pragma once

#include <vector>

#include "hall/core/command.hpp"
#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"
#include "shared/base/result.hpp"
#include "shared/model/refusal.hpp"

namespace giliran::hall {

/// What a command does at that moment: events, which apply() then takes in order, or a refusal with
/// nothing changed. No events: nothing had to happen (nobody waits, the slip was so already). If
/// the moment's local day is later than the hall's, the events that end the old day come first; a
/// day that runs backwards changes nothing, but for SetClockBack: it takes back a day that is later
/// than the moment's. After a JournalRestored, or a day that was taken back, those that raise the
/// runs of numbers come before the command's own. `moment.at` must not be before the hall's last
/// event, but for SetClockBack.
/// Pure: the same arguments give the same answer.
Result<std::vector<Event>, Refusal> decide(const Hall& hall, const Command& command,
                                           const Moment& moment);

}  // namespace giliran::hall
