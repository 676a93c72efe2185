#include "hall/app/view_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hall/core/wait_estimate.hpp"

namespace giliran::hall {

OpenNow open_now(const Service& service, LocalTime now) {
  return {service.hours.state_at(now), service.hours.next_opening(now)};
}

OpenNow open_now(const HallPlan& plan, const AgencyId& agency, LocalTime now) {
  OpenNow all;
  for (const Service& service : plan.services) {
    if (service.agency != agency) continue;
    const OpenNow one = open_now(service, now);
    // ServiceState's order is open, on_break, closed.
    all.state = std::min(all.state, one.state);
    if (one.next && (!all.next || *one.next < *all.next)) all.next = one.next;
  }
  if (all.state == ServiceState::open) all.next.reset();
  return all;
}

std::optional<std::string> opens_at_text(const OpenNow& open) {
  if (!open.next) return std::nullopt;
  const auto day = std::chrono::floor<std::chrono::days>(*open.next);
  const std::chrono::year_month_day date(day);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(*open.next - day).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     minutes / 60, minutes % 60);
}

AgencyQueue agency_queue(const ViewSource& source, const AgencyId& agency) {
  const HallPlan& plan = source.hall.plan();
  AgencyQueue queue{open_now(plan, agency, source.now.local), 0, std::nullopt};
  for (const Service& service : plan.services) {
    if (service.agency != agency) continue;
    queue.waiting += waiting_for(source.hall, service.id);
    if (service.hours.state_at(source.now.local) != ServiceState::open) continue;
    const auto range = wait_range(source.hall, service.id, source.now.at);
    if (!range) continue;
    if (!queue.wait_range) queue.wait_range = range;
    queue.wait_range->low = std::min(queue.wait_range->low, range->low);
    queue.wait_range->high = std::max(queue.wait_range->high, range->high);
  }
  return queue;
}

std::optional<std::int64_t> seconds_of(const std::optional<std::chrono::seconds>& time) {
  if (!time) return std::nullopt;
  return time->count();
}

}  // namespace giliran::hall
