#include <algorithm>

#include "hall/app/view_parts.hpp"
#include "hall/core/intake.hpp"
#include "hall/core/wait_estimate.hpp"

namespace giliran::hall {

namespace {

/// Whether nobody gets a number any more today.
bool is_over(const Intake& now, Outlook outlook, std::chrono::local_days today) {
  const bool opens_again = now.opens && std::chrono::floor<std::chrono::days>(*now.opens) == today;
  return !opens_again && (now.state == ServiceState::full || outlook == Outlook::not_today);
}

/// Who gets no number today may get a slip for the next open day.
bool takes_dated_slip(const ViewSource& source, const Service& service, const Intake& now,
                      Outlook outlook) {
  if (!source.hall.plan().intake.only_servable) return false;
  const auto today = std::chrono::floor<std::chrono::days>(source.now.local);
  const auto next = service.hours.next_open_day(today);
  return is_over(now, outlook, today) && next && quota_left(source.hall, service, *next) != 0;
}

protocol::KioskService kiosk_service(const ViewSource& source, const Service& service) {
  const Intake now = intake(source.hall, service, source.now);
  const auto today = std::chrono::floor<std::chrono::days>(source.now.local);
  protocol::KioskService shown;
  shown.service = service.id;
  shown.letter = service.letter;
  shown.name = service.name;
  shown.bring = service.bring;
  shown.state = now.state;
  shown.opens_at = opens_at_text({now.state, now.opens});
  shown.waiting = waiting_for(source.hall, service.id);
  shown.wait_range_s = wait_range(source.hall, service.id, source.now.at);
  shown.left = now.left;
  shown.outlook = outlook(source.hall, service, source.now);
  const HoursException* exception = service.hours.exception(today);
  if (exception && now.state == ServiceState::closed) shown.closed_for = exception->name;
  shown.takes_dated_slip = takes_dated_slip(source, service, now, shown.outlook);
  return shown;
}

protocol::KioskPackage kiosk_package(const ViewSource& source, const Package& package) {
  protocol::KioskPackage shown{package.id, package.name, package.services, ServiceState::open};
  for (const ServiceId& id : package.services) {
    const Service* service = source.hall.plan().service(id);
    if (service) shown.state = std::max(shown.state, open_now(source, *service).state);
  }
  return shown;
}

protocol::KioskAgency kiosk_agency(const ViewSource& source, const Agency& agency) {
  const HallPlan& plan = source.hall.plan();
  const AgencyQueue queue = agency_queue(source, agency.id);
  protocol::KioskAgency shown{agency.id,
                              agency.letter,
                              agency.name,
                              agency.summary,
                              queue.open.state,
                              opens_at_text(queue.open),
                              queue.waiting,
                              queue.wait_range,
                              {},
                              {}};
  for (const Service& service : plan.services) {
    if (service.agency == agency.id) shown.services.push_back(kiosk_service(source, service));
  }
  for (const Package& package : plan.packages) {
    const Service* first = plan.service(package.services.front());
    if (first && first->agency == agency.id) {
      shown.packages.push_back(kiosk_package(source, package));
    }
  }
  return shown;
}

}  // namespace

protocol::KioskView kiosk_view(const ViewSource& source) {
  const HallPlan& plan = source.hall.plan();
  protocol::KioskView view;
  view.now = source.now.at;
  view.name = plan.name;
  view.place = plan.place;
  view.zone = plan.zone;
  view.languages = plan.languages;
  view.ticket_url = source.ticket_url;
  for (const Agency& agency : plan.agencies)
    view.agencies.push_back(kiosk_agency(source, agency));
  view.takes_bookings =
      plan.intake.only_servable || std::ranges::any_of(plan.services, [](const Service& service) {
        return service.appointments_per_slot > 0;
      });
  view.reentry_minutes = plan.no_show.reentry.count();
  return view;
}

}  // namespace giliran::hall
