#include <algorithm>

#include "tests/simulation/twin.hpp"
#include "tests/simulation/verdict.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

// --- counters and calls --------------------------------------------------------------------------

namespace {

/// What stands in the way of calling or taking somebody at that counter.
Verdict free_counter(const HallPlan& plan, const std::map<CounterId, Counter>& counters,
                     CounterId id) {
  if (!plan.counter(id)) return no(Reason::unknown_counter);
  switch (counters.at(id).state) {
    case CounterState::closed:
      return no(Reason::counter_closed);
    case CounterState::calling:
    case CounterState::serving:
      return no(Reason::counter_busy);
    case CounterState::on_break:
      return no(Reason::counter_on_break);
    case CounterState::idle:
      break;
  }
  return {};
}
Verdict open_counter(const HallPlan& plan, const std::map<CounterId, Counter>& counters,
                     CounterId id) {
  if (!plan.counter(id)) return no(Reason::unknown_counter);
  if (counters.at(id).state == CounterState::closed) return no(Reason::counter_closed);
  return {};
}

}  // namespace

Verdict Twin::on(const OpenCounter& c) {
  Verdict verdict;
  const bool known = plan_.counter(c.counter);
  verdict.unless(known, Reason::unknown_counter);
  verdict.unless(!known || counters[c.counter].state == CounterState::closed, Reason::counter_open);
  verdict.unless(!c.officer || plan_.officer(*c.officer), Reason::unknown_officer);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  set(c.counter, CounterState::idle);
  counters[c.counter].officer = c.officer;
  return verdict;
}

Verdict Twin::on(const CloseCounter& c) {
  Verdict verdict = free_counter(plan_, counters, c.counter);
  if (verdict.refused == std::vector{Reason::counter_on_break}) verdict = {};
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  counters[c.counter] = Counter{};
  counters[c.counter].since = now_.at;
  return verdict;
}

Verdict Twin::on(const CallNext& c) {
  const Verdict verdict = free_counter(plan_, counters, c.counter);
  if (!verdict.done()) return verdict;
  if (const auto best = next(c.counter, now_.at)) call(c.counter, *mine(best->ticket));
  return verdict;
}

Verdict Twin::on(const CallTicket& c) {
  Verdict verdict = free_counter(plan_, counters, c.counter);
  const Ticket* found = find(c.ticket);
  verdict.unless(found, Reason::unknown_ticket);
  verdict.unless(!found || aside(*found), Reason::wrong_state);
  verdict.unless(text_ok(c.why, false), Reason::bad_text);
  if (!verdict.done()) return verdict;
  Ticket& ticket = *mine(found->id);
  if (ticket.slip == Slip::failed) ticket.slip = Slip::on_screen;
  call(c.counter, ticket);
  return verdict;
}

Verdict Twin::on(const Recall& c) {
  Verdict verdict = open_counter(plan_, counters, c.counter);
  if (!verdict.done()) return verdict;
  const CounterState state = counters[c.counter].state;
  if (state == CounterState::serving) return no(Reason::wrong_state);
  if (state != CounterState::calling) return no(Reason::counter_without_call);
  call(c.counter, *mine(*counters[c.counter].ticket));
  return verdict;
}

Verdict Twin::on(const StartBreak& c) {
  Verdict verdict = free_counter(plan_, counters, c.counter);
  verdict.unless(plan_.break_reason(c.reason), Reason::unknown_reason);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  set(c.counter, CounterState::on_break);
  counters[c.counter].break_reason = c.reason;
  return verdict;
}

Verdict Twin::on(const EndBreak& c) {
  Verdict verdict = free_counter(plan_, counters, c.counter);
  if (verdict.done()) return no(Reason::counter_open);
  if (verdict.refused != std::vector{Reason::counter_on_break}) return verdict;
  last_at = now_.at;
  set(c.counter, CounterState::idle);
  counters[c.counter].break_reason.clear();
  return {};
}

Verdict Twin::on(const LendCounter& c) {
  Verdict verdict = open_counter(plan_, counters, c.counter);
  const bool known = plan_.service(c.service);
  verdict.unless(known, Reason::unknown_service);
  verdict.unless(c.length >= chr::minutes(1) && c.length <= chr::minutes(720), Reason::bad_time);
  if (known && plan_.counter(c.counter)) {
    for (const Served& one : served(c.counter, now_.at)) {
      const bool same = plan_.services[one.service].id == c.service;
      verdict.unless(!same || one.penalty > chr::milliseconds(0), Reason::service_lent);
    }
  }
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  auto& lent = counters[c.counter].lent;
  std::erase_if(lent, [&](const Lending& one) { return one.until <= now_.at; });
  lent.push_back({c.service, now_.at + c.length});
  return verdict;
}

Verdict Twin::on(const ReturnCounter& c) {
  Verdict verdict = open_counter(plan_, counters, c.counter);
  if (verdict.refused == std::vector{Reason::unknown_counter}) return verdict;
  auto& lent = counters[c.counter].lent;
  const auto has = [&](const Lending& one) {
    return one.service == c.service && now_.at < one.until;
  };
  verdict.unless(std::ranges::any_of(lent, has), Reason::not_served_here);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  std::erase_if(lent, [&](const Lending& one) { return one.service == c.service; });
  return verdict;
}

Verdict Twin::on(const SetAutoCall& c) {
  const Verdict verdict = open_counter(plan_, counters, c.counter);
  if (!verdict.done()) return verdict;
  if (counters[c.counter].auto_call == c.on) return verdict;
  counters[c.counter].auto_call = c.on;
  last_at = now_.at;
  return verdict;
}

/// Of the idle counters whose time has come and who have somebody to call: fewest services, then
/// idle for longest, then the lower number.
Verdict Twin::on(const PassTime&) {
  std::optional<CounterId> best;
  const auto key = [&](CounterId id) {
    return std::tuple(served(id, now_.at).size(), counters[id].since, id);
  };
  for (const CounterPlan& plan : plan_.counters) {
    const Counter& counter = counters[plan.id];
    if (counter.state != CounterState::idle || !counter.auto_call) continue;
    if (now_.at - counter.since < plan.auto_call_after) continue;
    if (!next(plan.id, now_.at)) continue;
    if (!best || key(plan.id) < key(*best)) best = plan.id;
  }
  if (best) call(*best, *mine(next(*best, now_.at)->ticket));
  return {};
}

}  // namespace giliran::simulation
