#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "hall/core/event.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// A ticket of today with the times of its steps.
struct Ticket {
  TicketId id;
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;
  TicketState state = TicketState::waiting;
  Slip slip = Slip::pending;
  WallTime issued_at;
  std::optional<WallTime> called_at;  ///< of the last call, which ends the wait
  std::optional<WallTime> started_at;
  std::optional<WallTime> ended_at;
  int calls = 0;
  std::optional<CounterId> counter;  ///< that called it
  friend bool operator==(const Ticket&, const Ticket&) = default;
};

struct Counter {
  CounterState state = CounterState::closed;
  std::optional<TicketId> ticket;
  WallTime since;  ///< of the state; 1970 while it was never open
  friend bool operator==(const Counter&, const Counter&) = default;
};

/// A called ticket as the board lists it.
struct RecentCall {
  CallSeq seq;
  TicketId ticket;
  TicketNumber number;
  CounterId counter;
  friend bool operator==(const RecentCall&, const RecentCall&) = default;
};

/// The tickets of one service that may be called, longest wait first. As ids grow with the time of
/// issue, both lists are sorted by id.
struct Queue {
  std::vector<TicketId> priority;
  std::vector<TicketId> ordinary;
  std::size_t size() const { return priority.size() + ordinary.size(); }
  friend bool operator==(const Queue&, const Queue&) = default;
};

/// The state of a hall: what its events add up to. Changed by apply() alone, so that the same
/// events always give the same hall. Holds today's tickets only. Not for two threads at once.
class Hall {
 public:
  explicit Hall(HallPlan plan);

  const HallPlan& plan() const { return plan_; }
  /// Time of the last event; 1970 before the first.
  WallTime last_at() const { return last_at_; }
  std::optional<std::chrono::local_days> day() const { return day_; }

  /// Null if today has no such ticket.
  const Ticket* ticket(TicketId id) const;
  const Ticket* ticket(const TicketToken& token) const;
  /// Today's, by id.
  const std::map<TicketId, Ticket>& tickets() const { return tickets_; }
  /// Closed if it was never open.
  const Counter& counter(CounterId id) const;
  /// Those that are not closed, by number; also one that the plan has lost.
  std::vector<CounterId> open_counters() const;
  /// Empty if nobody waits.
  const Queue& queue(const ServiceId& service) const;
  /// Newest first, each ticket once, at most 12; those of yesterday end with the day.
  const std::vector<RecentCall>& recent_calls() const { return recent_calls_; }

  /// How long the last services of today took, from the call to the end; at most 20.
  const std::vector<std::chrono::seconds>& recent_services(const ServiceId& service) const;

  TicketId next_ticket() const { return TicketId(last_ticket_ + 1); }
  CallSeq next_call() const { return CallSeq(last_call_ + 1); }
  TicketNumber next_number(char letter) const;
  /// Priority tickets called one after the other, while an ordinary one waited, from the services
  /// that are connected with this one by common counters.
  int priority_streak(const ServiceId& service) const;

  /// Of what the events made; the plan is not compared.
  friend bool operator==(const Hall& a, const Hall& b);

 private:
  friend void apply(Hall& hall, const Recorded& recorded);
  struct Applier;

  HallPlan plan_;
  std::map<ServiceId, int> pools_;  ///< services connected by counters share a number
  WallTime last_at_{};
  std::optional<std::chrono::local_days> day_;
  std::map<TicketId, Ticket> tickets_;
  std::unordered_map<TicketToken, TicketId> tokens_;
  std::map<CounterId, Counter> counters_;
  std::map<ServiceId, Queue> queues_;
  std::map<char, int> last_numbers_;
  std::map<int, int> streaks_;  ///< by pool
  std::map<ServiceId, std::vector<std::chrono::seconds>> recent_services_;
  std::vector<RecentCall> recent_calls_;
  std::uint64_t last_ticket_ = 0;
  std::uint64_t last_call_ = 0;
};

/// Changes the hall by what happened. Events must be those that decide() gave, in order; one about
/// a ticket that today does not have is a bug.
void apply(Hall& hall, const Recorded& recorded);

/// How many may be called for that service.
int waiting_for(const Hall& hall, const ServiceId& service);

}  // namespace giliran::hall
