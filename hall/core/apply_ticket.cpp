#include <algorithm>
#include <cassert>

#include "hall/core/applier.hpp"
#include "hall/core/calling_rule.hpp"

namespace giliran::hall {

namespace {

constexpr std::size_t max_recent_calls = 12;
constexpr std::size_t max_recent_services = 20;

void insert(Lane& lane, Waiting joined) {
  lane.insert(std::ranges::lower_bound(lane, joined), joined);
}
void erase(Lane& lane, Waiting left) {
  const auto found = std::ranges::lower_bound(lane, left);
  if (found != lane.end() && *found == left) lane.erase(found);
}

bool is_reserved(const Ticket& ticket) {
  return ticket.only_counter || ticket.only_officer;
}
Lane& lane_of(Queue& queue, const Ticket& ticket) {
  return ticket.first ? queue.first : queue.lanes[static_cast<std::size_t>(ticket.visitor())];
}

}  // namespace

// --- tickets -----------------------------------------------------------------------------------

void Hall::Applier::operator()(const TicketIssued& event) {
  Ticket issued;
  issued.id = event.ticket;
  issued.number = event.number;
  issued.service = event.service;
  issued.priority = event.priority;
  issued.appointment = event.appointment;
  issued.language = event.language;
  issued.token = event.token;
  issued.issued_at = at;
  issued.arrival = event.since.value_or(at);
  issued.since = issued.arrival;
  issued.first = event.first;
  issued.quoted = event.quoted;
  issued.to_do = event.then;
  int& last = hall.last_numbers_[static_cast<std::size_t>(event.number.letter - 'A')];
  last = std::max(last, event.number.number);
  if (event.booking) check_in(*event.booking);
  begin_wait(add(std::move(issued)));
}

void Hall::Applier::operator()(const PaperEntered& event) {
  Ticket entered;
  entered.id = event.ticket;
  entered.number = event.number;
  entered.service = event.service;
  entered.priority = event.priority;
  entered.token = event.token;
  entered.slip = Slip::printed;
  entered.issued_at = event.issued_at;
  entered.arrival = event.issued_at;
  entered.since = event.issued_at;
  Ticket& ticket = add(std::move(entered));
  if (!event.finished_at) {
    begin_wait(ticket);
    ticket.waits_from = event.issued_at;
    return;
  }
  ticket.state = TicketState::finished;
  ticket.waits_from = event.issued_at;
  ticket.called_at = event.called_at;
  ticket.started_at = event.called_at;
  ticket.ended_at = event.finished_at;
  ticket.counter = event.counter;
  ticket.calls = 1;
  ticket.outcome = Outcome::served;
  remember_service(ticket);
  is_over(ticket);
}

void Hall::Applier::operator()(const TicketHandedIn& event) {
  Ticket given;
  given.id = event.ticket;
  given.number = event.number;
  given.service = event.service;
  given.priority = event.priority;
  given.language = event.language;
  given.token = event.token;
  given.slip = event.slip;
  given.issued_at = event.issued_at;
  given.arrival = event.issued_at;
  given.since = event.issued_at;
  given.to_do = event.then;
  Ticket& ticket = add(std::move(given));
  begin_wait(ticket);
  ticket.waits_from = event.issued_at;
}

void Hall::Applier::operator()(const PastTicketHandedIn&) {}

void Hall::Applier::operator()(const SlipSet& event) {
  Ticket& changed = ticket(event.ticket);
  const bool held = changed.slip != Slip::failed;
  const bool holds = event.slip != Slip::failed;
  const bool waits = changed.state == TicketState::waiting;
  if (waits && held && !holds) leave_queue(changed);
  changed.slip = event.slip;
  if (waits && !held && holds) queue(changed);
}

void Hall::Applier::operator()(const TicketCalled& event) {
  Ticket& called = ticket(event.ticket);
  if (called.state == TicketState::waiting) leave_queue(called);
  if (called.state == TicketState::parked) {
    // Nobody waited meanwhile.
    start_clock(called);
    called.detail.clear();
  }
  if (!event.recall) count_run(called, event.counter);
  called.state = TicketState::called;
  called.called_at = at;
  arrive_at(called, event.counter, CounterState::calling);
  ++called.calls;
  hall.last_call_ = event.seq.value();
  auto& recent = hall.recent_calls_;
  std::erase_if(recent, [&](const RecentCall& call) { return call.ticket == event.ticket; });
  recent.insert(recent.begin(), {event.seq, event.ticket, called.number, event.counter});
  if (recent.size() > max_recent_calls) recent.pop_back();
}

void Hall::Applier::operator()(const ServiceStarted& event) {
  Ticket& started = ticket(event.ticket);
  started.state = TicketState::serving;
  started.started_at = at;
  if (started.counter) set_state(*started.counter, CounterState::serving);
}

void Hall::Applier::operator()(const ServiceFinished& event) {
  Ticket& finished = ticket(event.ticket);
  free_counter(finished);
  finished.ended_at = at;
  finished.outcome = event.outcome;
  finished.detail = event.detail;
  finished.state = TicketState::finished;
  remember_service(finished);
  if (!event.next) {
    finished.to_do.clear();
    return is_over(finished);
  }
  next_step(finished);
  finished.service = *event.next;
  const auto next = std::ranges::find(finished.to_do, *event.next);
  if (next != finished.to_do.end()) finished.to_do.erase(next);
  begin_wait(finished);
}

void Hall::Applier::operator()(const NoShowMarked& event) {
  is_over(end(event.ticket, TicketState::no_show));
}

void Hall::Applier::operator()(const TicketUnserved& event) {
  is_over(end(event.ticket, TicketState::unserved));
}

void Hall::Applier::operator()(const TicketCancelled& event) {
  Ticket& cancelled = end(event.ticket, TicketState::cancelled);
  cancelled.detail = event.why;
  is_over(cancelled);
}

void Hall::Applier::operator()(const TicketTransferred& event) {
  Ticket& moved = ticket(event.ticket);
  leave(moved);
  moved.service = event.service;
  moved.only_counter = event.counter;
  moved.only_officer = event.officer;
  moved.since = event.since;
  moved.first = event.first;
  begin_wait(moved);
}

void Hall::Applier::operator()(const StepAdded& event) {
  ticket(event.ticket).to_do.push_back(event.service);
}

void Hall::Applier::operator()(const TicketParked& event) {
  Ticket& parked = ticket(event.ticket);
  leave(parked);
  parked.state = TicketState::parked;
  parked.detail = event.why;
  start_clock(parked);
}

void Hall::Applier::operator()(const TicketTakenBack& event) {
  Ticket& taken = ticket(event.ticket);
  start_clock(taken);
  taken.detail.clear();
  taken.state = TicketState::serving;
  taken.called_at = at;
  taken.started_at = at;
  arrive_at(taken, event.counter, CounterState::serving);
}

void Hall::Applier::operator()(const TicketReentered& event) {
  Ticket& back = ticket(event.ticket);
  std::erase(hall.over_, event.ticket);
  next_step(back);
  back.since = event.since;
  back.first = event.first;
  begin_wait(back);
}

Ticket& Hall::Applier::ticket(TicketId id) {
  const auto found = hall.tickets_.find(id);
  assert(found != hall.tickets_.end());
  return found->second;
}

Ticket& Hall::Applier::add(Ticket added) {
  assert(added.id == hall.next_ticket());
  hall.last_ticket_ = added.id.value();
  hall.tokens_.emplace(std::hash<TicketToken>{}(added.token), added.id);
  hall.numbers_.emplace(added.number, added.id);
  auto& given = hall.given_[static_cast<std::size_t>(added.number.letter - 'A')];
  const auto number = static_cast<std::size_t>(added.number.number);
  if (number >= given.size()) given.resize(number + 1);
  given[number] = Hall::trace_of(added.token);
  if (const auto index = hall.index_of(added.service)) ++hall.issued_[*index];
  const TicketId id = added.id;
  return hall.tickets_.emplace_hint(hall.tickets_.end(), id, std::move(added))->second;
}

void Hall::Applier::is_over(const Ticket& ended) {
  hall.over_.push_back(ended.id);
  if (hall.over_.size() <= hall.plan_.held_over) return;
  const auto oldest = hall.tickets_.find(hall.over_.front());
  hall.over_.pop_front();
  put_away(oldest->second);
  hall.tickets_.erase(oldest);
}

void Hall::Applier::put_away(const Ticket& old) {
  hall.put_away_.add(hall, old);
  hall.numbers_.erase(old.number);
  const auto [first, last] = hall.tokens_.equal_range(std::hash<TicketToken>{}(old.token));
  hall.tokens_.erase(std::find_if(first, last, [&](const auto& t) { return t.second == old.id; }));
}

void Hall::Applier::check_in(const BookingCode& code) {
  const auto booking = hall.bookings_.find(code);
  if (booking == hall.bookings_.end()) return;
  const auto& [service, at_time] = std::pair(booking->second.service, booking->second.at);
  if (at_time) ++hall.checked_in_[{service, *at_time}];
  hall.bookings_.erase(booking);
}

// --- the clock of a step -----------------------------------------------------------------------

void Hall::Applier::start_clock(Ticket& ticket) {
  ticket.waits_from = at;
  ticket.called_at.reset();
  ticket.started_at.reset();
  ticket.ended_at.reset();
  ticket.calls = 0;
  ticket.counter.reset();
  ticket.officer.reset();
  ticket.outcome.reset();
}

void Hall::Applier::begin_wait(Ticket& ticket) {
  start_clock(ticket);
  ticket.detail.clear();
  ticket.state = TicketState::waiting;
  if (ticket.slip != Slip::failed) queue(ticket);
}

void Hall::Applier::next_step(Ticket& ticket) {
  ticket.done.push_back(ticket);
  ticket.since = ticket.arrival;
  ticket.only_counter.reset();
  ticket.only_officer.reset();
  ticket.first = false;
}

void Hall::Applier::leave(Ticket& left) {
  if (left.state == TicketState::parked) return;
  if (left.state == TicketState::waiting) leave_queue(left);
  free_counter(left);
  left.ended_at = at;
  next_step(left);
}

// --- queues ------------------------------------------------------------------------------------

void Hall::Applier::queue(const Ticket& joined) {
  const auto index = hall.index_of(joined.service);
  if (!index) return;
  Queue& queue = hall.queues_[*index];
  if (is_reserved(joined)) {
    queue.reserved.push_back(joined.id);
  } else {
    insert(lane_of(queue, joined), {joined.since, joined.id});
  }
}

void Hall::Applier::leave_queue(const Ticket& left) {
  const auto index = hall.index_of(left.service);
  if (!index || left.slip == Slip::failed) return;
  Queue& queue = hall.queues_[*index];
  if (is_reserved(left)) {
    std::erase(queue.reserved, left.id);
  } else {
    erase(lane_of(queue, left), {left.since, left.id});
  }
}

void Hall::Applier::count_run(const Ticket& called, CounterId counter) {
  if (hall.plan_.rule.mode != CallingRule::Mode::ratio) return;
  if (!called.priority && hall.runs_.empty()) return;
  std::vector<Served> space;
  const auto& served = hall.served_at(counter, at, space);
  if (called.priority && ordinary_waits(hall, served, at)) {
    ++hall.runs_[served];
  } else {
    hall.runs_.erase(served);
  }
}

void Hall::Applier::remember_service(const Ticket& finished) {
  const auto index = hall.index_of(finished.service);
  if (!index) return;
  auto& recent = hall.recent_services_[*index];
  auto& sum = hall.recent_sums_[*index];
  if (recent.size() == max_recent_services) {
    sum -= recent.front();
    recent.erase(recent.begin());
  }
  recent.push_back(std::chrono::floor<std::chrono::seconds>(
      *finished.ended_at - finished.called_at.value_or(finished.issued_at)));
  sum += recent.back();
}

Ticket& Hall::Applier::end(TicketId id, TicketState state) {
  Ticket& ended = ticket(id);
  if (ended.state == TicketState::waiting) leave_queue(ended);
  free_counter(ended);
  ended.state = state;
  ended.ended_at = at;
  return ended;
}

}  // namespace giliran::hall
