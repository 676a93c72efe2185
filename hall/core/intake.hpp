#pragma once

#include <optional>

#include "hall/core/command.hpp"
#include "hall/core/hall.hpp"

/// Whether numbers are given for a service, and to whom.
namespace giliran::hall {

struct Intake {
  /// open from IntakeRule::open_before before the day's first opening on; paused and full before
  /// everything but the hours.
  ServiceState state = ServiceState::closed;
  /// While closed by the hours: when it opens next, if it does; while full: on the next open day.
  std::optional<LocalTime> opens;
  std::optional<int> left;  ///< of today's quota, bookings taken off; nothing: no quota
};
Intake intake(const Hall& hall, const Service& service, const Moment& moment);

/// Of who takes a number now, from the foreseen wait (wait_estimate.hpp) and what is left of
/// today's opening hours: sure if the wait's upper end and a usual service fit in, likely if its
/// middle and a usual service do. not_today while the hours keep it closed.
Outlook outlook(const Hall& hall, const Service& service, const Moment& moment);

/// How many tickets of that day's quota are left; nothing if it has none.
std::optional<int> quota_left(const Hall& hall, const Service& service,
                              std::chrono::local_days day);

/// How long the service is still open today, breaks taken off; before its opening, all day.
std::chrono::milliseconds open_time_left(const Service& service, LocalTime now);

}  // namespace giliran::hall
