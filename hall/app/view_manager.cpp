#include <fmt/format.h>
#include <algorithm>

#include "hall/app/view_parts.hpp"
#include "hall/core/intake.hpp"
#include "hall/core/statistics.hpp"
#include "hall/core/wait_estimate.hpp"

namespace giliran::hall {

namespace {

/// Counters that serve something as their own, lent ones too; one that has a break is not open.
struct Staffing {
  int open = 0;
  int all = 0;
};

Staffing staffing(const ViewSource& source, const ServiceId& service) {
  const Hall& hall = source.hall;
  const auto index = hall.index_of(service);
  Staffing counters;
  for (const CounterPlan& counter : hall.plan().counters) {
    const auto served = hall.served_at(counter.id, source.now.at);
    const Served own{index.value_or(0), {}};
    if (!index || std::ranges::find(served, own) == served.end()) continue;
    ++counters.all;
    const CounterState state = hall.counter(counter.id).state;
    if (state != CounterState::closed && state != CounterState::on_break) ++counters.open;
  }
  return counters;
}

protocol::ManagerService manager_service(const ViewSource& source, const Service& service) {
  const Agency* agency = source.hall.plan().agency(service.agency);
  const ServiceFigures figures = service_figures(source.hall, service, source.now.at);
  const Staffing counters = staffing(source, service.id);
  const Intake now = intake(source.hall, service, source.now);
  const Pause& pause = source.hall.pause(service.id);
  protocol::ManagerService shown;
  shown.service = service.id;
  shown.letter = service.letter;
  shown.name = service.name;
  if (agency) shown.agency = agency->name;
  shown.state = now.state;
  shown.opens_at = opens_at_text({now.state, now.opens});
  shown.waiting = waiting_for(source.hall, service.id);
  shown.waiting_since = figures.waiting_since;
  shown.target_s = service.wait_target.count();
  shown.late = figures.late;
  shown.wait_range_s = wait_range(source.hall, service.id, source.now.at);
  shown.within_target = figures.within_target;
  shown.counters_open = counters.open;
  shown.counters = counters.all;
  shown.left = now.left;
  shown.paused_since = pause.since;
  shown.paused_why = pause.why;
  shown.paused_s = std::chrono::floor<std::chrono::seconds>(
                       source.hall.paused(service.id, WallTime{}, source.now.at))
                       .count();
  return shown;
}

protocol::ManagerCounter manager_counter(const ViewSource& source, const CounterPlan& plan) {
  const Counter& counter = source.hall.counter(plan.id);
  protocol::ManagerCounter shown;
  shown.counter = plan.id;
  shown.name = plan.name;
  shown.state = counter.state;
  if (counter.ticket) {
    const Ticket& ticket = *source.hall.ticket(*counter.ticket);
    shown.number = ticket.number;
    shown.priority = ticket.priority;
  }
  if (counter.since != WallTime{}) shown.since = counter.since;
  shown.served_today = counter_figures(source.hall, plan.id).served;
  shown.officer = officer_name(source.hall, plan.id);
  shown.on_break = break_of(source.hall, plan.id);
  return shown;
}

protocol::ManagerToday manager_today(const Hall& hall) {
  const DayFigures figures = day_figures(hall);
  return {figures.issued,
          figures.waiting,
          figures.served,
          figures.no_show,
          figures.without_slip,
          seconds_of(figures.wait_mean),
          seconds_of(figures.wait_p90),
          seconds_of(figures.service_mean),
          figures.within_target};
}

protocol::ManagerHalfHour manager_half_hour(const HalfHour& half_hour) {
  const auto minutes = half_hour.start.count();
  return {fmt::format("{:02}:{:02}", minutes / 60, minutes % 60), half_hour.issued,
          half_hour.called, seconds_of(half_hour.wait_mean), seconds_of(half_hour.wait_p90)};
}

}  // namespace

protocol::ManagerView manager_view(const ViewSource& source) {
  const HallPlan& plan = source.hall.plan();
  protocol::ManagerView view;
  view.now = source.now.at;
  view.name = plan.name;
  view.place = plan.place;
  view.zone = plan.zone;
  view.today = manager_today(source.hall);
  for (const Service& service : plan.services)
    view.services.push_back(manager_service(source, service));
  for (const CounterPlan& counter : plan.counters)
    view.counters.push_back(manager_counter(source, counter));
  view.devices = source.devices;
  view.disk_full = source.disk_full;
  for (const HalfHour& half_hour : half_hours(source.hall, source.zone, source.now.at))
    view.half_hours.push_back(manager_half_hour(half_hour));
  return view;
}

}  // namespace giliran::hall
