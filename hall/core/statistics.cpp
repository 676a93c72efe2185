#include "hall/core/statistics.hpp"

#include <algorithm>
#include <map>

namespace giliran::hall {

namespace {

namespace chr = std::chrono;

template <class Each>
void each_held_step(const Hall& hall, const Each& each) {
  for (const auto& [id, ticket] : hall.tickets()) {
    for (const Step& step : ticket.done)
      each(step);
    each(ticket);
  }
}

}  // namespace

DayFigures day_figures(const Hall& hall) {
  const DayTally& gone = hall.put_away();
  DayFigures figures{gone.issued, 0, gone.served, gone.no_show, gone.without_slip, {}, {}, {}, {}};
  Waits waits = gone.waits;
  Times services = gone.services;
  TargetTally target;
  for (const auto& [service, tally] : gone.targets) {
    target.called += tally.called;
    target.within += tally.within;
  }
  for (const auto& [id, ticket] : hall.tickets()) {
    ++figures.issued;
    if (ticket.slip == Slip::failed) ++figures.without_slip;
    if (ticket.state == TicketState::waiting && ticket.slip != Slip::failed) ++figures.waiting;
    if (ticket.state == TicketState::finished) ++figures.served;
    if (ticket.state == TicketState::no_show) ++figures.no_show;
  }
  each_held_step(hall, [&](const Step& step) {
    if (const auto time = service_time_of(step)) services.add(*time);
    const auto wait = wait_of(hall, step);
    if (!wait) return;
    waits.add(*wait);
    const Service* service = hall.plan().service(step.service);
    if (service) target.add(*service, *wait);
  });
  figures.wait_mean = waits.mean();
  figures.wait_p90 = waits.p90();
  figures.service_mean = services.mean();
  figures.within_target = target.share();
  return figures;
}

ServiceFigures service_figures(const Hall& hall, const Service& service, WallTime now) {
  ServiceFigures figures;
  for (const auto& [id, ticket] : hall.tickets()) {
    if (ticket.state != TicketState::waiting || ticket.slip == Slip::failed) continue;
    if (ticket.service != service.id) continue;
    const WallTime from = ticket.waits_from;
    figures.waiting_since = std::min(figures.waiting_since.value_or(from), from);
    if (waited(hall, ticket, now) > service.wait_target) ++figures.late;
  }
  const auto gone = hall.put_away().targets.find(service.id);
  TargetTally target = gone == hall.put_away().targets.end() ? TargetTally() : gone->second;
  each_held_step(hall, [&](const Step& step) {
    if (step.service != service.id) return;
    if (const auto wait = wait_of(hall, step)) target.add(service, *wait);
  });
  figures.within_target = target.share();
  return figures;
}

CounterFigures counter_figures(const Hall& hall, CounterId counter) {
  const auto gone = hall.put_away().counters.find(counter);
  auto [served, services] = gone == hall.put_away().counters.end() ? CounterTally() : gone->second;
  each_held_step(hall, [&, &served = served, &services = services](const Step& step) {
    if (step.counter != counter || !step.outcome) return;
    ++served;
    if (const auto time = service_time_of(step)) services.add(*time);
  });
  return {served, services.mean()};
}

std::vector<HalfHour> half_hours(const Hall& hall, const Zone& zone, WallTime now) {
  constexpr auto length = chr::minutes(30);
  if (!hall.day()) return {};
  // What was before midnight on a clock that was set back since counts for the day's first.
  const auto slot_of = [&](WallTime at) {
    return std::max((zone.local(at) - *hall.day()) / length, 0L);
  };
  std::map<long, QuarterHour> slots;
  for (const auto& [at, quarter] : hall.put_away().quarters) {
    QuarterHour& slot = slots[slot_of(at)];
    slot.issued += quarter.issued;
    slot.waits.add(quarter.waits);
  }
  for (const auto& [id, ticket] : hall.tickets())
    ++slots[slot_of(ticket.issued_at)].issued;
  each_held_step(hall, [&](const Step& step) {
    if (const auto wait = wait_of(hall, step)) slots[slot_of(*step.called_at)].waits.add(*wait);
  });
  const auto first = std::ranges::find_if(slots, [](const auto& s) { return s.second.issued > 0; });
  if (first == slots.end()) return {};
  const auto last = std::max(slot_of(now), slot_of(hall.last_at()));
  std::vector<HalfHour> told;
  for (long at = first->first; at <= last && at < 48; ++at) {
    const auto& [issued, waits] = slots[at];
    told.push_back({at * length, issued, waits.count, waits.mean(), waits.p90()});
  }
  return told;
}

}  // namespace giliran::hall
