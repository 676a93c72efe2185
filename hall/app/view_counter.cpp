#include <algorithm>

#include "hall/app/view_parts.hpp"
#include "hall/core/calling_rule.hpp"
#include "hall/core/statistics.hpp"

namespace giliran::hall {

namespace {

/// As many as an officer's window has room for.
constexpr std::size_t shown_queue = 12;
constexpr std::size_t shown_aside = 20;

protocol::CounterTicket counter_ticket(const ViewSource& source, const Ticket& ticket) {
  const HallPlan& plan = source.hall.plan();
  protocol::CounterTicket shown;
  shown.ticket = ticket.id;
  shown.number = ticket.number;
  shown.service = service_name(plan, ticket.service);
  shown.priority = ticket.priority;
  shown.issued_at = ticket.waits_from;
  shown.called_at = ticket.called_at.value_or(ticket.issued_at);
  shown.started_at = ticket.started_at;
  shown.calls = ticket.calls;
  shown.service_id = ticket.service;
  shown.appointment = ticket.appointment;
  if (const Service* service = plan.service(ticket.service)) shown.bring = service->bring;
  for (const ServiceId& next : ticket.to_do)
    shown.to_do.push_back(service_name(plan, next));
  // Parts of one service, before and after it was parked, are one step to people.
  const auto ended =
      std::ranges::count_if(ticket.done, [](const Step& step) { return step.outcome.has_value(); });
  shown.step = static_cast<int>(ended) + 1;
  if (ticket.state == TicketState::called) {
    const NoShowRule& rule = plan.no_show;
    shown.no_show_at = shown.called_at + (ticket.priority ? rule.priority_after : rule.after);
    shown.no_show_calls = std::max(0, rule.calls - ticket.calls);
  }
  return shown;
}

protocol::QueuedTicket queued_ticket(const ViewSource& source, const Ticket& ticket) {
  const Service* service = source.hall.plan().service(ticket.service);
  return {ticket.number,     service_name(source.hall.plan(), ticket.service), ticket.priority,
          ticket.waits_from, service ? service->wait_target.count() : 0,       ticket.appointment};
}

bool sent_aside_by(CounterId counter, const Ticket& ticket) {
  return !ticket.done.empty() && ticket.done.back().counter == counter;
}

/// Those that stand aside, and those that may come back.
void add_aside(protocol::CounterView& view, const ViewSource& source, CounterId counter) {
  const HallPlan& plan = source.hall.plan();
  const auto served = source.hall.served_at(counter, source.now.at);
  for (const auto& [id, ticket] : source.hall.tickets()) {
    const bool parked = ticket.state == TicketState::parked;
    const bool absent = ticket.state == TicketState::no_show &&
                        source.now.at - *ticket.ended_at <= plan.no_show.reentry;
    if (!parked && !absent) continue;
    const auto index = source.hall.index_of(ticket.service);
    const bool here = index && std::ranges::find(served, *index, &Served::service) != served.end();
    if (!here && !(parked && sent_aside_by(counter, ticket))) continue;
    protocol::AsideTicket aside{ticket.id, ticket.number, service_name(plan, ticket.service),
                                parked ? ticket.waits_from : *ticket.ended_at, ticket.detail};
    (parked ? view.parked : view.absent).push_back(std::move(aside));
  }
  std::ranges::sort(view.parked, {}, &protocol::AsideTicket::since);
  std::ranges::sort(view.absent, std::ranges::greater(), &protocol::AsideTicket::since);
  if (view.parked.size() > shown_aside) view.parked.resize(shown_aside);
  if (view.absent.size() > shown_aside) view.absent.resize(shown_aside);
}

/// What can be chosen in panels.
void add_choices(protocol::CounterView& view, const ViewSource& source, CounterId counter) {
  const Hall& hall = source.hall;
  const HallPlan& plan = hall.plan();
  const auto served = hall.served_at(counter, source.now.at);
  for (std::size_t i = 0; i < plan.services.size(); ++i) {
    const Service& service = plan.services[i];
    const Agency* agency = plan.agency(service.agency);
    const bool here = std::ranges::find(served, i, &Served::service) != served.end();
    view.services.push_back({service.id, service.name, agency ? agency->name : LocalText{}, here});
    if (here && hall.pause(i).since) view.paused.push_back(service.name);
  }
  for (const CounterPlan& other : plan.counters) {
    if (other.id == counter || hall.counter(other.id).state == CounterState::closed) continue;
    protocol::TargetCounter target{other.id, other.name, officer_name(hall, other.id), {}};
    for (const Served& one : hall.served_at(other.id, source.now.at))
      target.serves.push_back(plan.services[one.service].id);
    view.counters.push_back(std::move(target));
  }
  for (const Officer& officer : plan.officers)
    view.officers.push_back({officer.id, officer.name});
  for (const BreakReason& reason : plan.break_reasons)
    view.breaks.push_back(break_choice(reason));
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
  view.since = counter.since;
  view.officer = officer_name(source.hall, plan.id);
  view.on_break = break_of(source.hall, plan.id);
  view.auto_call = counter.auto_call;
  for (const Lending& lending : counter.lent) {
    if (source.now.at >= lending.until) continue;
    view.lent.push_back(
        {lending.service, service_name(source.hall.plan(), lending.service), lending.until});
  }
  add_aside(view, source, plan.id);
  add_choices(view, source, plan.id);
  return view;
}

}  // namespace giliran::hall
