#include "hall/core/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace giliran::hall {

namespace {

namespace chr = std::chrono;
using Times = std::vector<chr::milliseconds>;

std::optional<chr::seconds> mean(const Times& times) {
  if (times.empty()) return std::nullopt;
  const auto sum = std::accumulate(times.begin(), times.end(), chr::milliseconds(0));
  return chr::round<chr::seconds>(sum / static_cast<long>(times.size()));
}

std::optional<chr::seconds> p90(Times times) {
  if (times.empty()) return std::nullopt;
  const std::size_t rank = (times.size() * 9 + 9) / 10;  // 90 % rounded up
  const auto at = times.begin() + static_cast<std::ptrdiff_t>(rank) - 1;
  std::nth_element(times.begin(), at, times.end());
  return chr::round<chr::seconds>(*at);
}

std::optional<chr::milliseconds> wait_of(const Hall& hall, const Step& step) {
  // Who is taken back was not called, and did not wait.
  if (!step.called_at || step.calls == 0) return std::nullopt;
  return waited(hall, step, *step.called_at);
}

std::optional<chr::milliseconds> service_time_of(const Step& step) {
  if (!step.outcome || !step.started_at || !step.ended_at) return std::nullopt;
  return *step.ended_at - *step.started_at;
}

template <class Each>
void each_step(const Hall& hall, const Each& each) {
  for (const Ticket& ticket : hall.tickets()) {
    for (const Step& step : ticket.done)
      each(step);
    each(ticket);
  }
}

/// Counts called tickets and those of them within their service's target.
class TargetShare {
 public:
  explicit TargetShare(const Hall& hall) : hall_(hall) {}
  void add(const Service* service, const Step& step) {
    const auto wait = wait_of(hall_, step);
    if (!service || !wait) return;
    ++called_;
    if (*wait <= service->wait_target) ++within_;
  }
  std::optional<double> share() const {
    if (called_ == 0) return std::nullopt;
    return static_cast<double>(within_) / called_;
  }

 private:
  const Hall& hall_;
  int called_ = 0;
  int within_ = 0;
};

}  // namespace

DayFigures day_figures(const Hall& hall) {
  DayFigures figures;
  Times waits;
  Times services;
  TargetShare target(hall);
  for (const Ticket& ticket : hall.tickets()) {
    ++figures.issued;
    if (ticket.slip == Slip::failed) ++figures.without_slip;
    if (ticket.state == TicketState::waiting && ticket.slip != Slip::failed) ++figures.waiting;
    if (ticket.state == TicketState::finished) ++figures.served;
    if (ticket.state == TicketState::no_show) ++figures.no_show;
  }
  each_step(hall, [&](const Step& step) {
    if (const auto wait = wait_of(hall, step)) waits.push_back(*wait);
    if (const auto time = service_time_of(step)) services.push_back(*time);
    target.add(hall.plan().service(step.service), step);
  });
  figures.wait_mean = mean(waits);
  figures.wait_p90 = p90(std::move(waits));
  figures.service_mean = mean(services);
  figures.within_target = target.share();
  return figures;
}

ServiceFigures service_figures(const Hall& hall, const Service& service, WallTime now) {
  ServiceFigures figures;
  for (const Ticket& ticket : hall.tickets()) {
    if (ticket.state != TicketState::waiting || ticket.slip == Slip::failed) continue;
    if (ticket.service != service.id) continue;
    const WallTime from = ticket.waits_from;
    figures.waiting_since = std::min(figures.waiting_since.value_or(from), from);
    if (waited(hall, ticket, now) > service.wait_target) ++figures.late;
  }
  TargetShare target(hall);
  each_step(hall, [&](const Step& step) {
    if (step.service == service.id) target.add(&service, step);
  });
  figures.within_target = target.share();
  return figures;
}

CounterFigures counter_figures(const Hall& hall, CounterId counter) {
  CounterFigures figures;
  Times services;
  each_step(hall, [&](const Step& step) {
    if (step.counter != counter || !step.outcome) return;
    ++figures.served;
    if (const auto time = service_time_of(step)) services.push_back(*time);
  });
  figures.service_mean = mean(services);
  return figures;
}

std::vector<HalfHour> half_hours(const Hall& hall, const Zone& zone, WallTime now) {
  constexpr auto length = chr::minutes(30);
  if (hall.tickets().empty() || !hall.day()) return {};
  // What was before midnight on a clock that was set back since counts for the day's first.
  const auto slot_of = [&](WallTime at) {
    return std::max((zone.local(at) - *hall.day()) / length, 0L);
  };
  // Numbers entered from paper are older than their place in the list.
  const auto& oldest = *std::ranges::min_element(hall.tickets(), {}, &Ticket::issued_at);
  const auto first = slot_of(oldest.issued_at);
  const auto last = std::max(slot_of(now), slot_of(hall.last_at()));
  std::vector<HalfHour> slots;
  for (auto slot = first; slot <= last && slot < 48; ++slot)
    slots.push_back({slot * length, 0, 0, std::nullopt, std::nullopt});
  std::map<long, Times> waits;
  const auto at = [&](long slot) -> HalfHour* {
    const long index = slot - first;
    return index >= 0 && index < static_cast<long>(slots.size())
               ? &slots[static_cast<std::size_t>(index)]
               : nullptr;
  };
  for (const Ticket& ticket : hall.tickets()) {
    if (HalfHour* slot = at(slot_of(ticket.issued_at))) ++slot->issued;
  }
  each_step(hall, [&](const Step& step) {
    const auto wait = wait_of(hall, step);
    if (!wait) return;
    const long called = slot_of(*step.called_at);
    if (HalfHour* slot = at(called)) ++slot->called;
    waits[called].push_back(*wait);
  });
  for (auto& [slot, times] : waits) {
    HalfHour* half_hour = at(slot);
    if (!half_hour) continue;
    half_hour->wait_mean = mean(times);
    half_hour->wait_p90 = p90(std::move(times));
  }
  return slots;
}

}  // namespace giliran::hall
