#include <algorithm>
#include <utility>

#include "tests/simulation/twin.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

/// Whatever lasts began by so much earlier.
Verdict Twin::on(const SetClockBack& c) {
  const WallTime from = std::max(c.from, last_at);
  if (now_.at >= from) return {};
  const chr::milliseconds by = from - now_.at;
  const auto date = chr::floor<chr::days>(now_.local);
  // Where the hall's time was on the local clock as it is now.
  const LocalTime was = now_.local + by;
  const bool begun_by_it = day && chr::floor<chr::days>(was) >= *day;
  if (begun_by_it && now_.local + chr::hours(1) < LocalTime(*day)) {
    remember_numbers();
    day = date;
    ++restored;
    for (const Booking& one : std::exchange(lapsed, {})) {
      const bool again = one.day >= date && !booking(one.code);
      (again ? bookings : lapsed).push_back(one);
    }
  }
  const auto earlier = [&](std::optional<WallTime>& time) {
    if (time) time = *time - by;
  };
  const auto step = [&](Step& one) {
    one.waits_from -= by;
    earlier(one.called_at);
    earlier(one.started_at);
    earlier(one.ended_at);
  };
  for (Ticket& ticket : tickets) {
    changed.insert(ticket.id);
    step(ticket);
    ticket.issued_at -= by;
    ticket.arrival -= by;
    ticket.since -= by;
    for (Step& done : ticket.done)
      step(done);
  }
  for (auto& [id, counter] : counters) {
    if (counter.since > WallTime{}) counter.since -= by;
    for (Lending& one : counter.lent)
      one.until -= by;
  }
  for (PauseSpan& span : pauses) {
    span.from -= by;
    earlier(span.to);
  }
  for (LeaseSpan& one : leases)
    one.at -= by;
  for (auto* all : {&bookings, &lapsed}) {
    for (Booking& one : *all)
      one.made_at -= by;
  }
  last_at = now_.at;
  return {};
}

}  // namespace giliran::simulation
