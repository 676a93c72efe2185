#include "hall/core/hall.hpp"

#include <algorithm>

namespace giliran::hall {

namespace {

/// Which services compete for the same counters, directly or through a third one.
std::map<ServiceId, int> pools_of(const HallPlan& plan) {
  std::map<ServiceId, int> pools;
  int next = 0;
  for (const Service& service : plan.services)
    pools[service.id] = next++;
  for (const CounterPlan& counter : plan.counters) {
    if (counter.serves.empty()) continue;
    const int joined = pools[counter.serves.front()];
    for (const ServiceId& served : counter.serves) {
      const int old = pools[served];
      for (auto& [service, pool] : pools) {
        if (pool == old) pool = joined;
      }
    }
  }
  return pools;
}

}  // namespace

Hall::Hall(HallPlan plan) : plan_(std::move(plan)), pools_(pools_of(plan_)) {}

const Ticket* Hall::ticket(TicketId id) const {
  const auto found = tickets_.find(id);
  return found == tickets_.end() ? nullptr : &found->second;
}

const Ticket* Hall::ticket(const TicketToken& token) const {
  const auto found = tokens_.find(token);
  return found == tokens_.end() ? nullptr : ticket(found->second);
}

const Counter& Hall::counter(CounterId id) const {
  static const Counter closed;
  const auto found = counters_.find(id);
  return found == counters_.end() ? closed : found->second;
}

std::vector<CounterId> Hall::open_counters() const {
  std::vector<CounterId> open;
  for (const auto& [id, counter] : counters_) {
    if (counter.state != CounterState::closed) open.push_back(id);
  }
  return open;
}

const Queue& Hall::queue(const ServiceId& service) const {
  static const Queue empty;
  const auto found = queues_.find(service);
  return found == queues_.end() ? empty : found->second;
}

const std::vector<std::chrono::seconds>& Hall::recent_services(const ServiceId& service) const {
  static const std::vector<std::chrono::seconds> none;
  const auto found = recent_services_.find(service);
  return found == recent_services_.end() ? none : found->second;
}

TicketNumber Hall::next_number(char letter) const {
  const auto found = last_numbers_.find(letter);
  return {letter, found == last_numbers_.end() ? 1 : found->second + 1};
}

int Hall::priority_streak(const ServiceId& service) const {
  const auto pool = pools_.find(service);
  if (pool == pools_.end()) return 0;
  const auto found = streaks_.find(pool->second);
  return found == streaks_.end() ? 0 : found->second;
}

bool operator==(const Hall& a, const Hall& b) {
  return a.last_at_ == b.last_at_ && a.day_ == b.day_ && a.tickets_ == b.tickets_ &&
         a.tokens_ == b.tokens_ && a.counters_ == b.counters_ && a.queues_ == b.queues_ &&
         a.last_numbers_ == b.last_numbers_ && a.streaks_ == b.streaks_ &&
         a.recent_services_ == b.recent_services_ && a.recent_calls_ == b.recent_calls_ &&
         a.last_ticket_ == b.last_ticket_ && a.last_call_ == b.last_call_;
}

int waiting_for(const Hall& hall, const ServiceId& service) {
  return static_cast<int>(hall.queue(service).size());
}

}  // namespace giliran::hall
