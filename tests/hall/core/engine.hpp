#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "hall/core/decide.hpp"
#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"

namespace giliran::hall {

using namespace std::chrono_literals;

inline const ServiceId ktp{"kependudukan.ktp"};    ///< letter A, counters 1 and 2
inline const ServiceId akta{"kependudukan.akta"};  ///< letter A, counter 2
inline const ServiceId paspor{"imigrasi.paspor"};  ///< letter B, counter 3
inline const CounterId one{1};
inline const CounterId two{2};
inline const CounterId three{3};

/// Two agencies, three services, three counters; open 08.00 to 12.00 and 13.00 to 15.00, Monday to
/// Friday.
HallPlan small_plan();

/// A hall with its events, and time that the test moves. It begins on Tuesday 24 November 2026 at
/// 09.00 in Jakarta (UTC+7).
class Engine {
 public:
  explicit Engine(HallPlan plan = small_plan()) : hall(std::move(plan)) {}

  Moment moment() const { return {at, LocalTime(at.time_since_epoch() + 7h)}; }
  void advance(std::chrono::milliseconds by) { at += by; }

  /// Decides, records and applies.
  Result<std::vector<Event>, Refusal> tell(const Command& command);
  /// As tell(); throws if it is refused.
  std::vector<Event> done(const Command& command);
  /// The refusal; throws if it is not refused.
  Refusal refused(const Command& command);

  TicketId issue(const ServiceId& service, bool priority = false);
  /// The number that the counter calls; "-" if nobody waits.
  std::string call(CounterId counter);
  /// Calls the next, serves for that long and finishes: the number.
  std::string serve(CounterId counter, std::chrono::seconds length = 60s);
  /// Calls and marks absent until nobody waits: the numbers in order, each with a blank after it.
  std::string call_all(CounterId counter);
  std::string number(TicketId ticket) const { return hall.ticket(ticket)->number.text(); }

  Hall hall;
  WallTime at{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 2h};
  std::vector<Recorded> journal;

 private:
  int tokens_ = 0;
};

}  // namespace giliran::hall
