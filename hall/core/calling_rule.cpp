#include "hall/core/calling_rule.hpp"

#include <algorithm>

namespace giliran::hall {

namespace {

using Lane = std::vector<TicketId> Queue::*;

/// Those of one kind that wait for any of the services, longest wait first.
std::vector<TicketId> lane(const Hall& hall, const std::vector<ServiceId>& services, Lane kind,
                           std::size_t limit) {
  std::vector<TicketId> all;
  for (const ServiceId& service : services) {
    const auto& one = hall.queue(service).*kind;
    const auto count = static_cast<std::ptrdiff_t>(std::min(limit, one.size()));
    all.insert(all.end(), one.begin(), one.begin() + count);
  }
  std::ranges::sort(all);
  if (all.size() > limit) all.resize(limit);
  return all;
}

/// How many of one kind were issued before that ticket.
int count_before(const Hall& hall, const std::vector<ServiceId>& services, Lane kind,
                 TicketId ticket) {
  std::ptrdiff_t count = 0;
  for (const ServiceId& service : services) {
    const auto& one = hall.queue(service).*kind;
    count += std::ranges::lower_bound(one, ticket) - one.begin();
  }
  return static_cast<int>(count);
}

const TicketId everybody{std::numeric_limits<std::uint64_t>::max()};

/// How many priority tickets may still be called before the next ordinary one.
int left_in_run(const Hall& hall, const ServiceId& service) {
  return std::max(0, hall.plan().rule.priority_in_a_row - hall.priority_streak(service));
}

/// The run of priority tickets before each ordinary one is at most `run`, the first at most `left`.
int ahead_of_ordinary(const Hall& hall, const ServiceId& service, TicketId ticket) {
  const auto services = competing_services(hall.plan(), service);
  const int ordinary = count_before(hall, services, &Queue::ordinary, ticket);
  const int priority = count_before(hall, services, &Queue::priority, everybody);
  const int run = hall.plan().rule.priority_in_a_row;
  return ordinary + std::min(priority, left_in_run(hall, service) + ordinary * run);
}

int ahead_of_priority(const Hall& hall, const ServiceId& service, TicketId ticket) {
  const auto services = competing_services(hall.plan(), service);
  const int priority = count_before(hall, services, &Queue::priority, ticket);
  const int ordinary = count_before(hall, services, &Queue::ordinary, everybody);
  const int beyond = priority - left_in_run(hall, service);
  if (beyond < 0) return priority;
  const int run = std::max(1, hall.plan().rule.priority_in_a_row);
  return priority + std::min(ordinary, 1 + beyond / run);
}

}  // namespace

std::vector<ServiceId> competing_services(const HallPlan& plan, const ServiceId& service) {
  std::vector<ServiceId> found{service};
  for (const CounterPlan& counter : plan.counters) {
    if (std::ranges::find(counter.serves, service) == counter.serves.end()) continue;
    for (const ServiceId& served : counter.serves) {
      if (std::ranges::find(found, served) == found.end()) found.push_back(served);
    }
  }
  return found;
}

std::vector<TicketId> calling_order(const Hall& hall, CounterId counter, std::size_t limit) {
  const CounterPlan* plan = hall.plan().counter(counter);
  if (!plan || plan->serves.empty()) return {};
  const auto priority = lane(hall, plan->serves, &Queue::priority, limit);
  const auto ordinary = lane(hall, plan->serves, &Queue::ordinary, limit);
  int left = left_in_run(hall, plan->serves.front());
  std::vector<TicketId> order;
  auto p = priority.begin();
  auto o = ordinary.begin();
  while (order.size() < limit && (p != priority.end() || o != ordinary.end())) {
    const bool takes_priority = p != priority.end() && (left > 0 || o == ordinary.end());
    if (takes_priority) {
      order.push_back(*p++);
      if (o != ordinary.end()) --left;
    } else {
      order.push_back(*o++);
      left = hall.plan().rule.priority_in_a_row;
    }
  }
  return order;
}

std::optional<TicketId> next_for(const Hall& hall, CounterId counter) {
  const auto order = calling_order(hall, counter, 1);
  return order.empty() ? std::nullopt : std::optional(order.front());
}

int waiting_at(const Hall& hall, CounterId counter) {
  const CounterPlan* plan = hall.plan().counter(counter);
  int count = 0;
  if (!plan) return 0;
  for (const ServiceId& service : plan->serves)
    count += waiting_for(hall, service);
  return count;
}

int ahead_of(const Hall& hall, TicketId id) {
  const Ticket* ticket = hall.ticket(id);
  if (!ticket) return 0;
  return ticket->priority ? ahead_of_priority(hall, ticket->service, id)
                          : ahead_of_ordinary(hall, ticket->service, id);
}

int ahead_of_new(const Hall& hall, const ServiceId& service) {
  return ahead_of_ordinary(hall, service, everybody);
}

}  // namespace giliran::hall
