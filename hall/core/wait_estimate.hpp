#pragma once

#include <optional>

#include "hall/core/calling_rule.hpp"
#include "shared/model/wait_range.hpp"

/// How long somebody will wait, told as a range that four of five people's waits fall into: from
/// the people ahead, recent service times and open counters.
///
/// With n open counters that are all busy and a people ahead, k = a + 1 services must end first. If
/// service times are exponential with mean s, the wait is Erlang-k with rate n/s: mean k s/n,
/// standard deviation sqrt(k) s/n (the conditional wait of an M/M/n queue). The range is the mean
/// -+ 1.28 standard deviations, not below zero. Idle counters take k down by one each. s is the
/// mean of the last 20 services, weighed with five of the plan's typical ones, so that a new day
/// does not begin with nonsense; over services that share counters, by how many wait for each.
///
/// Those who come later with priority are not foreseen.
namespace giliran::hall {

/// For a ticket that waits. Nothing while no counter for its service is open. Zero to zero: at
/// once.
std::optional<WaitRange> wait_range(const Hall& hall, TicketId ticket, WallTime now);

std::optional<WaitRange> wait_range(const Hall& hall, const Newcomer& newcomer, WallTime now);

/// For somebody who takes an ordinary number now.
std::optional<WaitRange> wait_range(const Hall& hall, const ServiceId& service, WallTime now);

/// The same, as if all the plan's counters for the service opened now while none is open.
std::optional<WaitRange> foreseen_wait(const Hall& hall, const ServiceId& service, WallTime now);

}  // namespace giliran::hall
