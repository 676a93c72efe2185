#include "kiosk/core/without_hall.hpp"

#include <algorithm>

#include "shared/base/iso_time.hpp"

namespace giliran::kiosk {

namespace chr = std::chrono;

namespace {

void open_or_close(protocol::KioskService& service, bool same_day, LocalTime now,
                   const ServiceHours& hours) {
  const ServiceState seen = service.state;
  const auto found = hours.find(service.service);
  service.waiting = 0;
  service.wait_range_s.reset();
  service.left.reset();
  service.outlook = Outlook::sure;
  service.takes_dated_slip = false;
  if (found == hours.end()) {
    if (!same_day) service.state = ServiceState::closed;
    return;
  }
  service.state = found->second.state_at(now);
  const auto next = found->second.next_opening(now);
  service.opens_at = next ? std::optional(iso_text(*next)) : std::nullopt;
  const HoursException* exception = found->second.exception(chr::floor<chr::days>(now));
  service.closed_for.reset();
  if (exception && service.state == ServiceState::closed) service.closed_for = exception->name;
  const bool stays = seen == ServiceState::paused || seen == ServiceState::full;
  if (same_day && stays && service.state == ServiceState::open) service.state = seen;
}

const protocol::KioskService* service_of(const protocol::KioskView& view, const ServiceId& id) {
  for (const auto& agency : view.agencies) {
    const auto found = std::ranges::find(agency.services, id, &protocol::KioskService::service);
    if (found != agency.services.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

protocol::KioskView view_without_hall(const protocol::KioskView& last, LocalTime then,
                                      LocalTime now, const ServiceHours& hours) {
  const bool same_day = chr::floor<chr::days>(then) == chr::floor<chr::days>(now);
  protocol::KioskView view = last;
  view.takes_bookings = false;
  for (auto& agency : view.agencies) {
    agency.waiting = 0;
    agency.wait_range_s.reset();
    agency.state = ServiceState::closed;
    agency.opens_at.reset();
    for (auto& service : agency.services) {
      open_or_close(service, same_day, now, hours);
      agency.state = std::min(agency.state, service.state);
      if (service.opens_at && (!agency.opens_at || *service.opens_at < *agency.opens_at)) {
        agency.opens_at = service.opens_at;
      }
    }
    if (agency.state == ServiceState::open) agency.opens_at.reset();
  }
  for (auto& agency : view.agencies) {
    for (auto& package : agency.packages) {
      package.state = ServiceState::open;
      for (const ServiceId& id : package.services) {
        const auto* step = service_of(view, id);
        package.state = std::max(package.state, step ? step->state : ServiceState::closed);
      }
    }
  }
  return view;
}

}  // namespace giliran::kiosk
