#include <algorithm>

#include "hall/core/applier.hpp"
#include "hall/core/moved.hpp"

namespace giliran::hall {

namespace {

using Bookings = std::map<BookingCode, Booking>;
template <class Which>
void move_bookings(Bookings& from, Bookings& to, const Which& which) {
  for (auto one = from.begin(); one != from.end();) {
    const auto next = std::next(one);
    if (which(one->second)) to.insert(from.extract(one));
    one = next;
  }
}

}  // namespace

void Hall::Applier::operator()(const DayBegan& event) {
  // If the clock proves to be wrong, the day that ends now goes on.
  const std::chrono::local_days kept = hall.day_.value_or(event.day);
  remember_numbers();
  hall.day_ = event.day;
  hall.tickets_.clear();
  hall.over_.clear();
  hall.put_away_ = {};
  hall.tokens_.clear();
  hall.numbers_.clear();
  hall.given_ = {};
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
  hall.lapsed_.clear();
  move_bookings(hall.bookings_, hall.lapsed_,
                [&](const Booking& one) { return one.day < event.day; });
}

// --- counters ----------------------------------------------------------------------------------

void Hall::Applier::operator()(const CounterOpened& event) {
  Counter opened;
  opened.officer = event.officer;
  hall.counters_[event.counter] = std::move(opened);
  set_state(event.counter, CounterState::idle);
}

void Hall::Applier::operator()(const CounterClosed& event) {
  hall.counters_[event.counter] = {};
  set_state(event.counter, CounterState::closed);
}

void Hall::Applier::operator()(const BreakStarted& event) {
  set_state(event.counter, CounterState::on_break).break_reason = event.reason;
}

void Hall::Applier::operator()(const BreakEnded& event) {
  set_state(event.counter, CounterState::idle).break_reason.clear();
}

void Hall::Applier::operator()(const CounterLent& event) {
  auto& lent = hall.counters_[event.counter].lent;
  std::erase_if(lent, [&](const Lending& one) { return one.until <= at; });
  lent.push_back({event.service, event.until});
}

void Hall::Applier::operator()(const CounterReturned& event) {
  std::erase_if(hall.counters_[event.counter].lent,
                [&](const Lending& one) { return one.service == event.service; });
}

void Hall::Applier::operator()(const AutoCallSet& event) {
  hall.counters_[event.counter].auto_call = event.on;
}

// --- services and bookings ---------------------------------------------------------------------

void Hall::Applier::operator()(const ServicePaused& event) {
  const auto index = hall.index_of(event.service);
  if (!index) return;
  hall.pauses_[*index].since = at;
  hall.pauses_[*index].why = event.why;
}

void Hall::Applier::operator()(const ServiceResumed& event) {
  const auto index = hall.index_of(event.service);
  if (!index || !hall.pauses_[*index].since) return;
  Pause& pause = hall.pauses_[*index];
  pause.over.emplace_back(*pause.since, at);
  pause.since.reset();
  pause.why.clear();
}

void Hall::Applier::operator()(const AppointmentBooked& event) {
  hall.bookings_[event.code] = {
      event.code,     event.service, std::chrono::floor<std::chrono::days>(event.at), event.at, at,
      event.priority, event.language};
}

void Hall::Applier::operator()(const DatedSlipTaken& event) {
  hall.bookings_[event.code] = {event.code, event.service,  event.day,     std::nullopt,
                                at,         event.priority, event.language};
}

void Hall::Applier::operator()(const BookingCancelled& event) {
  hall.bookings_.erase(event.code);
}

// --- numbers that kiosks may give by themselves ------------------------------------------------

void Hall::Applier::operator()(const NumbersLeased& event) {
  hall.number_runs_[{event.day, event.from.letter}].leases.push_back(
      {event.device, event.from.number, event.to.number, at});
}

void Hall::Applier::operator()(const JournalRestored& event) {
  ++hall.restored_;
  hall.last_ticket_ += event.skipped;
}

void Hall::Applier::operator()(const RunRaised& event) {
  hall.number_runs_[{event.day, event.above.letter}].above = event.above.number;
  hall.restored_ = 0;
}

void Hall::Applier::operator()(const ClockSetBack& event) {
  hall.last_at_ = at;
  Moved moved{event.by};
  for (auto& [id, ticket] : hall.tickets_)
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
  for (auto& [code, booking] : hall.lapsed_)
    moved(booking.made_at);
  if (event.day) take_back_day(*event.day);
}

void Hall::Applier::remember_numbers() {
  for (char letter = 'A'; letter <= 'Z'; ++letter) {
    const auto& given = hall.given_[static_cast<std::size_t>(letter - 'A')];
    if (given.empty()) continue;
    int& above = hall.number_runs_[{*hall.day_, letter}].above;
    above = std::max(above, static_cast<int>(given.size()) - 1);
  }
}

void Hall::Applier::take_back_day(std::chrono::local_days right) {
  remember_numbers();
  hall.day_ = right;
  ++hall.restored_;
  move_bookings(hall.lapsed_, hall.bookings_, [&](const Booking& one) { return one.day >= right; });
}

// --- counters ----------------------------------------------------------------------------------

Counter& Hall::Applier::set_state(CounterId id, CounterState state) {
  Counter& counter = hall.counters_[id];
  counter.state = state;
  counter.since = at;
  return counter;
}

void Hall::Applier::arrive_at(Ticket& ticket, CounterId id, CounterState state) {
  Counter& counter = set_state(id, state);
  counter.ticket = ticket.id;
  ticket.counter = id;
  ticket.officer = counter.officer;
}

void Hall::Applier::free_counter(const Ticket& left) {
  if (left.state != TicketState::called && left.state != TicketState::serving) return;
  set_state(*left.counter, CounterState::idle).ticket.reset();
}

void apply(Hall& hall, const Recorded& recorded) {
  hall.last_at_ = std::max(hall.last_at_, recorded.at);
  std::visit(Hall::Applier{hall, recorded.at}, recorded.event);
}

}  // namespace giliran::hall
