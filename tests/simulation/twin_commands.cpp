#include <algorithm>

#include "shared/base/text.hpp"
#include "tests/simulation/foresight.hpp"
#include "tests/simulation/twin.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

namespace {

bool at_counter(const Ticket& ticket) {
  return ticket.state == TicketState::called || ticket.state == TicketState::serving;
}
bool aside(const Ticket& ticket) {
  return ticket.state == TicketState::waiting || ticket.state == TicketState::parked;
}
bool text_ok(const std::string& text, bool may_be_empty) {
  if (text.empty()) return may_be_empty;
  const bool plain =
      std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  return text.size() <= 200 && plain && is_utf8(text);
}
Verdict no(Reason reason) {
  return {{reason}};
}

}  // namespace

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
/// Whatever lasts began by so much earlier.
Verdict Twin::on(const SetClockBack& c) {
  const WallTime from = std::max(c.from, last_at);
  if (now_.at >= from) return {};
  const chr::milliseconds by = from - now_.at;
  const auto date = chr::floor<chr::days>(now_.local);
  // Where the hall's time was on the local clock as it is now.
  const LocalTime was = now_.local + by;
  const bool begun_by_it = day && chr::floor<chr::days>(was) >= *day;
  if (begun_by_it && now_.local + chr::hours(1) < LocalTime(*day)) {
    remember_numbers();
    day = date;
    ++restored;
    for (const Booking& one : std::exchange(lapsed, {})) {
      const bool again = one.day >= date && !booking(one.code);
      (again ? bookings : lapsed).push_back(one);
    }
  }
  const auto earlier = [&](std::optional<WallTime>& time) {
    if (time) time = *time - by;
  };
  const auto step = [&](Step& one) {
    one.waits_from -= by;
    earlier(one.called_at);
    earlier(one.started_at);
    earlier(one.ended_at);
  };
  for (Ticket& ticket : tickets) {
    changed.insert(ticket.id);
    step(ticket);
    ticket.issued_at -= by;
    ticket.arrival -= by;
    ticket.since -= by;
    for (Step& done : ticket.done)
      step(done);
  }
  for (auto& [id, counter] : counters) {
    if (counter.since > WallTime{}) counter.since -= by;
    for (Lending& one : counter.lent)
      one.until -= by;
  }
  for (PauseSpan& span : pauses) {
    span.from -= by;
    earlier(span.to);
  }
  for (LeaseSpan& one : leases)
    one.at -= by;
  for (auto* all : {&bookings, &lapsed}) {
    for (Booking& one : *all)
      one.made_at -= by;
  }
  last_at = now_.at;
  return {};
}

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

// --- services and bookings -----------------------------------------------------------------------

Verdict Twin::on(const PauseService& c) {
  Verdict verdict;
  verdict.unless(plan_.service(c.service), Reason::unknown_service);
  verdict.unless(text_ok(c.why, true), Reason::bad_text);
  verdict.unless(!paused(c.service), Reason::service_paused);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  pauses.push_back({c.service, now_.at, {}});
  pause_reasons[c.service] = c.why;
  return verdict;
}

Verdict Twin::on(const ResumeService& c) {
  if (!plan_.service(c.service)) return no(Reason::unknown_service);
  if (!paused(c.service)) return {};
  end_pause(c.service);
  last_at = now_.at;
  return {};
}

Verdict Twin::on(const BookAppointment& c) {
  Verdict verdict;
  const Service* service = plan_.service(c.service);
  verdict.unless(service, Reason::unknown_service);
  verdict.unless(!booking(c.code), Reason::request_conflict);
  if (!service) return verdict;
  const auto date = chr::floor<chr::days>(c.at);
  verdict.unless(c.at > now_.local && date >= *day && date <= *day + plan_.appointments.ahead,
                 Reason::too_far);
  verdict.unless(service->hours.state_at(c.at) == ServiceState::open, Reason::service_closed);
  verdict.unless((c.at - date) % plan_.appointments.slot == chr::milliseconds(0), Reason::bad_time);
  const auto booked = std::ranges::count_if(
      bookings, [&](const Booking& one) { return one.service == c.service && one.at == c.at; });
  const auto here = std::ranges::count(checked_in, std::pair(c.service, c.at));
  verdict.unless(booked + here < service->appointments_per_slot && quota_left(*service, date) != 0,
                 Reason::booked_up);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  bookings.push_back({c.code, c.service, date, c.at, now_.at, c.priority, c.language});
  return verdict;
}

Verdict Twin::on(const TakeDatedSlip& c) {
  Verdict verdict;
  const Service* service = plan_.service(c.service);
  verdict.unless(service, Reason::unknown_service);
  verdict.unless(!booking(c.code), Reason::request_conflict);
  if (!service) return verdict;
  const auto date = service->hours.next_open_day(*day);
  verdict.unless(date.has_value(), Reason::service_closed);
  verdict.unless(!date || quota_left(*service, *date) != 0, Reason::booked_up);
  if (!verdict.done()) return verdict;
  last_at = now_.at;
  bookings.push_back({c.code, c.service, *date, {}, now_.at, c.priority, c.language});
  return verdict;
}

Verdict Twin::on(const CancelBooking& c) {
  if (!booking(c.code)) return no(Reason::unknown_booking);
  std::erase_if(bookings, [&](const Booking& one) { return one.code == c.code; });
  last_at = now_.at;
  return {};
}

Verdict Twin::on(const CheckIn& c) {
  const Booking* found = booking(c.code);
  if (!found) return no(Reason::unknown_booking);
  const Booking one = *found;
  const Service& service = *plan_.service(one.service);
  const AppointmentRule& rule = plan_.appointments;
  Verdict verdict;
  verdict.unless(one.day <= *day && (!one.at || now_.local >= *one.at - rule.early),
                 Reason::booking_early);
  verdict.unless(intake(service, now_.local) != ServiceState::closed, Reason::service_closed);
  if (!verdict.done()) return verdict;
  const bool in_time = one.at && now_.local <= *one.at + rule.late;
  Person person = newcomer(*this, one.service, now_.at);
  person.first = !one.at;
  if (!one.at) person.since = one.made_at;
  if (in_time) person.since = wall(*one.at);
  if (in_time) person.visitor = VisitorClass::appointment;
  if (one.priority) person.visitor = VisitorClass::priority;
  const auto told = wait_of(*this, plan_, person, now_.at);
  std::erase_if(bookings, [&](const Booking& other) { return other.code == c.code; });
  if (one.at) checked_in.emplace_back(one.service, *one.at);
  Ticket& ticket = issue(one.service, {service.letter, next_number(service.letter)});
  ticket.priority = one.priority;
  ticket.language = one.language;
  ticket.token = c.token;
  ticket.quoted = told;
  ticket.first = person.first;
  ticket.appointment = in_time;
  ticket.arrival = ticket.since = person.since;
  return verdict;
}

// --- numbers that kiosks give --------------------------------------------------------------------

Verdict Twin::on(const LeaseNumbers& c) {
  if (!text_ok(c.device.value(), false)) return no(Reason::bad_text);
  for (const chr::local_days date : lease_days()) {
    std::set<char> letters;
    for (const Service& service : plan_.services)
      letters.insert(service.letter);
    for (const char letter : letters) {
      if (has_enough(c.device, date, letter)) continue;
      const int first =
          std::max(above(date, letter) + plan_.offline.first_number, known(date, letter) + 1);
      const int last = std::min(first + plan_.offline.numbers - 1, 9999);
      if (last < first) continue;
      leases.push_back({c.device, date, letter, first, last, now_.at});
      last_at = now_.at;
    }
  }
  return {};
}

Verdict Twin::on(const HandInTicket& c) {
  Verdict verdict;
  const char letter = c.number.letter;
  const bool letter_ok =
      letter >= 'A' && letter <= 'Z' && letter != 'I' && letter != 'O' && letter != 'Q';
  verdict.unless(letter_ok && c.number.number >= 1 && c.number.number <= 99'999, Reason::bad_text);
  verdict.unless(c.then.size() <= 7, Reason::bad_text);
  for (const ServiceId& then : c.then)
    verdict.unless(text_ok(then.value(), false), Reason::bad_text);
  verdict.unless(text_ok(c.device.value(), false) && text_ok(c.service.value(), false) &&
                     text_ok(c.token.value(), false),
                 Reason::bad_text);
  if (!verdict.done() || find(c.token)) return verdict;
  if (c.day > *day) return no(Reason::bad_time);
  if (c.day < *day) {
    last_at = now_.at;
    return {};
  }
  // Of a ticket that is gone nobody knows the token; it is taken for the same.
  if (given(c.number) && !find(c.number)) return {};
  verdict.unless(plan_.service(c.service), Reason::unknown_service);
  for (const ServiceId& then : c.then)
    verdict.unless(plan_.service(then), Reason::unknown_service);
  verdict.unless(!given(c.number), Reason::number_taken);
  const LeaseSpan* range = lease(*day, c.number);
  verdict.unless(range ? range->device == c.device : c.of_other_journal, Reason::not_leased);
  if (!verdict.done()) return verdict;
  WallTime since = c.issued_at;
  if (range && since < range->at) since = range->at;
  if (since < wall(*day)) since = wall(*day);
  if (since > now_.at) since = now_.at;
  Ticket& ticket = issue(c.service, c.number);
  not_by_the_hall.insert(ticket.id);
  ticket.priority = c.priority;
  ticket.language = c.language;
  ticket.token = c.token;
  ticket.to_do = c.then;
  ticket.slip = c.slip;
  ticket.issued_at = ticket.arrival = ticket.since = ticket.waits_from = since;
  return verdict;
}

}  // namespace giliran::simulation
