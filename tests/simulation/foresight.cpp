#include "tests/simulation/foresight.hpp"

#include <algorithm>
#include <cmath>

namespace giliran::simulation {

namespace chr = std::chrono;
using hall::Ticket;

namespace {

bool has(const std::vector<ServiceId>& services, const ServiceId& service) {
  return std::ranges::find(services, service) != services.end();
}

/// Itself, and those that some counter has as its own beside it.
std::vector<const Service*> sharing(const HallPlan& plan, const ServiceId& service) {
  std::vector<const Service*> all;
  for (const Service& other : plan.services) {
    const bool together = std::ranges::any_of(plan.counters, [&](const CounterPlan& counter) {
      return has(counter.serves, service) && has(counter.serves, other.id);
    });
    if (together || other.id == service) all.push_back(&other);
  }
  return all;
}

/// Somebody in the common line, as the rule sees them where nothing is secondary.
struct InLine {
  Rank rank;
  bool priority = false;
  bool reserved = false;
  bool me = false;
};

InLine in_line(const HallPlan& plan, const Person& person, WallTime now) {
  const Service& service = *plan.service(person.service);
  const ClassRule& rule = service.classes[static_cast<std::size_t>(person.visitor)];
  chr::milliseconds wait = now - person.since;
  InLine one;
  one.priority = person.visitor == VisitorClass::priority;
  one.rank.since = person.since;
  one.rank.ticket = person.ticket;
  if (person.first) {
    one.rank.group = 3;
  } else if (plan.rule.max_wait && wait >= *plan.rule.max_wait) {
    one.rank.group = 2;
  } else if (plan.rule.mode == CallingRule::Mode::ratio) {
    one.rank.index = wait.count();
  } else {
    if (rule.after_target) wait = std::max(chr::milliseconds(0), wait - service.wait_target);
    one.rank.tier = rule.tier;
    one.rank.index = chr::milliseconds(rule.bonus).count() * 1000 + rule.rate_milli * wait.count();
  }
  return one;
}

/// The shortest run of priority calls at the open counters that have it as their own: nobody is
/// promised less than may come.
int shortest_run(const Twin& twin, const HallPlan& plan, const ServiceId& service, WallTime now) {
  std::optional<int> shortest;
  for (const CounterPlan& counter : plan.counters) {
    if (twin.counters.at(counter.id).state == CounterState::closed) continue;
    if (!has(counter.serves, service)) continue;
    const int run = twin.run(twin.served(counter.id, now));
    shortest = std::min(shortest.value_or(run), run);
  }
  return shortest.value_or(0);
}

double mean_service(const Twin& twin, const Service& service) {
  double sum = 5.0 * static_cast<double>(service.typical_service.count());
  double count = 5;
  const auto found = twin.recent_services.find(service.id);
  if (found == twin.recent_services.end()) return sum / count;
  for (const chr::seconds one : found->second) {
    sum += static_cast<double>(one.count());
    count += 1;
  }
  return sum / count;
}

struct Open {
  int counters = 0;
  int idle = 0;
};
Open open_counters(const Twin& twin, const HallPlan& plan, const ServiceId& service) {
  Open open;
  for (const CounterPlan& counter : plan.counters) {
    if (!has(counter.serves, service)) continue;
    const CounterState state = twin.counters.at(counter.id).state;
    open.counters += state != CounterState::closed && state != CounterState::on_break ? 1 : 0;
    open.idle += state == CounterState::idle ? 1 : 0;
  }
  return open;
}

/// Erlang-k: mean k s/n, deviation sqrt(k) s/n; 10 % of a normal distribution lie beyond 1.2816.
std::optional<WaitRange> range(const Twin& twin, const HallPlan& plan, const ServiceId& service,
                               int ahead, Open open) {
  if (open.counters == 0) return std::nullopt;
  const int k = ahead + 1 - open.idle;
  if (k <= 0) return WaitRange{};
  double sum = mean_service(twin, *plan.service(service));
  double weight = 1;
  for (const Service* other : sharing(plan, service)) {
    const auto waiting = static_cast<double>(twin.waiting(other->id).size());
    sum += waiting * mean_service(twin, *other);
    weight += waiting;
  }
  const double s_n = sum / weight / open.counters;
  const double mean = k * s_n;
  const double deviation = std::sqrt(k) * s_n;
  return WaitRange{chr::seconds(std::lround(std::max(0.0, mean - 1.2816 * deviation))),
                   chr::seconds(std::lround(mean + 1.2816 * deviation))};
}

}  // namespace

Person person_of(const Ticket& ticket) {
  return {ticket.service, ticket.visitor(), ticket.first, ticket.since, ticket.id};
}
Person newcomer(const Twin& twin, const ServiceId& service, WallTime now) {
  return {service, VisitorClass::ordinary, false, now, TicketId(twin.last_ticket + 1)};
}

int ahead_of(const Twin& twin, const HallPlan& plan, const Person& person, WallTime now) {
  InLine me = in_line(plan, person, now);
  me.me = true;
  const bool ratio = plan.rule.mode == CallingRule::Mode::ratio && me.rank.group == 1;
  std::vector<InLine> line{me};
  for (const Service* service : sharing(plan, person.service)) {
    for (const Ticket* ticket : twin.waiting(service->id)) {
      if (ticket->id == person.ticket) continue;
      InLine one = in_line(plan, person_of(*ticket), now);
      one.reserved = ticket->only_counter || ticket->only_officer;
      if (!ratio || !one.reserved) line.push_back(one);
    }
  }
  int run = shortest_run(twin, plan, person.service, now);
  for (int called = 0;; ++called) {
    const auto others = std::ranges::count_if(
        line, [](const InLine& one) { return !one.priority && one.rank.group == 1; });
    const bool others_turn = ratio && run >= plan.rule.priority_in_a_row && others > 0;
    auto best = line.begin();
    for (auto& one : line) {
      if (ratio && one.rank.group == 1) one.rank.tier = one.priority != others_turn ? 1 : 0;
    }
    for (auto one = line.begin(); one != line.end(); ++one) {
      if (before(one->rank, best->rank)) best = one;
    }
    if (best->me) return called;
    if (best->rank.group == 1) run = best->priority && others > 0 ? run + 1 : 0;
    line.erase(best);
  }
}

std::optional<WaitRange> wait_of(const Twin& twin, const HallPlan& plan, const Person& person,
                                 WallTime now) {
  return range(twin, plan, person.service, ahead_of(twin, plan, person, now),
               open_counters(twin, plan, person.service));
}

bool same_wait(const std::optional<WaitRange>& a, const std::optional<WaitRange>& b) {
  if (!a || !b) return !a && !b;
  return chr::abs(a->low - b->low) <= chr::seconds(1) &&
         chr::abs(a->high - b->high) <= chr::seconds(1);
}

Outlook outlook(const Twin& twin, const HallPlan& plan, const Service& service,
                const hall::Moment& moment) {
  Open open = open_counters(twin, plan, service.id);
  if (open.counters == 0) {
    open.counters = static_cast<int>(std::ranges::count_if(
        plan.counters, [&](const CounterPlan& one) { return has(one.serves, service.id); }));
    open.idle = open.counters;
  }
  const int ahead = ahead_of(twin, plan, newcomer(twin, service.id, moment.at), moment.at);
  const auto wait = range(twin, plan, service.id, ahead, open);
  if (!wait) return Outlook::not_today;
  const auto day = chr::floor<chr::days>(moment.local);
  chr::milliseconds left{0};
  for (const OpenInterval& one : service.hours.on(day)) {
    const LocalTime from = std::max(moment.local, day + chr::milliseconds(one.open));
    const LocalTime until = day + chr::milliseconds(one.close);
    if (from < until) left += until - from;
  }
  if (wait->high + service.typical_service <= left) return Outlook::sure;
  if ((wait->low + wait->high) / 2 + service.typical_service <= left) return Outlook::likely;
  return Outlook::not_today;
}

}  // namespace giliran::simulation
