#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hall/core/hall.hpp"

/// Who is next at a counter.
///
/// A counter may call the tickets of the services that it serves (Hall::served_at), but none of a
/// paused service, none whose slip failed, and none that is reserved for another counter or
/// officer while that one is there. Of these the one with the largest Standing is next:
///
///   1. placed before the others (transferred to the front, a dated slip), in the order of being
///      put there;
///   2. promoted: its wait reached CallingRule::max_wait; the longest wait first;
///   3. all others, by (tier; bonus + rate x wait - penalty), the larger one first.
///
/// wait = now - since: from the arrival, an appointment's from its booked time (below zero before
/// it). tier, bonus and rate are the service's for the ticket's class (ClassRule); with
/// after_target, wait counts from the service's target on. penalty is the counter's for a secondary
/// service, which it may call only if bonus + rate x wait is at least the penalty. Ties: the
/// earlier `since`, then the lower id, which was issued earlier.
///
/// FIFO is rate 1 for all; a head start is a bonus; accumulating priority (Kleinrock 1964) a higher
/// rate; most overdue against target is rate 1/target; strict priority a higher tier.
///
/// How long a ticket can be passed: a class-j ticket that comes later can pass a class-i ticket
/// that in the end waits T, at a counter that has both services as its own, only if it came within
/// the first T (1 - r_i/r_j) + (b_j - b_i)/r_j of that wait, for r_j >= r_i > 0 in the same tier.
/// Over tiers there is no such bound; max_wait M gives one for all: nobody who comes later than M
/// passes, except those placed first or called out of turn.
///
/// Mode `ratio` is another rule for 3: priority before the others, but after priority_in_a_row
/// priority calls in a row, while another one waited, one of the others; within each kind the
/// longer wait - penalty first. The run is counted over counters with the same services. So between
/// two calls of others at such a group stand at most priority_in_a_row priority calls, as long as
/// somebody else waits, and between two priority calls at most one other.
namespace giliran::hall {

/// What the rule compares; the larger one is called first.
struct Standing {
  int group = 1;           ///< 3 placed first, 2 promoted, 1 by the index
  int tier = 0;            ///< of group 1
  std::int64_t index = 0;  ///< of group 1, in thousandths of milliseconds
  WallTime since;
  TicketId ticket;
  friend bool operator==(const Standing&, const Standing&) = default;
};
std::strong_ordering operator<=>(const Standing& a, const Standing& b);

/// The ticket that the counter would call now; nothing if nobody waits for it.
std::optional<TicketId> next_for(const Hall& hall, CounterId counter, WallTime now);

/// How the ticket stands at that counter; nothing if it may not call it now.
std::optional<Standing> standing_at(const Hall& hall, CounterId counter, TicketId ticket,
                                    WallTime now);

/// The tickets that the counter would call one after the other at this time if it were the only
/// one, at most `limit` of them.
std::vector<TicketId> calling_order(const Hall& hall, CounterId counter, std::size_t limit,
                                    WallTime now);

/// How many tickets wait that the counter may call, now or once a penalty no longer keeps them
/// back.
int waiting_at(const Hall& hall, CounterId counter, WallTime now);

/// Whether a ticket without priority waits that these may call, apart from those placed first or
/// reserved: what the ratio rule's run is counted against.
bool ordinary_waits(const Hall& hall, const std::vector<Served>& served, WallTime now);

/// Somebody who may come now.
struct Newcomer {
  ServiceId service;
  VisitorClass visitor = VisitorClass::ordinary;
  bool first = false;  ///< placed before the others
  WallTime since;
};

/// How many tickets would be called before this one, which waits; before a newcomer. Those for
/// other services count where they have a counter in common; penalties do not.
int ahead_of(const Hall& hall, TicketId ticket, WallTime now);
int ahead_of(const Hall& hall, const Newcomer& newcomer, WallTime now);

}  // namespace giliran::hall
