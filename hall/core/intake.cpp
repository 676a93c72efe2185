#include "hall/core/intake.hpp"

#include <algorithm>

#include "hall/core/wait_estimate.hpp"

namespace giliran::hall {

namespace {

namespace chr = std::chrono;

bool before_first_opening(const HallPlan& plan, const Service& service, LocalTime now) {
  const auto today = chr::floor<chr::days>(now);
  const auto& intervals = service.hours.on(today);
  if (intervals.empty()) return false;
  const auto clock = now - today;
  const chr::minutes opens = intervals.front().open;
  return clock < opens && clock >= opens - plan.intake.open_before;
}

bool takes_people(const HallPlan& plan, const Service& service, LocalTime now) {
  return service.hours.state_at(now) == ServiceState::open ||
         before_first_opening(plan, service, now);
}

}  // namespace

Outlook outlook(const Hall& hall, const Service& service, const Moment& moment) {
  if (!takes_people(hall.plan(), service, moment.local)) return Outlook::not_today;
  const auto wait = foreseen_wait(hall, service.id, moment.at);
  const auto left = open_time_left(service, moment.local);
  if (!wait) return Outlook::not_today;
  if (wait->high + service.typical_service <= left) return Outlook::sure;
  if ((wait->low + wait->high) / 2 + service.typical_service <= left) return Outlook::likely;
  return Outlook::not_today;
}

chr::milliseconds open_time_left(const Service& service, LocalTime now) {
  const auto today = chr::floor<chr::days>(now);
  const auto clock = now - today;
  chr::milliseconds left{0};
  for (const OpenInterval& interval : service.hours.on(today)) {
    const chr::milliseconds from = std::max(clock, chr::milliseconds(interval.open));
    if (from < interval.close) left += interval.close - from;
  }
  return left;
}

std::optional<int> quota_left(const Hall& hall, const Service& service, chr::local_days day) {
  const auto quota = service.quota[chr::weekday(day).iso_encoding() - 1];
  if (!quota) return std::nullopt;
  const auto booked = std::ranges::count_if(hall.bookings(), [&](const auto& one) {
    return one.second.service == service.id && one.second.day == day;
  });
  const int issued = hall.day() == day ? hall.issued_today(service.id) : 0;
  return std::max(0, *quota - issued - static_cast<int>(booked));
}

Intake intake(const Hall& hall, const Service& service, const Moment& moment) {
  Intake found;
  // A clock that was set back does not begin the hall's day again.
  const auto local_day = chr::floor<chr::days>(moment.local);
  const auto today = std::max(local_day, hall.day().value_or(local_day));
  found.left = quota_left(hall, service, today);
  if (!takes_people(hall.plan(), service, moment.local)) {
    found.state = service.hours.state_at(moment.local);
    found.opens = service.hours.next_opening(moment.local);
    return found;
  }
  found.state = ServiceState::open;
  if (hall.pause(service.id).since) {
    found.state = ServiceState::paused;
  } else if (found.left == 0) {
    found.state = ServiceState::full;
    const auto next = service.hours.next_open_day(today);
    if (next) found.opens = *next + chr::milliseconds(service.hours.on(*next).front().open);
  }
  return found;
}

}  // namespace giliran::hall
