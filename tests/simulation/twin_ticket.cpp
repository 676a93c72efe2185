#include <algorithm>

#include "tests/simulation/foresight.hpp"
#include "tests/simulation/twin.hpp"
#include "tests/simulation/verdict.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

// --- what several do -----------------------------------------------------------------------------

Ticket& Twin::issue(const ServiceId& service, TicketNumber number) {
  Ticket ticket;
  ticket.id = TicketId(++last_ticket);
  ticket.number = number;
  ticket.service = service;
  ticket.issued_at = ticket.arrival = ticket.since = ticket.waits_from = now_.at;
  last_at = now_.at;
  changed.insert(ticket.id);
  tickets.push_back(ticket);
  return tickets.back();
}

void Twin::set(CounterId counter, CounterState state, std::optional<TicketId> ticket) {
  Counter& one = counters[counter];
  one.since = now_.at;
  one.state = state;
  one.ticket = ticket;
}

/// The step ends; the counter is free.
void Twin::leave_counter(Ticket& ticket) {
  if (!at_counter(ticket)) return;
  ticket.ended_at = now_.at;
  set(*ticket.counter, CounterState::idle);
}

/// The present step has nothing behind it yet.
void Twin::begin_clock(Ticket& ticket) {
  Step fresh;
  fresh.service = ticket.service;
  fresh.waits_from = now_.at;
  static_cast<Step&>(ticket) = fresh;
}

/// What was reserved or placed for the step before is over.
void Twin::new_step(Ticket& ticket, const ServiceId& service) {
  if (ticket.state != TicketState::parked) {
    if (!ticket.ended_at) ticket.ended_at = now_.at;
    ticket.done.push_back(ticket);
  }
  ticket.service = service;
  begin_clock(ticket);
  ticket.since = ticket.arrival;
  ticket.first = false;
  ticket.only_counter = {};
  ticket.only_officer = {};
}

void Twin::call(CounterId counter, Ticket& ticket) {
  const bool recall = ticket.state == TicketState::called;
  ++last_call;
  last_at = now_.at;
  changed.insert(ticket.id);
  if (!recall && plan_.rule.mode == CallingRule::Mode::ratio) {
    const auto group = served(counter, now_.at);
    int run_now = run(group);
    run_now = ticket.priority && ordinary_waits(group, now_.at) ? run_now + 1 : 0;
    std::erase_if(runs, [&](const auto& one) { return one.first == group; });
    if (run_now > 0) runs.emplace_back(group, run_now);
  }
  if (ticket.state == TicketState::parked) begin_clock(ticket);
  ticket.state = TicketState::called;
  ticket.called_at = now_.at;
  ticket.calls += 1;
  ticket.counter = counter;
  ticket.officer = counters[counter].officer;
  set(counter, CounterState::calling, ticket.id);
  std::erase_if(recent, [&](const RecentCall& one) { return one.ticket == ticket.id; });
  recent.insert(recent.begin(), {CallSeq(last_call), ticket.id, ticket.number, counter});
  if (recent.size() > 12) recent.pop_back();
}

/// How long it took from the call to the end.
void Twin::remember_time(const Ticket& ticket) {
  auto& times = recent_services[ticket.service];
  times.push_back(chr::floor<chr::seconds>(*ticket.ended_at - *ticket.called_at));
  if (times.size() > 20) times.erase(times.begin());
}

void Twin::end_pause(const ServiceId& service) {
  for (PauseSpan& span : pauses) {
    if (span.service == service && !span.to) span.to = now_.at;
  }
}

std::optional<std::string> Twin::quote(TicketId id, std::optional<WaitRange> quoted) {
  Ticket& ticket = *mine(id);
  if (!same_wait(quoted, ticket.quoted)) return "the wait that the holder is told";
  ticket.quoted = quoted;
  return std::nullopt;
}

// --- tickets -------------------------------------------------------------------------------------

Verdict Twin::on(const IssueTicket& c) {
  const Service* service = plan_.service(c.service);
  Verdict verdict;
  verdict.unless(service != nullptr, Reason::unknown_service);
  verdict.unless(c.then.size() <= 7, Reason::bad_text);
  for (const ServiceId& then : c.then)
    verdict.unless(plan_.service(then) != nullptr, Reason::unknown_service);
  if (service) {
    switch (intake(*service, now_.local)) {
      case ServiceState::paused:
        verdict.refused.push_back(Reason::service_paused);
        break;
      case ServiceState::full:
        verdict.refused.push_back(Reason::service_full);
        break;
      case ServiceState::closed:
      case ServiceState::on_break:
        verdict.refused.push_back(Reason::service_closed);
        break;
      case ServiceState::open:
        if (plan_.intake.only_servable) {
          verdict.unless(outlook(*this, plan_, *service, now_) != Outlook::not_today,
                         Reason::not_today);
        }
    }
  }
  if (!verdict.done()) return verdict;
  Person person = newcomer(*this, c.service, now_.at);
  if (c.priority) person.visitor = VisitorClass::priority;
  const auto told = wait_of(*this, plan_, person, now_.at);
  Ticket& ticket = issue(c.service, {service->letter, next_number(service->letter)});
  ticket.priority = c.priority;
  ticket.language = c.language;
  ticket.token = c.token;
  ticket.to_do = c.then;
  ticket.quoted = told;
  return verdict;
}

Verdict Twin::on(const SetSlip& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  if (ticket->slip == c.slip) return {};
  const bool held = ticket->slip == Slip::printed || ticket->slip == Slip::on_screen;
  const bool holds = c.slip == Slip::printed || c.slip == Slip::on_screen;
  if (held && !holds) return no(Reason::wrong_state);
  ticket->slip = c.slip;
  last_at = now_.at;
  return {};
}

Verdict Twin::on(const StartService& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  if (ticket->state != TicketState::called) return no(Reason::wrong_state);
  if (ticket->slip == Slip::failed) ticket->slip = Slip::on_screen;
  ticket->state = TicketState::serving;
  ticket->started_at = last_at = now_.at;
  set(*ticket->counter, CounterState::serving, ticket->id);
  return {};
}

Verdict Twin::on(const FinishService& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  Verdict verdict;
  verdict.unless(ticket->state == TicketState::serving, Reason::wrong_state);
  verdict.unless(text_ok(c.detail, c.outcome != Outcome::missing_document), Reason::bad_text);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  leave_counter(*ticket);
  ticket->state = TicketState::finished;
  ticket->outcome = c.outcome;
  ticket->detail = c.detail;
  if (c.outcome != Outcome::served) ticket->to_do.clear();
  if (ticket->called_at) {
    remember_time(*ticket);
  }
  if (c.outcome == Outcome::served && !ticket->to_do.empty()) {
    new_step(*ticket, ticket->to_do.front());
    ticket->to_do.erase(ticket->to_do.begin());
    ticket->state = TicketState::waiting;
  }
  return verdict;
}

Verdict Twin::on(const MarkNoShow& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  if (ticket->state != TicketState::called) return no(Reason::wrong_state);
  const NoShowRule& rule = plan_.no_show;
  const auto after = ticket->priority ? rule.priority_after : rule.after;
  if (ticket->calls < rule.calls || now_.at - *ticket->called_at < after)
    return no(Reason::too_early);
  last_at = now_.at;
  leave_counter(*ticket);
  ticket->state = TicketState::no_show;
  return {};
}

Verdict Twin::on(const TransferTicket& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  Verdict verdict;
  const bool known = plan_.service(c.service);
  verdict.unless(at_counter(*ticket) || aside(*ticket), Reason::wrong_state);
  verdict.unless(known, Reason::unknown_service);
  verdict.unless(!c.officer || plan_.officer(*c.officer), Reason::unknown_officer);
  verdict.unless(!c.counter || plan_.counter(*c.counter), Reason::unknown_counter);
  if (known && c.counter && plan_.counter(*c.counter)) {
    const auto group = served(*c.counter, now_.at);
    verdict.unless(
        std::ranges::any_of(
            group, [&](const Served& one) { return plan_.services[one.service].id == c.service; }),
        Reason::not_served_here);
  }
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  leave_counter(*ticket);
  new_step(*ticket, c.service);
  ticket->state = TicketState::waiting;
  ticket->since = c.place == Place::arrival ? ticket->arrival : now_.at;
  ticket->first = c.place == Place::first;
  ticket->only_counter = c.counter;
  ticket->only_officer = c.officer;
  return verdict;
}

Verdict Twin::on(const AddStep& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  Verdict verdict;
  verdict.unless(at_counter(*ticket) || aside(*ticket), Reason::wrong_state);
  verdict.unless(plan_.service(c.service), Reason::unknown_service);
  verdict.unless(ticket->to_do.size() < 7, Reason::bad_text);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  ticket->to_do.push_back(c.service);
  return verdict;
}

Verdict Twin::on(const ParkTicket& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  Verdict verdict;
  verdict.unless(at_counter(*ticket), Reason::wrong_state);
  verdict.unless(text_ok(c.why, true), Reason::bad_text);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  leave_counter(*ticket);
  new_step(*ticket, ticket->service);
  ticket->detail = c.why;
  ticket->state = TicketState::parked;
  return verdict;
}

Verdict Twin::on(const TakeBack& c) {
  Verdict verdict;
  const bool known = plan_.counter(c.counter);
  verdict.unless(known, Reason::unknown_counter);
  if (known) {
    const CounterState state = counters[c.counter].state;
    verdict.unless(state != CounterState::closed, Reason::counter_closed);
    verdict.unless(state != CounterState::calling && state != CounterState::serving,
                   Reason::counter_busy);
    verdict.unless(state != CounterState::on_break, Reason::counter_on_break);
  }
  const Ticket* found = find(c.ticket);
  verdict.unless(found, Reason::unknown_ticket);
  verdict.unless(!found || found->state == TicketState::parked, Reason::wrong_state);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  Ticket& ticket = *mine(found->id);
  begin_clock(ticket);
  if (ticket.slip == Slip::failed) ticket.slip = Slip::on_screen;
  ticket.state = TicketState::serving;
  ticket.called_at = now_.at;
  ticket.started_at = now_.at;
  ticket.counter = c.counter;
  ticket.officer = counters[c.counter].officer;
  set(c.counter, CounterState::serving, ticket.id);
  return verdict;
}

Verdict Twin::on(const CancelTicket& c) {
  Ticket* ticket = mine(c.ticket);
  if (!ticket) return no(Reason::unknown_ticket);
  Verdict verdict;
  verdict.unless(aside(*ticket), Reason::wrong_state);
  verdict.unless(text_ok(c.why, true), Reason::bad_text);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  ticket->state = TicketState::cancelled;
  ticket->detail = c.why;
  ticket->ended_at = now_.at;
  return verdict;
}

Verdict Twin::on(const ReenterTicket& c) {
  const Ticket* found = find(c.ticket);
  if (!found) return no(Reason::unknown_ticket);
  if (found->state != TicketState::no_show) return no(Reason::wrong_state);
  const auto absent = now_.at - *found->ended_at;
  const bool may = plan_.no_show.reentry > chr::minutes(0) && absent <= plan_.no_show.reentry;
  if (!may) return no(Reason::too_late);
  last_at = now_.at;
  Ticket& ticket = *mine(found->id);
  const WallTime before_it = ticket.first ? ticket.arrival : ticket.since;
  new_step(ticket, ticket.service);
  ticket.state = TicketState::waiting;
  ticket.since = plan_.no_show.place == Place::arrival ? before_it + absent : now_.at;
  ticket.first = plan_.no_show.place == Place::first;
  return {};
}

Verdict Twin::on(const EnterPaper& c) {
  Verdict verdict;
  verdict.unless(plan_.service(c.service), Reason::unknown_service);
  const char letter = c.number.letter;
  const bool letter_ok =
      letter >= 'A' && letter <= 'Z' && letter != 'I' && letter != 'O' && letter != 'Q';
  verdict.unless(letter_ok && c.number.number >= 1 && c.number.number <= 9999, Reason::bad_text);
  verdict.unless(!given(c.number) && !lease(*day, c.number), Reason::number_taken);
  const LocalTime local = now_.local - (now_.at - c.issued_at);
  verdict.unless(c.issued_at <= now_.at && chr::floor<chr::days>(local) == day, Reason::bad_time);
  const bool served = c.counter || c.called_at || c.finished_at;
  if (served) {
    verdict.unless(c.counter && plan_.counter(*c.counter), Reason::unknown_counter);
    verdict.unless(c.called_at && c.finished_at && c.issued_at <= *c.called_at &&
                       *c.called_at <= *c.finished_at && *c.finished_at <= now_.at,
                   Reason::bad_time);
  }
  if (!verdict.done()) return verdict;
  Ticket& ticket = issue(c.service, c.number);
  not_by_the_hall.insert(ticket.id);
  ticket.priority = c.priority;
  ticket.token = c.token;
  ticket.slip = Slip::printed;
  ticket.issued_at = ticket.arrival = ticket.since = ticket.waits_from = c.issued_at;
  if (served) {
    ticket.state = TicketState::finished;
    ticket.outcome = Outcome::served;
    ticket.calls = 1;
    ticket.counter = c.counter;
    ticket.called_at = ticket.started_at = c.called_at;
    ticket.ended_at = c.finished_at;
    remember_time(ticket);
  }
  return verdict;
}

}  // namespace giliran::simulation
