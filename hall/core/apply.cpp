#include <algorithm>
#include <cassert>

#include "hall/core/hall.hpp"

namespace giliran::hall {

namespace {

constexpr std::size_t max_recent_calls = 12;
constexpr std::size_t max_recent_services = 20;

std::vector<TicketId>& lane_of(Queue& queue, const Ticket& ticket) {
  return ticket.priority ? queue.priority : queue.ordinary;
}

}  // namespace

/// What each event does to the hall.
struct Hall::Applier {
  Hall& hall;
  WallTime at;

  Ticket& ticket(TicketId id) {
    const auto found = hall.tickets_.find(id);
    assert(found != hall.tickets_.end());
    return found->second;
  }

  void operator()(const DayBegan& event) {
    hall.day_ = event.day;
    hall.tickets_.clear();
    hall.tokens_.clear();
    hall.queues_.clear();
    hall.last_numbers_.clear();
    hall.streaks_.clear();
    hall.recent_services_.clear();
    hall.recent_calls_.clear();
  }

  void operator()(const TicketIssued& event) {
    Ticket issued;
    issued.id = event.ticket;
    issued.number = event.number;
    issued.service = event.service;
    issued.priority = event.priority;
    issued.language = event.language;
    issued.token = event.token;
    issued.issued_at = at;
    queue(issued);
    hall.tokens_[event.token] = event.ticket;
    hall.tickets_[event.ticket] = std::move(issued);
    hall.last_ticket_ = std::max(hall.last_ticket_, event.ticket.value());
    int& last = hall.last_numbers_[event.number.letter];
    last = std::max(last, event.number.number);
  }

  void operator()(const SlipSet& event) {
    Ticket& changed = ticket(event.ticket);
    const bool held = changed.slip != Slip::failed;
    changed.slip = event.slip;
    const bool holds = changed.slip != Slip::failed;
    if (changed.state != TicketState::waiting || held == holds) return;
    holds ? queue(changed) : leave_queue(changed);
  }

  void operator()(const CounterOpened& event) {
    hall.counters_[event.counter] = {CounterState::idle, std::nullopt, at};
  }
  void operator()(const CounterClosed& event) {
    hall.counters_[event.counter] = {CounterState::closed, std::nullopt, at};
  }

  void operator()(const TicketCalled& event) {
    Ticket& called = ticket(event.ticket);
    if (called.state == TicketState::waiting) {
      count_streak(called, event.counter);
      if (called.slip != Slip::failed) leave_queue(called);
    }
    called.state = TicketState::called;
    called.called_at = at;
    called.counter = event.counter;
    ++called.calls;
    hall.counters_[event.counter] = {CounterState::calling, event.ticket, at};
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
    if (started.counter) {
      hall.counters_[*started.counter] = {CounterState::serving, event.ticket, at};
    }
  }
  void operator()(const ServiceFinished& event) {
    end(event.ticket, TicketState::finished);
    remember_service(ticket(event.ticket));
  }
  void operator()(const NoShowMarked& event) { end(event.ticket, TicketState::no_show); }
  void operator()(const TicketUnserved& event) { end(event.ticket, TicketState::unserved); }

 private:
  void queue(const Ticket& joined) {
    auto& lane = lane_of(hall.queues_[joined.service], joined);
    lane.insert(std::ranges::lower_bound(lane, joined.id), joined.id);
  }
  void leave_queue(const Ticket& left) {
    auto& lane = lane_of(hall.queues_[left.service], left);
    const auto found = std::ranges::lower_bound(lane, left.id);
    if (found != lane.end() && *found == left.id) lane.erase(found);
  }

  /// An ordinary ticket that this counter could have called instead makes the run count.
  void count_streak(const Ticket& called, CounterId counter) {
    const auto pool = hall.pools_.find(called.service);
    if (pool == hall.pools_.end()) return;
    const CounterPlan* plan = hall.plan_.counter(counter);
    const bool passed_over =
        called.priority && plan && std::ranges::any_of(plan->serves, [&](const ServiceId& served) {
          return !hall.queue(served).ordinary.empty();
        });
    if (passed_over) ++hall.streaks_[pool->second];
    if (!called.priority) hall.streaks_[pool->second] = 0;
  }

  void remember_service(const Ticket& finished) {
    auto& recent = hall.recent_services_[finished.service];
    if (recent.size() == max_recent_services) recent.erase(recent.begin());
    recent.push_back(std::chrono::floor<std::chrono::seconds>(
        at - finished.called_at.value_or(finished.issued_at)));
  }

  void end(TicketId id, TicketState state) {
    Ticket& ended = ticket(id);
    if (ended.state == TicketState::waiting && ended.slip != Slip::failed) leave_queue(ended);
    const bool at_counter =
        ended.state == TicketState::called || ended.state == TicketState::serving;
    ended.state = state;
    ended.ended_at = at;
    if (at_counter && ended.counter) {
      hall.counters_[*ended.counter] = {CounterState::idle, std::nullopt, at};
    }
  }
};

void apply(Hall& hall, const Recorded& recorded) {
  hall.last_at_ = std::max(hall.last_at_, recorded.at);
  std::visit(Hall::Applier{hall, recorded.at}, recorded.event);
}

}  // namespace giliran::hall
