#include "hall/store/projection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>

namespace giliran::hall {

namespace chr = std::chrono;

namespace {

template <class E>
constexpr bool begins_ticket = std::is_same_v<E, TicketIssued> || std::is_same_v<E, PaperEntered> ||
                               std::is_same_v<E, TicketHandedIn>;

/// The ticket that the event is about.
std::optional<TicketId> ticket_of(const Event& event) {
  return std::visit(
      []<class E>(const E& one) -> std::optional<TicketId> {
        if constexpr (requires { one.ticket; }) return one.ticket;
        return std::nullopt;
      },
      event);
}

/// A counter's event that is about no ticket.
std::optional<CounterId> counter_of(const Event& event) {
  return std::visit(
      []<class E>(const E& one) -> std::optional<CounterId> {
        if constexpr (
            requires { one.counter; } && !requires { one.ticket; })
          return one.counter;
        return std::nullopt;
      },
      event);
}

/// What apply() takes for granted.
void check_follows(const Hall& hall, const Event& event) {
  const auto id = ticket_of(event);
  if (!id) return;
  const bool fits = is_new_ticket(event) ? *id == hall.next_ticket() : hall.ticket(*id) != nullptr;
  if (!fits) throw std::invalid_argument(fmt::format("ticket {} is none of today", id->value()));
}

/// How a step ended that has no outcome, by the event that ended it.
std::string end_of(const Event& event) {
  if (std::holds_alternative<TicketTransferred>(event)) return "transferred";
  if (std::holds_alternative<TicketParked>(event)) return "parked";
  if (std::holds_alternative<TicketReentered>(event)) return "no_show";
  return "";
}

bool is_over(TicketState state) {
  return state == TicketState::finished || state == TicketState::no_show ||
         state == TicketState::cancelled || state == TicketState::unserved;
}

std::string outcome_of(const Step& step) {
  return step.outcome ? std::string(name_of(*step.outcome)) : "";
}

std::string outcome_of(const Ticket& ticket) {
  if (ticket.outcome || !is_over(ticket.state)) return outcome_of(static_cast<const Step&>(ticket));
  return std::string(name_of(ticket.state));
}

}  // namespace

bool is_new_ticket(const Event& event) {
  return std::visit([]<class E>(const E&) { return begins_ticket<E>; }, event);
}

void Projection::apply(const Recorded& recorded) {
  const Event& event = recorded.event;
  check_follows(hall_, event);
  const auto id = ticket_of(event);
  const Ticket* before = id ? hall_.ticket(*id) : nullptr;
  const std::size_t done_before = before ? before->done.size() : 0;
  if (std::holds_alternative<DayBegan>(event)) end_day(recorded.at);
  hall::apply(hall_, recorded);
  seq_ = recorded.seq;
  if (std::holds_alternative<DayBegan>(event)) rows_.days.push_back({seq_, hall_.carried()});
  if (id) ticket_changed(recorded, *id, done_before);
  if (const auto* past = std::get_if<PastTicketHandedIn>(&event)) add_past(recorded, *past);
  if (const auto* back = std::get_if<ClockSetBack>(&event)) move_times(back->by);
  if (const auto counter = counter_of(event)) counter_changed(recorded, *counter);
  service_changed(recorded);
}

// --- tickets -------------------------------------------------------------------------------------

void Projection::ticket_changed(const Recorded& recorded, TicketId id, std::size_t done_before) {
  const Event& event = recorded.event;
  const Ticket& ticket = *hall_.ticket(id);
  if (const auto* issued = std::get_if<TicketIssued>(&event); issued && issued->booking) {
    booked_.emplace(id, *issued->booking);
  }
  if (const auto* call = std::get_if<TicketCalled>(&event)) {
    rows_.calls.push_back({hall_.day(), *call, recorded.at});
  }
  if (ticket.state == TicketState::parked) {
    aside_.insert(id);
  } else if (!is_over(ticket.state)) {
    aside_.erase(id);
  }
  write_visit(ticket);
  for (std::size_t at = done_before; at < ticket.done.size(); ++at) {
    const Step& step = ticket.done[at];
    const auto* parked = std::get_if<TicketParked>(&event);
    auto& [outcome, detail] = ends_[{id, at}];
    outcome = step.outcome ? outcome_of(step) : end_of(event);
    detail = parked ? parked->why : step.detail;
    write_step(ticket, at, outcome, detail);
  }
  if (!aside_.contains(id)) {
    write_step(ticket, ticket.done.size(), outcome_of(ticket), ticket.detail);
  }
  forget_put_away();
}

/// Of tickets that the hall holds no longer nothing changes any more.
void Projection::forget_put_away() {
  while (!ends_.empty() && !hall_.ticket(ends_.begin()->first.first))
    ends_.erase(ends_.begin());
  while (!booked_.empty() && !hall_.ticket(booked_.begin()->first))
    booked_.erase(booked_.begin());
  while (!aside_.empty() && !hall_.ticket(*aside_.begin()))
    aside_.erase(aside_.begin());
}

/// It never was a ticket of the hall; below zero there are none, and each event has its own.
void Projection::add_past(const Recorded& recorded, const PastTicketHandedIn& past) {
  const TicketId id(~recorded.seq + 1);
  VisitRow& visit = rows_.visits[id];
  visit.day = past.day;
  visit.number = past.number;
  visit.priority = past.priority;
  visit.language = past.language;
  visit.issued_at = past.issued_at;
  visit.state = TicketState::unserved;
  visit.slip = past.slip;
  StepRow& step = rows_.steps[{id, 1}];
  step.day = past.day;
  step.step.service = past.service;
  step.step.waits_from = past.issued_at;
  step.outcome = name_of(TicketState::unserved);
}

void Projection::write_visit(const Ticket& ticket) {
  const auto booking = booked_.find(ticket.id);
  std::optional<Outcome> outcome = ticket.outcome;
  for (auto step = ticket.done.rbegin(); !outcome && step != ticket.done.rend(); ++step)
    outcome = step->outcome;
  VisitRow& row = rows_.visits[ticket.id];
  row.day = hall_.day();
  row.number = ticket.number;
  row.priority = ticket.priority;
  row.appointment = ticket.appointment;
  row.language = ticket.language;
  row.issued_at = ticket.issued_at;
  row.ended_at = is_over(ticket.state) ? ticket.ended_at : std::nullopt;
  row.state = ticket.state;
  row.outcome = outcome;
  row.slip = ticket.slip;
  row.booking = booking == booked_.end() ? std::nullopt : std::optional(booking->second);
}

void Projection::write_step(const Ticket& ticket, std::size_t at, const std::string& outcome,
                            const std::string& detail) {
  StepRow& row = rows_.steps[{ticket.id, at + 1}];
  row.day = hall_.day();
  row.step = at < ticket.done.size() ? ticket.done[at] : ticket;
  row.outcome = outcome;
  row.detail = detail;
  const Step& step = row.step;
  row.wait.reset();
  row.service.reset();
  if (step.called_at && step.calls > 0) {
    row.wait =
        *step.called_at - step.waits_from - paused(step.service, step.waits_from, *step.called_at);
  }
  if (step.started_at && step.ended_at && outcome != name_of(TicketState::unserved)) {
    row.service = *step.ended_at - *step.started_at;
  }
  row.quoted = at == 0 ? ticket.quoted : std::nullopt;
}

chr::milliseconds Projection::paused(const ServiceId& service, WallTime from, WallTime to) const {
  chr::milliseconds sum{0};
  for (const auto& [seq, pause] : pauses_) {
    if (pause.service != service) continue;
    const WallTime begin = std::max(from, pause.from);
    const WallTime end = std::min(to, pause.to.value_or(to));
    sum += std::max(end - begin, chr::milliseconds(0));
  }
  return sum;
}

// --- counters and services -----------------------------------------------------------------------

void Projection::counter_changed(const Recorded& recorded, CounterId id) {
  const Event& event = recorded.event;
  const bool opened = std::holds_alternative<CounterOpened>(event);
  const bool closed = std::holds_alternative<CounterClosed>(event);
  const auto* broke = std::get_if<BreakStarted>(&event);
  const bool went_on = std::holds_alternative<BreakEnded>(event);
  if (!opened && !closed && !broke && !went_on) return;
  if (const auto found = periods_.find(id); found != periods_.end()) {
    auto& [seq, ended] = found->second;
    ended.to = recorded.at;
    rows_.counter_periods[seq] = ended;
    periods_.erase(found);
  }
  if (closed) return;
  CounterPeriodRow begun{
      hall_.day(), id, hall_.counter(id).officer, broke != nullptr, broke ? broke->reason : "",
      recorded.at};
  rows_.counter_periods[recorded.seq] = begun;
  periods_[id] = {recorded.seq, std::move(begun)};
}

void Projection::service_changed(const Recorded& recorded) {
  const auto end_pause = [&](const ServiceId& service) {
    for (auto& [seq, pause] : pauses_) {
      if (pause.service != service || pause.to) continue;
      pause.to = recorded.at;
      rows_.service_pauses[seq] = pause;
    }
  };
  if (const auto* resumed = std::get_if<ServiceResumed>(&recorded.event)) {
    end_pause(resumed->service);
  }
  if (const auto* paused = std::get_if<ServicePaused>(&recorded.event)) {
    end_pause(paused->service);
    pauses_[recorded.seq] = {hall_.day(), paused->service, paused->why, recorded.at};
    rows_.service_pauses[recorded.seq] = pauses_[recorded.seq];
  }
}

/// Whatever lasts ends with its day.
void Projection::end_day(WallTime at) {
  for (auto& [counter, lasting] : periods_) {
    auto& [seq, period] = lasting;
    period.to = at;
    rows_.counter_periods[seq] = period;
  }
  for (auto& [seq, pause] : pauses_) {
    if (pause.to) continue;
    pause.to = at;
    rows_.service_pauses[seq] = pause;
  }
  periods_.clear();
  pauses_.clear();
  booked_.clear();
  aside_.clear();
  ends_.clear();
}

/// The hall's times are earlier from now on: the rows of its day are told anew, so that each has
/// the times of one clock. What is over at counters, calls, and tickets that the hall holds no
/// longer stay as they were written.
void Projection::move_times(chr::milliseconds by) {
  for (auto& [counter, lasting] : periods_) {
    auto& [seq, period] = lasting;
    period.day = hall_.day();
    period.from -= by;
    rows_.counter_periods[seq] = period;
  }
  for (auto& [seq, pause] : pauses_) {
    pause.day = hall_.day();
    pause.from -= by;
    if (pause.to) *pause.to -= by;
    rows_.service_pauses[seq] = pause;
  }
  for (const auto& [id, ticket] : hall_.tickets()) {
    write_visit(ticket);
    for (std::size_t at = 0; at < ticket.done.size(); ++at) {
      const auto& [outcome, detail] = ends_[{ticket.id, at}];
      write_step(ticket, at, outcome, detail);
    }
    if (!aside_.contains(ticket.id)) {
      write_step(ticket, ticket.done.size(), outcome_of(ticket), ticket.detail);
    }
  }
}

}  // namespace giliran::hall
