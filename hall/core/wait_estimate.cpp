#include "hall/core/wait_estimate.hpp"

#include <algorithm>
#include <cmath>

#include "hall/core/calling_rule.hpp"

namespace giliran::hall {

namespace {

namespace chr = std::chrono;

constexpr int typical_weight = 5;
/// Of the standard normal distribution: 10 % lie beyond it.
constexpr double one_in_ten = 1.2816;

struct Open {
  int counters = 0;
  int idle = 0;
};

/// Of the plan's counters for the service.
int planned_counters(const HallPlan& plan, const ServiceId& service) {
  return static_cast<int>(std::ranges::count_if(plan.counters, [&](const CounterPlan& counter) {
    return std::ranges::find(counter.serves, service) != counter.serves.end();
  }));
}

Open open_for(const Hall& hall, const ServiceId& service) {
  Open open;
  for (const CounterPlan& counter : hall.plan().counters) {
    if (std::ranges::find(counter.serves, service) == counter.serves.end()) continue;
    const CounterState state = hall.counter(counter.id).state;
    if (state != CounterState::closed && state != CounterState::on_break) ++open.counters;
    if (state == CounterState::idle) ++open.idle;
  }
  return open;
}

/// From the call to the end, in seconds: that long the counter is taken.
double mean_service(const Hall& hall, const ServiceId& id) {
  const Service* service = hall.plan().service(id);
  const double typical = service ? static_cast<double>(service->typical_service.count()) : 600;
  double sum = typical_weight * typical;
  int count = typical_weight;
  for (const chr::seconds taken : hall.recent_services(id)) {
    sum += static_cast<double>(taken.count());
    ++count;
  }
  return sum / count;
}

double mean_service_of_competitors(const Hall& hall, const ServiceId& service) {
  double sum = mean_service(hall, service);
  double weight = 1;
  for (const ServiceId& other : competing_services(hall.plan(), service)) {
    const int waiting = waiting_for(hall, other);
    if (waiting == 0) continue;
    sum += waiting * mean_service(hall, other);
    weight += waiting;
  }
  return sum / weight;
}

std::optional<WaitRange> range(const Hall& hall, const ServiceId& service, int ahead, Open open) {
  if (open.counters == 0) return std::nullopt;
  const int ends = ahead + 1 - open.idle;
  if (ends <= 0) return WaitRange{};
  const double each = mean_service_of_competitors(hall, service) / open.counters;
  const double mean = ends * each;
  const double spread = one_in_ten * std::sqrt(ends) * each;
  return WaitRange{chr::seconds(std::lround(std::max(0.0, mean - spread))),
                   chr::seconds(std::lround(mean + spread))};
}

}  // namespace

std::optional<WaitRange> wait_range(const Hall& hall, TicketId id, WallTime now) {
  const Ticket* ticket = hall.ticket(id);
  if (!ticket) return std::nullopt;
  return range(hall, ticket->service, ahead_of(hall, id, now), open_for(hall, ticket->service));
}

std::optional<WaitRange> wait_range(const Hall& hall, const ServiceId& service, WallTime now) {
  return range(hall, service, ahead_of_new(hall, service, now), open_for(hall, service));
}

std::optional<WaitRange> foreseen_wait(const Hall& hall, const ServiceId& service, WallTime now) {
  Open open = open_for(hall, service);
  if (open.counters == 0) open.counters = open.idle = planned_counters(hall.plan(), service);
  return range(hall, service, ahead_of_new(hall, service, now), open);
}

}  // namespace giliran::hall
