#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "hall/core/hall.hpp"

/// Who is next. Priority first, but never more than CallingRule::priority_in_a_row priority tickets
/// in a row while an ordinary one waits; within each kind the longest wait first. The run is
/// counted over all services that are connected by common counters, so that it holds however many
/// counters call. A ticket whose slip failed is in no queue.
namespace giliran::hall {

/// The ticket that the counter would call now; nothing if nobody waits for it.
std::optional<TicketId> next_for(const Hall& hall, CounterId counter);

/// The tickets that the counter would call one after the other if it were the only one, at most
/// `limit` of them.
std::vector<TicketId> calling_order(const Hall& hall, CounterId counter, std::size_t limit);

/// How many tickets wait that the counter may call.
int waiting_at(const Hall& hall, CounterId counter);

/// How many tickets would be called before this one, which waits; before a new ordinary ticket of
/// that service. Those for other services count where they have a counter in common.
int ahead_of(const Hall& hall, TicketId ticket);
int ahead_of_new(const Hall& hall, const ServiceId& service);

/// The services that have a counter in common with this one, and itself.
std::vector<ServiceId> competing_services(const HallPlan& plan, const ServiceId& service);

}  // namespace giliran::hall
