#pragma once

#include <optional>

#include "hall/core/command.hpp"
#include "shared/model/states.hpp"
#include "shared/model/wait_range.hpp"
#include "tests/simulation/twin.hpp"

/// What the hall tells people of what will come, worked out from the twin by the comments of
/// wait_estimate.hpp, intake.hpp and calling_rule.hpp: who is ahead is found by calling one after
/// the other until it is one's turn.
namespace giliran::simulation {

/// Somebody who waits, or may come.
struct Person {
  ServiceId service;
  VisitorClass visitor = VisitorClass::ordinary;
  bool first = false;
  WallTime since;
  TicketId ticket;  ///< the next id for who may come
};
Person person_of(const hall::Ticket& ticket);
/// Who takes an ordinary number now.
Person newcomer(const Twin& twin, const ServiceId& service, WallTime now);

int ahead_of(const Twin& twin, const HallPlan& plan, const Person& person, WallTime now);
std::optional<WaitRange> wait_of(const Twin& twin, const HallPlan& plan, const Person& person,
                                 WallTime now);
/// Whether they differ by a second at most, which is rounding.
bool same_wait(const std::optional<WaitRange>& a, const std::optional<WaitRange>& b);
Outlook outlook(const Twin& twin, const HallPlan& plan, const Service& service,
                const hall::Moment& moment);

}  // namespace giliran::simulation
