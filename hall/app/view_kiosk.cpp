#include "hall/app/view_parts.hpp"
#include "hall/core/wait_estimate.hpp"

namespace giliran::hall {

namespace {

protocol::KioskService kiosk_service(const ViewSource& source, const Service& service) {
  const OpenNow open = open_now(service, source.now.local);
  return {service.id,
          service.letter,
          service.name,
          service.bring,
          open.state,
          opens_at_text(open),
          waiting_for(source.hall, service.id),
          wait_range(source.hall, service.id, source.now.at)};
}

protocol::KioskAgency kiosk_agency(const ViewSource& source, const Agency& agency) {
  const AgencyQueue queue = agency_queue(source, agency.id);
  protocol::KioskAgency shown{agency.id,      agency.letter,    agency.name,
                              agency.summary, queue.open.state, opens_at_text(queue.open),
                              queue.waiting,  queue.wait_range, {}};
  for (const Service& service : source.hall.plan().services) {
    if (service.agency == agency.id) shown.services.push_back(kiosk_service(source, service));
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
  return view;
}

}  // namespace giliran::hall
