#include "hall/app/view_parts.hpp"
#include "hall/core/calling_rule.hpp"
#include "hall/core/wait_estimate.hpp"

namespace giliran::hall {

protocol::TicketView ticket_view(const ViewSource& source, const Ticket& ticket) {
  const HallPlan& plan = source.hall.plan();
  const Service* service = plan.service(ticket.service);
  const Agency* agency = service ? plan.agency(service->agency) : nullptr;
  protocol::TicketView view;
  view.view = "ticket:" + ticket.token.value();
  view.now = source.now.at;
  view.name = plan.name;
  view.place = plan.place;
  view.zone = plan.zone;
  view.number = ticket.number;
  // The settings may have lost a service since the ticket was issued.
  if (agency) view.agency = agency->name;
  if (service) view.service = service->name;
  view.state = ticket.state;
  view.priority = ticket.priority;
  view.language = ticket.language;
  view.issued_at = ticket.issued_at;
  if (ticket.state == TicketState::waiting) {
    view.ahead = ahead_of(source.hall, ticket.id, source.now.at);
    view.paused = source.hall.pause(ticket.service).since.has_value();
    // How long a pause takes nobody knows.
    if (!view.paused) view.wait_range_s = wait_range(source.hall, ticket.id, source.now.at);
  } else if (ticket.state == TicketState::called || ticket.state == TicketState::serving) {
    view.counter = ticket.counter;
  }
  for (const ServiceId& next : ticket.to_do)
    view.to_do.push_back(service_name(plan, next));
  if (ticket.state == TicketState::no_show) {
    const WallTime until = *ticket.ended_at + plan.no_show.reentry;
    if (source.now.at <= until) view.reenter_until = until;
  }
  return view;
}

}  // namespace giliran::hall
