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

Open open_for(const Hall& hall, std::size_t service) {
  Open open;
  for (const auto& [id, counter] : hall.counters()) {
    const CounterState state = counter.state;
    if (state == CounterState::closed || state == CounterState::on_break) continue;
    if (!hall.is_own(id, service)) continue;
    ++open.counters;
    if (state == CounterState::idle) ++open.idle;
  }
  return open;
}

/// From the call to the end, in seconds: that long the counter is taken.
double mean_service(const Hall& hall, std::size_t service) {
  const chr::seconds typical = hall.plan().services[service].typical_service;
  const chr::seconds sum = typical_weight * typical + hall.recent_sum(service);
  return static_cast<double>(sum.count()) /
         static_cast<double>(typical_weight + hall.recent_services(service).size());
}

double mean_service_of_competitors(const Hall& hall, std::size_t service) {
  double sum = mean_service(hall, service);
  double weight = 1;
  for (const std::size_t other : hall.competitors(service)) {
    const auto waiting = static_cast<double>(hall.queue(other).size());
    if (waiting == 0) continue;
    sum += waiting * mean_service(hall, other);
    weight += waiting;
  }
  return sum / weight;
}

std::optional<WaitRange> range(const Hall& hall, std::size_t service, int ahead, Open open) {
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
  const auto service = ticket ? hall.index_of(ticket->service) : std::nullopt;
  if (!service) return std::nullopt;
  return range(hall, *service, ahead_of(hall, id, now), open_for(hall, *service));
}

std::optional<WaitRange> wait_range(const Hall& hall, const Newcomer& newcomer, WallTime now) {
  const auto service = hall.index_of(newcomer.service);
  if (!service) return std::nullopt;
  return range(hall, *service, ahead_of(hall, newcomer, now), open_for(hall, *service));
}

std::optional<WaitRange> wait_range(const Hall& hall, const ServiceId& service, WallTime now) {
  return wait_range(hall, Newcomer{service, VisitorClass::ordinary, false, now}, now);
}

std::optional<WaitRange> foreseen_wait(const Hall& hall, const ServiceId& id, WallTime now) {
  const auto service = hall.index_of(id);
  if (!service) return std::nullopt;
  Open open = open_for(hall, *service);
  if (open.counters == 0) {
    open.counters = static_cast<int>(hall.counters_of(*service).size());
    open.idle = open.counters;
  }
  return range(hall, *service,
               ahead_of(hall, Newcomer{id, VisitorClass::ordinary, false, now}, now), open);
}

}  // namespace giliran::hall
