#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "shared/model/states.hpp"

namespace giliran {

/// Why the hall did not do what it was asked. Nothing has changed. Names are part of the protocol.
enum class Reason {
  unknown_service,
  unknown_counter,
  unknown_ticket,
  service_closed,        ///< `detail`: when it opens next, "13.00" or "2026-11-25 08.00", or empty
  counter_closed,        ///< open it first
  counter_open,          ///< is open already
  counter_busy,          ///< has `subject`, which must be finished or marked absent first
  counter_without_call,  ///< has no called ticket
  wrong_state,           ///< `subject` is `detail` (a TicketState), so that this cannot be done
  unknown_officer,       ///< `subject`
  unknown_booking,       ///< `subject`: a code that no booking of today has
  unknown_reason,        ///< `subject`: a break's reason that the settings do not list
  service_paused,        ///< `subject` takes nobody until its agency's system works again
  service_full,          ///< today's quota of `subject` is used up
  not_today,             ///< who takes a number of `subject` now would not be served today
  not_served_here,       ///< `subject` is not among the services of counter `detail`
  too_early,             ///< `subject` may be absent only after `detail`: "calls=1 seconds=20"
  too_late,              ///< `subject` was called and missed more than `detail` minutes ago
  too_far,               ///< a booking for `detail`, a time that cannot be booked
  booked_up,             ///< no place left for `subject` at `detail`
  booking_early,         ///< booking `subject` is for `detail`, not for now
  number_taken,          ///< `subject` was given today already
  bad_time,              ///< `subject` names a time that cannot be
  bad_text,              ///< `subject` is empty, too long or not text
  counter_on_break,      ///< `subject` has a break: end it first
  service_lent,          ///< counter `detail` has `subject` already
  request_conflict,      ///< this request_id was used for another command
  not_leased,            ///< `subject` was not leased to kiosk `detail`
  disk_full,             ///< no new numbers until there is room on the hall's disk again
  not_now,               ///< the hall cannot take commands at the moment; try again
};

template <>
struct EnumNames<Reason> {
  static constexpr std::array<std::pair<Reason, std::string_view>, 30> names{
      {{Reason::unknown_service, "unknown_service"},
       {Reason::unknown_counter, "unknown_counter"},
       {Reason::unknown_ticket, "unknown_ticket"},
       {Reason::service_closed, "service_closed"},
       {Reason::counter_closed, "counter_closed"},
       {Reason::counter_open, "counter_open"},
       {Reason::counter_busy, "counter_busy"},
       {Reason::counter_without_call, "counter_without_call"},
       {Reason::wrong_state, "wrong_state"},
       {Reason::unknown_officer, "unknown_officer"},
       {Reason::unknown_booking, "unknown_booking"},
       {Reason::unknown_reason, "unknown_reason"},
       {Reason::service_paused, "service_paused"},
       {Reason::service_full, "service_full"},
       {Reason::not_today, "not_today"},
       {Reason::not_served_here, "not_served_here"},
       {Reason::too_early, "too_early"},
       {Reason::too_late, "too_late"},
       {Reason::too_far, "too_far"},
       {Reason::booked_up, "booked_up"},
       {Reason::booking_early, "booking_early"},
       {Reason::number_taken, "number_taken"},
       {Reason::bad_time, "bad_time"},
       {Reason::bad_text, "bad_text"},
       {Reason::counter_on_break, "counter_on_break"},
       {Reason::service_lent, "service_lent"},
       {Reason::request_conflict, "request_conflict"},
       {Reason::not_leased, "not_leased"},
       {Reason::disk_full, "disk_full"},
       {Reason::not_now, "not_now"}}};
};

/// An expected refusal, in facts: each program says it in its user's language (see refusal_text).
struct Refusal {
  Reason reason = Reason::not_now;
  std::string subject;  ///< what it is about: a number "A-027", a counter "3", a service's slug
  std::string detail;   ///< the fact that stands in the way, see Reason
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace giliran
