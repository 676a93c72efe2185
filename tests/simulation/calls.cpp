#include "tests/simulation/calls.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hall/core/calling_rule.hpp"
#include "hall/core/explain.hpp"
#include "hall/core/intake.hpp"
#include "hall/core/wait_estimate.hpp"
#include "tests/simulation/foresight.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

namespace {

/// Whether the counter has the ticket's service as its own, and nothing keeps it from calling it.
bool may_call_as_own(const Hall& hall, CounterId counter, const Ticket& ticket, WallTime now) {
  if (ticket.state != TicketState::waiting || ticket.slip == Slip::failed) return false;
  if (ticket.only_counter || ticket.only_officer || hall.pause(ticket.service).since) return false;
  return std::ranges::any_of(hall.served_at(counter, now), [&](const Served& one) {
    return one.penalty == chr::milliseconds(0) &&
           hall.plan().services[one.service].id == ticket.service;
  });
}
const ClassRule& class_rule(const Hall& hall, const Ticket& ticket) {
  return hall.plan().service(ticket.service)->classes[static_cast<std::size_t>(ticket.visitor())];
}
std::string pair_text(const Ticket& called, const Ticket& passed) {
  return fmt::format("{} (since {}) passed {} (since {})", called.number.text(),
                     called.since.time_since_epoch().count(), passed.number.text(),
                     passed.since.time_since_epoch().count());
}

}  // namespace

std::optional<std::string> Calls::before(const Hall& hall, const Twin& twin, const Moment& moment,
                                         const std::vector<Event>& events) {
  for (const Event& event : events) {
    if (std::holds_alternative<DayBegan>(event)) rows_.clear();
    const auto* called = std::get_if<TicketCalled>(&event);
    if (!called || called->recall) continue;
    count(twin, *called, moment.at);
    if (!called->out_of_turn.empty()) {
      row(hall.served_at(called->counter, moment.at)) = {hall.served_at(called->counter, moment.at),
                                                         0, 0};
      continue;
    }
    if (auto broken = explanation(hall, *called, moment.at)) return broken;
    if (auto broken = promoted_first(hall, *called, moment.at)) return broken;
    if (auto broken = passing_bound(hall, *called, moment.at)) return broken;
    if (auto broken = ratio_bound(hall, *called, moment.at)) return broken;
  }
  return std::nullopt;
}

/// What call.explain would say of it.
std::optional<std::string> Calls::explanation(const Hall& hall, const TicketCalled& called,
                                              WallTime now) const {
  const ExplainedCall told = explain_call(hall, called, now);
  if (!told.called.standing) return "a call that cannot be explained";
  for (const Compared& other : told.others) {
    if (other.standing && *other.standing > *told.called.standing)
      return "a call whose explanation names a better one: " + other.number.text();
  }
  return std::nullopt;
}

/// (s_j - s_i) <= T (1 - r_i/r_j) + (b_j - b_i)/r_j, with T the wait of the passed one until now:
/// it is shorter than its wait in the end, so that this is the stronger claim. Times r_j, in whole
/// numbers.
std::optional<std::string> Calls::passing_bound(const Hall& hall, const TicketCalled& called,
                                                WallTime now) {
  if (plan_.rule.mode != CallingRule::Mode::index) return std::nullopt;
  const Ticket& j = *hall.ticket(called.ticket);
  if (j.first || !may_call_as_own(hall, called.counter, j, now)) return std::nullopt;
  if (plan_.rule.max_wait && now - j.since >= *plan_.rule.max_wait) return std::nullopt;
  const ClassRule& rj = class_rule(hall, j);
  for (const auto& [id, i] : hall.tickets()) {
    if (i.id == j.id || i.first || !may_call_as_own(hall, called.counter, i, now)) continue;
    const ClassRule& ri = class_rule(hall, i);
    if (ri.tier > rj.tier) return "a lower tier first: " + pair_text(j, i);
    if (ri.tier < rj.tier || ri.after_target || rj.after_target) continue;
    if (ri.rate_milli <= 0 || rj.rate_milli < ri.rate_milli) continue;
    Tally::count(tally_.rules,
                 j.since > i.since ? "bound: passed, within it" : "bound: not passed");
    const auto later = (j.since - i.since).count() * rj.rate_milli;
    const auto wait = (now - i.since).count() * (rj.rate_milli - ri.rate_milli);
    const auto bonus = chr::milliseconds(rj.bonus - ri.bonus).count() * 1000;
    if (later > wait + bonus) return "the passing bound: " + pair_text(j, i);
  }
  return std::nullopt;
}

std::optional<std::string> Calls::promoted_first(const Hall& hall, const TicketCalled& called,
                                                 WallTime now) const {
  if (!plan_.rule.max_wait) return std::nullopt;
  const Ticket& j = *hall.ticket(called.ticket);
  if (j.first) return std::nullopt;
  for (const auto& [id, i] : hall.tickets()) {
    if (i.id == j.id || !may_call_as_own(hall, called.counter, i, now)) continue;
    if (now - i.since < *plan_.rule.max_wait) continue;
    if (std::pair(i.since, i.id) < std::pair(j.since, j.id))
      return "one who has waited for max_wait is passed: " + pair_text(j, i);
  }
  return std::nullopt;
}

/// At most priority_in_a_row priority calls while somebody else waits, and at most one other while
/// priority waits; those promoted, placed first or reserved are not by this rule.
std::optional<std::string> Calls::ratio_bound(const Hall& hall, const TicketCalled& called,
                                              WallTime now) {
  if (plan_.rule.mode != CallingRule::Mode::ratio) return std::nullopt;
  const auto group = hall.served_at(called.counter, now);
  const Ticket& ticket = *hall.ticket(called.ticket);
  Row& here = row(group);
  const bool by_rule = may_call_as_own(hall, called.counter, ticket, now) && !ticket.first &&
                       (!plan_.rule.max_wait || now - ticket.since < *plan_.rule.max_wait);
  bool others = false;
  bool priority = false;
  for (const auto& [id, one] : hall.tickets()) {
    if (one.id == ticket.id || one.first || !may_call_as_own(hall, called.counter, one, now))
      continue;
    (one.priority ? priority : others) = true;
  }
  if (ticket.priority) {
    here.others = 0;
    here.priority = others ? here.priority + (by_rule ? 1 : 0) : 0;
  } else {
    here.priority = 0;
    here.others = priority ? here.others + (by_rule ? 1 : 0) : 0;
  }
  if (here.priority > plan_.rule.priority_in_a_row)
    return fmt::format("{} priority calls in a row while others wait", here.priority);
  if (here.others > 1)
    return fmt::format("{} other calls in a row while priority waits", here.others);
  return std::nullopt;
}

Calls::Row& Calls::row(const std::vector<Served>& group) {
  const auto found = std::ranges::find(rows_, group, &Row::group);
  if (found != rows_.end()) return *found;
  rows_.push_back({group, 0, 0});
  return rows_.back();
}

void Calls::count(const Twin& twin, const TicketCalled& called, WallTime now) {
  const auto fired = [&](std::string_view rule) { Tally::count(tally_.rules, rule); };
  const Ticket* ticket = twin.find(called.ticket);
  if (!ticket) return;
  if (called.automatic) fired("call: automatic");
  if (!called.out_of_turn.empty()) {
    fired(ticket->state == TicketState::parked ? "call: parked, out of turn" : "call: out of turn");
    if (ticket->slip == Slip::failed) fired("call: failed slip, out of turn");
    return;
  }
  const auto rank = twin.rank(called.counter, *ticket, now);
  if (!rank) return;
  const bool index = plan_.rule.mode == CallingRule::Mode::index;
  static constexpr std::array<std::string_view, 3> groups{"call: by the rule", "call: promoted",
                                                          "call: placed first"};
  fired(groups[static_cast<std::size_t>(rank->group - 1)]);
  if (rank->group == 1) fired(index ? "call: by index" : "call: by ratio");
  if (rank->others_turn) fired("call: the others' turn");
  if (ticket->only_counter) fired("call: reserved for a counter");
  if (ticket->only_officer) fired("call: reserved for an officer");
  if (ticket->appointment) fired("call: appointment");
  if (!ticket->done.empty()) fired("call: a further step");
  for (const Served& one : twin.served(called.counter, now)) {
    if (plan_.services[one.service].id != ticket->service) continue;
    if (one.penalty > chr::milliseconds(0)) fired("call: secondary service");
  }
  for (const Lending& one : twin.counters.at(called.counter).lent)
    if (one.service == ticket->service && now < one.until) fired("call: lent counter");
  for (const Ticket& one : twin.tickets) {
    if (one.id >= ticket->id || one.state != TicketState::waiting) continue;
    const auto other = twin.rank(called.counter, one, now);
    if (other) {
      fired("call: passes an earlier ticket");
      break;
    }
  }
}

std::optional<std::string> Calls::order(const Hall& hall, const Twin& twin, const Moment& moment,
                                        CounterId counter) const {
  Twin alone = twin;
  std::vector<TicketId> mine;
  while (mine.size() < 6) {
    alone.counters[counter].state = CounterState::idle;
    alone.counters[counter].ticket = {};
    const auto best = alone.next(counter, moment.at);
    if (!best) break;
    mine.push_back(best->ticket);
    alone.tell(CallNext{counter}, moment);
  }
  if (calling_order(hall, counter, 6, moment.at) == mine) return std::nullopt;
  std::string text = fmt::format("calling_order at counter {}\n    engine", counter.value());
  for (const TicketId id : calling_order(hall, counter, 6, moment.at))
    text += " " + std::to_string(id.value());
  text += "\n    twin  ";
  for (const TicketId id : mine)
    text += " " + std::to_string(id.value());
  return text;
}

std::optional<std::string> Calls::foreseen(const Hall& hall, const Twin& twin, const Moment& moment,
                                           Random& random) const {
  const Service& service = random.pick(plan_.services);
  const Intake found = intake(hall, service, moment);
  if (found.state != twin.intake(service, moment.local)) return "intake of " + service.id.value();
  const auto local_day = chr::floor<chr::days>(moment.local);
  const auto today = std::max(local_day, twin.day.value_or(local_day));
  if (found.left != twin.quota_left(service, today))
    return "what is left of the quota of " + service.id.value();
  const bool takes = found.state != ServiceState::closed && found.state != ServiceState::on_break;
  if (!takes && found.opens != service.hours.next_opening(moment.local))
    return "the next opening of " + service.id.value();
  const Outlook expected = takes ? outlook(twin, plan_, service, moment) : Outlook::not_today;
  const Outlook told = hall::outlook(hall, service, moment);
  if (told != expected)
    return fmt::format("outlook of {}: engine {}, twin {}", service.id.value(), name_of(told),
                       name_of(expected));
  if (waiting_for(hall, service.id) != static_cast<int>(twin.waiting(service.id).size()))
    return "how many wait for " + service.id.value();
  if (twin.tickets.empty()) return std::nullopt;
  const Ticket& ticket = random.pick(twin.tickets);
  const bool waits = ticket.called_at || ticket.state == TicketState::waiting;
  if (waits && waited(hall, *hall.ticket(ticket.id), moment.at) != twin.waited(ticket, moment.at)) {
    return fmt::format("how long {} has waited: engine {}, twin {}", ticket.id.value(),
                       waited(hall, *hall.ticket(ticket.id), moment.at).count(),
                       twin.waited(ticket, moment.at).count());
  }
  if (ticket.state != TicketState::waiting || ticket.slip == Slip::failed) return std::nullopt;
  const Person person = person_of(ticket);
  const int ahead = simulation::ahead_of(twin, plan_, person, moment.at);
  if (hall::ahead_of(hall, ticket.id, moment.at) != ahead) {
    return fmt::format("ahead of {}: engine {}, twin {}", ticket.id.value(),
                       hall::ahead_of(hall, ticket.id, moment.at), ahead);
  }
  if (!same_wait(wait_range(hall, ticket.id, moment.at), wait_of(twin, plan_, person, moment.at)))
    return fmt::format("wait of {}", ticket.id.value());
  return std::nullopt;
}

std::optional<std::string> Calls::questions(const Hall& hall, const Twin& twin,
                                            const Moment& moment, Random& random, bool all) const {
  const std::size_t only = random.below(plan_.counters.size());
  const bool every = all && random.chance(100);
  for (std::size_t i = 0; i < plan_.counters.size(); ++i) {
    if (i != only && !every) continue;
    const CounterId counter = plan_.counters[i].id;
    if (twin.counters.at(counter).state == CounterState::closed) continue;
    const auto best = twin.next(counter, moment.at);
    const auto found = next_for(hall, counter, moment.at);
    if (found != (best ? std::optional(best->ticket) : std::nullopt)) {
      return fmt::format("next at counter {}: engine {}, twin {}", counter.value(),
                         found ? found->value() : 0, best ? best->ticket.value() : 0);
    }
    int waiting = 0;
    for (const Ticket& ticket : twin.tickets) {
      const auto rank = twin.rank(counter, ticket, moment.at);
      if (twin.counted_at(counter, ticket, moment.at)) ++waiting;
      const auto standing = standing_at(hall, counter, ticket.id, moment.at);
      const bool same =
          rank.has_value() == standing.has_value() &&
          (!rank || (rank->group == standing->group && rank->since == standing->since &&
                     rank->ticket == standing->ticket &&
                     (rank->group != 1 || plan_.rule.mode == CallingRule::Mode::ratio ||
                      (rank->tier == standing->tier && rank->index == standing->index))));
      if (!same)
        return fmt::format("standing of {} at counter {}", ticket.id.value(), counter.value());
    }
    if (waiting_at(hall, counter, moment.at) != waiting)
      return fmt::format("waiting at counter {}: engine {}, twin {}", counter.value(),
                         waiting_at(hall, counter, moment.at), waiting);
    const auto served = twin.served(counter, moment.at);
    if (hall::ordinary_waits(hall, served, moment.at) != twin.ordinary_waits(served, moment.at))
      return fmt::format("ordinary_waits at counter {}", counter.value());
    const bool today = twin.day && chr::floor<chr::days>(moment.local) <= *twin.day;
    if (today && random.chance(60)) {
      if (auto found_order = order(hall, twin, moment, counter)) return found_order;
    }
  }
  return foreseen(hall, twin, moment, random);
}

}  // namespace giliran::simulation
