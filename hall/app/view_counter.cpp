#include "hall/app/views.hpp"
#include "hall/core/calling_rule.hpp"

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
  const auto order = calling_order(source.hall, plan.id);
  view.waiting = static_cast<int>(order.size());
  for (const TicketId id : order | std::views::take(shown_queue)) {
    view.queue.push_back(queued_ticket(source, *source.hall.ticket(id)));
  }
  const auto& served = source.hall.today().counter(plan.id);
  view.served_today = served.served;
  view.mean_service_s = served.mean_service;
  return view;
}

}  // namespace giliran::hall
