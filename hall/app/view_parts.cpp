#include "hall/app/view_parts.hpp"

#include <algorithm>

#include "hall/core/intake.hpp"
#include "hall/core/refuse.hpp"
#include "hall/core/wait_estimate.hpp"

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

OpenNow open_now(const ViewSource& source, const Service& service) {
  const Intake found = intake(source.hall, service, source.now);
  return {found.state, found.opens};
}

OpenNow open_now(const ViewSource& source, const AgencyId& agency) {
  OpenNow all;
  for (const Service& service : source.hall.plan().services) {
    if (service.agency != agency) continue;
    const OpenNow one = open_now(source, service);
    // ServiceState's order is from the best news to the worst.
    all.state = std::min(all.state, one.state);
    if (one.next && (!all.next || *one.next < *all.next)) all.next = one.next;
  }
  if (all.state == ServiceState::open) all.next.reset();
  return all;
}

std::optional<std::string> opens_at_text(const OpenNow& open) {
  if (!open.next) return std::nullopt;
  return iso_text(*open.next);
}

LocalText service_name(const HallPlan& plan, const ServiceId& id) {
  const Service* service = plan.service(id);
  return service ? service->name : LocalText{};
}

protocol::BreakChoice break_choice(const BreakReason& reason) {
  return {reason.id, reason.name, std::chrono::seconds(reason.allowance).count()};
}

std::optional<protocol::BreakChoice> break_of(const Hall& hall, CounterId id) {
  const Counter& counter = hall.counter(id);
  if (counter.state != CounterState::on_break) return std::nullopt;
  const BreakReason* reason = hall.plan().break_reason(counter.break_reason);
  if (!reason)
    return protocol::BreakChoice{counter.break_reason, {counter.break_reason, "", ""}, 0};
  return break_choice(*reason);
}

std::optional<std::string> officer_name(const Hall& hall, CounterId id) {
  const auto& officer = hall.counter(id).officer;
  const Officer* known = officer ? hall.plan().officer(*officer) : nullptr;
  return known ? std::optional(known->name) : std::nullopt;
}

AgencyQueue agency_queue(const ViewSource& source, const AgencyId& agency) {
  const HallPlan& plan = source.hall.plan();
  AgencyQueue queue{open_now(source, agency), 0, std::nullopt};
  for (const Service& service : plan.services) {
    if (service.agency != agency) continue;
    queue.waiting += waiting_for(source.hall, service.id);
    if (open_now(source, service).state != ServiceState::open) continue;
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
