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
  wrong_counter,         ///< `subject` is at counter `detail`
  request_conflict,      ///< this request_id was used for another command
  not_now,               ///< the hall cannot take commands at the moment; try again
};

template <>
struct EnumNames<Reason> {
  static constexpr std::array<std::pair<Reason, std::string_view>, 12> names{
      {{Reason::unknown_service, "unknown_service"},
       {Reason::unknown_counter, "unknown_counter"},
       {Reason::unknown_ticket, "unknown_ticket"},
       {Reason::service_closed, "service_closed"},
       {Reason::counter_closed, "counter_closed"},
       {Reason::counter_open, "counter_open"},
       {Reason::counter_busy, "counter_busy"},
       {Reason::counter_without_call, "counter_without_call"},
       {Reason::wrong_state, "wrong_state"},
       {Reason::wrong_counter, "wrong_counter"},
       {Reason::request_conflict, "request_conflict"},
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
