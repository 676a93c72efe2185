#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "hall/core/command.hpp"
#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"

/// Numbers that kiosks may give by themselves while they cannot reach the hall.
///
/// A lease is a range of numbers of one run (a letter: all services that have it share the run) on
/// one day. Only the kiosk that has it gives them; the hall itself never does, and no two leases
/// have a number in common. LeaseNumbers gives a kiosk one for every run of the plan, for today and
/// for the next day on which some service opens, and a further one where the hall knows of fewer
/// than half of the newest one that are still unused. Asked again it gives nothing new.
///
/// A range has OfflineRule::numbers and begins above every number of its run that was given or
/// leased, at OfflineRule::first_number or later, so that the hall's own numbers have no gap below
/// that. Numbers above max_leased are not leased.
///
/// HandInTicket tells the hall of a number that a kiosk gave. Whoever holds the paper is taken in:
/// quota, opening hours and pauses do not refuse. It is placed as everybody, by its time of issue,
/// no earlier than the day's begin and its lease, no later than now; its wait counts from there.
/// If its slip failed nobody holds it, and it is not called. One that the hall knows by its token
/// changes nothing. A number is refused if another ticket has it (number_taken), if another kiosk
/// may give it, or if the kiosk may not and it comes from the journal at hand (not_leased): from
/// another journal, of which this one is an older copy, any free number may come. One whose day is
/// over goes into the books as unserved, whatever its number; a later day cannot be (bad_time).
///
/// A journal that was restored does not know what was given after the copy was made. Before
/// anything else is decided, each run of today and of the next open day is raised: new numbers and
/// leases are above the highest known one by more than restore_margin, so that up to restore_margin
/// unknown ones of each run can be handed in. Each JournalRestored since the runs were raised last
/// counts, and each ClockSetBack that took a day back, whose numbers the hall has forgotten: a copy
/// that is restored for the n-th time must get n of them, or it would give the numbers of the time
/// before again.
namespace giliran::hall {

inline constexpr int max_leased = 9999;
/// What a hall gave itself after its runs were raised may be above max_leased.
inline constexpr int max_handed_in = 99'999;
inline constexpr int restore_margin = 1000;

/// What that kiosk may give, of today and later, by day, letter and number. Not what its run was
/// raised past: how much of it was given is not known. Such numbers can be handed in still.
std::vector<HeldLease> leases_of(const Hall& hall, const DeviceId& device);

/// What raises the runs of a restored journal, for a hall whose day is today's.
std::vector<Event> raised_runs(const Hall& hall);

}  // namespace giliran::hall
