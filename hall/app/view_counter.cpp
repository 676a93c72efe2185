#include "hall/app/view_parts.hpp"
#include "hall/core/calling_rule.hpp"
#include "hall/core/statistics.hpp"

namespace giliran::hall {

namespace {

/// As many as an officer's window has room for.
constexpr std::size_t shown_queue = 12;

LocalText service_name(const ViewSource& source, const ServiceId& id) {
  const Service* service = source.hall.plan().service(id);
  return service ? service->name : LocalText{};
}

protocol::CounterTicket counter_ticket(const ViewSource& source, const Ticket& ticket) {
  return {ticket.id,         ticket.number,    service_name(source, ticket.service),
          ticket.priority,   ticket.issued_at, ticket.called_at.value_or(ticket.issued_at),
          ticket.started_at, ticket.calls};
}

protocol::QueuedTicket queued_ticket(const ViewSource& source, const Ticket& ticket) {
  const Service* service = source.hall.plan().service(ticket.service);
  return {ticket.number, service_name(source, ticket.service), ticket.priority, ticket.issued_at,
          service ? service->wait_target.count() : 0};
}

}  // namespace

protocol::CounterView counter_view(const ViewSource& source, const CounterPlan& plan) {
  const Counter& counter = source.hall.counter(plan.id);
  protocol::CounterView view;
  view.view = "counter:" + std::to_string(plan.id.value());
  view.now = source.now.at;
  view.counter = plan.id;
  view.name = plan.name;
  view.zone = source.hall.plan().zone;
  view.state = counter.state;
  if (counter.ticket) view.ticket = counter_ticket(source, *source.hall.ticket(*counter.ticket));
  view.waiting = waiting_at(source.hall, plan.id, source.now.at);
  for (const TicketId id : calling_order(source.hall, plan.id, shown_queue, source.now.at)) {
    view.queue.push_back(queued_ticket(source, *source.hall.ticket(id)));
  }
  const CounterFigures figures = counter_figures(source.hall, plan.id);
  view.served_today = figures.served;
  view.mean_service_s = seconds_of(figures.service_mean);
  return view;
}

}  // namespace giliran::hall
