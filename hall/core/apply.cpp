#include <algorithm>
#include <cassert>

#include "hall/core/calling_rule.hpp"
#include "hall/core/hall.hpp"
#include "hall/core/moved.hpp"

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

/// What each event does to the hall.
struct Hall::Applier {
  Hall& hall;
  WallTime at;

  void operator()(const DayBegan& event) {
    // If the clock proves to be wrong, the day that ends now goes on.
    const std::chrono::local_days kept = hall.day_.value_or(event.day);
    remember_numbers();
    hall.day_ = event.day;
    hall.tickets_.clear();
    hall.tokens_.clear();
    hall.numbers_ = {};
    hall.counters_.clear();
    std::ranges::fill(hall.queues_, Queue{});
    std::ranges::fill(hall.pauses_, Pause{});
    std::ranges::fill(hall.recent_services_, std::vector<std::chrono::seconds>{});
    std::ranges::fill(hall.recent_sums_, std::chrono::seconds(0));
    std::ranges::fill(hall.issued_, 0);
    hall.runs_.clear();
    hall.last_numbers_.fill(0);
    hall.recent_calls_.clear();
    hall.checked_in_.clear();
    std::erase_if(hall.number_runs_, [&](const auto& one) { return one.first.first < kept; });
    std::erase_if(hall.bookings_, [&](const auto& one) { return one.second.day < event.day; });
  }

  // --- tickets -----------------------------------------------------------------------------------

  void operator()(const TicketIssued& event) {
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

  void operator()(const PaperEntered& event) {
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
  }

  void operator()(const TicketHandedIn& event) {
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
  void operator()(const PastTicketHandedIn&) {}

  void operator()(const SlipSet& event) {
    Ticket& changed = ticket(event.ticket);
    const bool held = changed.slip != Slip::failed;
    const bool holds = event.slip != Slip::failed;
    const bool waits = changed.state == TicketState::waiting;
    if (waits && held && !holds) leave_queue(changed);
    changed.slip = event.slip;
    if (waits && !held && holds) queue(changed);
  }

  void operator()(const TicketCalled& event) {
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

  void operator()(const ServiceStarted& event) {
    Ticket& started = ticket(event.ticket);
    started.state = TicketState::serving;
    started.started_at = at;
    if (started.counter) set_state(*started.counter, CounterState::serving);
  }

  void operator()(const ServiceFinished& event) {
    Ticket& finished = ticket(event.ticket);
    free_counter(finished);
    finished.ended_at = at;
    finished.outcome = event.outcome;
    finished.detail = event.detail;
    finished.state = TicketState::finished;
    remember_service(finished);
    if (!event.next) return finished.to_do.clear();
    next_step(finished);
    finished.service = *event.next;
    const auto next = std::ranges::find(finished.to_do, *event.next);
    if (next != finished.to_do.end()) finished.to_do.erase(next);
    begin_wait(finished);
  }

  void operator()(const NoShowMarked& event) { end(event.ticket, TicketState::no_show); }
  void operator()(const TicketUnserved& event) { end(event.ticket, TicketState::unserved); }
  void operator()(const TicketCancelled& event) {
    end(event.ticket, TicketState::cancelled);
    ticket(event.ticket).detail = event.why;
  }

  void operator()(const TicketTransferred& event) {
    Ticket& moved = ticket(event.ticket);
    leave(moved);
    moved.service = event.service;
    moved.only_counter = event.counter;
    moved.only_officer = event.officer;
    moved.since = event.since;
    moved.first = event.first;
    begin_wait(moved);
  }
  void operator()(const StepAdded& event) { ticket(event.ticket).to_do.push_back(event.service); }
  void operator()(const TicketParked& event) {
    Ticket& parked = ticket(event.ticket);
    leave(parked);
    parked.state = TicketState::parked;
    parked.detail = event.why;
    start_clock(parked);
  }
  void operator()(const TicketTakenBack& event) {
    Ticket& taken = ticket(event.ticket);
    start_clock(taken);
    taken.detail.clear();
    taken.state = TicketState::serving;
    taken.called_at = at;
    taken.started_at = at;
    arrive_at(taken, event.counter, CounterState::serving);
  }
  void operator()(const TicketReentered& event) {
    Ticket& back = ticket(event.ticket);
    next_step(back);
    back.since = event.since;
    back.first = event.first;
    begin_wait(back);
  }

  // --- counters ----------------------------------------------------------------------------------

  void operator()(const CounterOpened& event) {
    Counter opened;
    opened.officer = event.officer;
    hall.counters_[event.counter] = std::move(opened);
    set_state(event.counter, CounterState::idle);
  }
  void operator()(const CounterClosed& event) {
    hall.counters_[event.counter] = {};
    set_state(event.counter, CounterState::closed);
  }
  void operator()(const BreakStarted& event) {
    set_state(event.counter, CounterState::on_break).break_reason = event.reason;
  }
  void operator()(const BreakEnded& event) {
    set_state(event.counter, CounterState::idle).break_reason.clear();
  }
  void operator()(const CounterLent& event) {
    auto& lent = hall.counters_[event.counter].lent;
    std::erase_if(lent, [&](const Lending& one) { return one.until <= at; });
    lent.push_back({event.service, event.until});
  }
  void operator()(const CounterReturned& event) {
    std::erase_if(hall.counters_[event.counter].lent,
                  [&](const Lending& one) { return one.service == event.service; });
  }
  void operator()(const AutoCallSet& event) { hall.counters_[event.counter].auto_call = event.on; }

  // --- services and bookings ---------------------------------------------------------------------

  void operator()(const ServicePaused& event) {
    const auto index = hall.index_of(event.service);
    if (!index) return;
    hall.pauses_[*index].since = at;
    hall.pauses_[*index].why = event.why;
  }
  void operator()(const ServiceResumed& event) {
    const auto index = hall.index_of(event.service);
    if (!index || !hall.pauses_[*index].since) return;
    Pause& pause = hall.pauses_[*index];
    pause.over.emplace_back(*pause.since, at);
    pause.since.reset();
    pause.why.clear();
  }
  void operator()(const AppointmentBooked& event) {
    hall.bookings_[event.code] = {event.code,
                                  event.service,
                                  std::chrono::floor<std::chrono::days>(event.at),
                                  event.at,
                                  at,
                                  event.priority,
                                  event.language};
  }
  void operator()(const DatedSlipTaken& event) {
    hall.bookings_[event.code] = {event.code, event.service,  event.day,     std::nullopt,
                                  at,         event.priority, event.language};
  }
  void operator()(const BookingCancelled& event) { hall.bookings_.erase(event.code); }

  // --- numbers that kiosks may give by themselves ------------------------------------------------

  void operator()(const NumbersLeased& event) {
    hall.number_runs_[{event.day, event.from.letter}].leases.push_back(
        {event.device, event.from.number, event.to.number, at});
  }
  void operator()(const JournalRestored&) { ++hall.restored_; }
  void operator()(const RunRaised& event) {
    hall.number_runs_[{event.day, event.above.letter}].above = event.above.number;
    hall.restored_ = 0;
  }

  void operator()(const ClockSetBack& event) {
    hall.last_at_ = at;
    Moved moved{event.by};
    for (Ticket& ticket : hall.tickets_)
      moved(ticket);
    for (auto& [id, counter] : hall.counters_)
      moved(counter);
    for (Queue& queue : hall.queues_)
      moved(queue);
    for (Pause& pause : hall.pauses_)
      moved(pause);
    for (auto& [key, run] : hall.number_runs_) {
      for (Lease& lease : run.leases)
        moved(lease.at);
    }
    for (auto& [code, booking] : hall.bookings_)
      moved(booking.made_at);
    if (event.day) take_back_day(*event.day);
  }

 private:
  /// When this day comes again, its numbers go on.
  void remember_numbers() {
    for (const Ticket& ticket : hall.tickets_) {
      int& above = hall.number_runs_[{*hall.day_, ticket.number.letter}].above;
      above = std::max(above, ticket.number.number);
    }
  }

  void take_back_day(std::chrono::local_days right) {
    remember_numbers();
    hall.day_ = right;
    ++hall.restored_;
  }

  Ticket& ticket(TicketId id) {
    assert(hall.ticket(id));
    return hall.tickets_[id.value() - hall.tickets_.front().id.value()];
  }

  Ticket& add(Ticket added) {
    assert(added.id == hall.next_ticket());
    hall.last_ticket_ = added.id.value();
    hall.tokens_.emplace(std::hash<TicketToken>{}(added.token), added.id);
    auto& given = hall.numbers_[static_cast<std::size_t>(added.number.letter - 'A')];
    const auto number = static_cast<std::size_t>(added.number.number);
    if (number >= given.size()) given.resize(std::max(number + 1, given.size() * 2));
    given[number] = added.id;
    if (const auto index = hall.index_of(added.service)) ++hall.issued_[*index];
    return hall.tickets_.emplace_back(std::move(added));
  }

  void check_in(const BookingCode& code) {
    const auto booking = hall.bookings_.find(code);
    if (booking == hall.bookings_.end()) return;
    const auto& [service, at_time] = std::pair(booking->second.service, booking->second.at);
    if (at_time) ++hall.checked_in_[{service, *at_time}];
    hall.bookings_.erase(booking);
  }

  // --- the clock of a step -----------------------------------------------------------------------

  void start_clock(Ticket& ticket) {
    ticket.waits_from = at;
    ticket.called_at.reset();
    ticket.started_at.reset();
    ticket.ended_at.reset();
    ticket.calls = 0;
    ticket.counter.reset();
    ticket.officer.reset();
    ticket.outcome.reset();
  }

  void begin_wait(Ticket& ticket) {
    start_clock(ticket);
    ticket.detail.clear();
    ticket.state = TicketState::waiting;
    if (ticket.slip != Slip::failed) queue(ticket);
  }

  /// Keeps the present step among those done. What only that step had is over.
  void next_step(Ticket& ticket) {
    ticket.done.push_back(ticket);
    ticket.since = ticket.arrival;
    ticket.only_counter.reset();
    ticket.only_officer.reset();
    ticket.first = false;
  }

  /// The ticket leaves its queue or its counter, and with that its step.
  void leave(Ticket& left) {
    if (left.state == TicketState::parked) return;
    if (left.state == TicketState::waiting) leave_queue(left);
    free_counter(left);
    left.ended_at = at;
    next_step(left);
  }

  // --- queues ------------------------------------------------------------------------------------

  void queue(const Ticket& joined) {
    const auto index = hall.index_of(joined.service);
    if (!index) return;
    Queue& queue = hall.queues_[*index];
    if (is_reserved(joined)) {
      queue.reserved.push_back(joined.id);
    } else {
      insert(lane_of(queue, joined), {joined.since, joined.id});
    }
  }
  void leave_queue(const Ticket& left) {
    const auto index = hall.index_of(left.service);
    if (!index || left.slip == Slip::failed) return;
    Queue& queue = hall.queues_[*index];
    if (is_reserved(left)) {
      std::erase(queue.reserved, left.id);
    } else {
      erase(lane_of(queue, left), {left.since, left.id});
    }
  }

  // --- counters ----------------------------------------------------------------------------------

  Counter& set_state(CounterId id, CounterState state) {
    Counter& counter = hall.counters_[id];
    counter.state = state;
    counter.since = at;
    return counter;
  }

  void arrive_at(Ticket& ticket, CounterId id, CounterState state) {
    Counter& counter = set_state(id, state);
    counter.ticket = ticket.id;
    ticket.counter = id;
    ticket.officer = counter.officer;
  }

  void free_counter(const Ticket& left) {
    if (left.state != TicketState::called && left.state != TicketState::serving) return;
    set_state(*left.counter, CounterState::idle).ticket.reset();
  }

  /// Of the ratio rule; see Hall::priority_run.
  void count_run(const Ticket& called, CounterId counter) {
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

  void remember_service(const Ticket& finished) {
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

  void end(TicketId id, TicketState state) {
    Ticket& ended = ticket(id);
    if (ended.state == TicketState::waiting) leave_queue(ended);
    free_counter(ended);
    ended.state = state;
    ended.ended_at = at;
  }
};

void apply(Hall& hall, const Recorded& recorded) {
  hall.last_at_ = std::max(hall.last_at_, recorded.at);
  std::visit(Hall::Applier{hall, recorded.at}, recorded.event);
}

}  // namespace giliran::hall
