#include "hall/core/day_tally.hpp"

#include "hall/core/hall.hpp"

namespace giliran::hall {

namespace chr = std::chrono;

namespace {
using Quarters = chr::duration<int, std::ratio<900>>;
}

void Times::add(chr::milliseconds time) {
  ++count;
  sum += time;
}

std::optional<chr::seconds> Times::mean() const {
  if (count == 0) return std::nullopt;
  return chr::round<chr::seconds>(sum / count);
}

void Waits::add(chr::milliseconds time) {
  Times::add(time);
  ++by_second[chr::round<chr::seconds>(time)];
}

void Waits::add(const Waits& others) {
  count += others.count;
  sum += others.sum;
  for (const auto& [second, times] : others.by_second)
    by_second[second] += times;
}

std::optional<chr::seconds> Waits::p90() const {
  const int rank = (count * 9 + 9) / 10;  // 90 % rounded up
  int passed = 0;
  for (const auto& [second, times] : by_second) {
    passed += times;
    if (passed >= rank) return second;
  }
  return std::nullopt;
}

void TargetTally::add(const Service& service, chr::milliseconds wait) {
  ++called;
  if (wait <= service.wait_target) ++within;
}

std::optional<double> TargetTally::share() const {
  if (called == 0) return std::nullopt;
  return static_cast<double>(within) / called;
}

void DayTally::add(const Hall& hall, const Ticket& ticket) {
  ++issued;
  if (ticket.slip == Slip::failed) ++without_slip;
  if (ticket.state == TicketState::finished) ++served;
  if (ticket.state == TicketState::no_show) ++no_show;
  ++quarters[chr::floor<Quarters>(ticket.issued_at)].issued;
  for (const Step& step : ticket.done)
    add_step(hall, step);
  add_step(hall, ticket);
}

void DayTally::add_step(const Hall& hall, const Step& step) {
  if (const auto wait = wait_of(hall, step)) {
    waits.add(*wait);
    quarters[chr::floor<Quarters>(*step.called_at)].waits.add(*wait);
    const Service* service = hall.plan().service(step.service);
    if (service) targets[step.service].add(*service, *wait);
  }
  const auto time = service_time_of(step);
  if (time) services.add(*time);
  if (!step.counter || !step.outcome) return;
  CounterTally& counter = counters[*step.counter];
  ++counter.served;
  if (time) counter.services.add(*time);
}

std::optional<chr::milliseconds> wait_of(const Hall& hall, const Step& step) {
  if (!step.called_at || step.calls == 0) return std::nullopt;
  return waited(hall, step, *step.called_at);
}

std::optional<chr::milliseconds> service_time_of(const Step& step) {
  if (!step.outcome || !step.started_at || !step.ended_at) return std::nullopt;
  return *step.ended_at - *step.started_at;
}

}  // namespace giliran::hall
