#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "hall/core/hall.hpp"
#include "hall/store/journal.hpp"

/// What the events mean as rows of the report tables; the columns are explained in schema.cpp.
namespace giliran::hall {

using Day = std::optional<std::chrono::local_days>;

struct VisitRow {
  Day day;
  TicketNumber number;
  bool priority = false;
  bool appointment = false;
  Language language = Language::id;
  WallTime issued_at;
  std::optional<WallTime> ended_at;
  TicketState state = TicketState::waiting;
  std::optional<Outcome> outcome;
  Slip slip = Slip::pending;
  std::optional<BookingCode> booking;
};
struct StepRow {
  Day day;
  Step step;            ///< but for `outcome` and `detail`
  std::string outcome;  ///< empty: not over
  std::string detail;
  std::optional<std::chrono::milliseconds> wait;
  std::optional<std::chrono::milliseconds> service;
  std::optional<WaitRange> quoted;
};
struct CallRow {
  Day day;
  TicketCalled call;
  WallTime at;
};
struct CounterPeriodRow {
  Day day;
  CounterId counter;
  std::optional<OfficerId> officer;
  bool on_break = false;
  std::string reason;
  WallTime from;
  std::optional<WallTime> to = {};
};
struct ServicePauseRow {
  Day day;
  ServiceId service;
  std::string why;
  WallTime from;
  std::optional<WallTime> to = {};
};

/// Rows by their keys: new, or in place of those of the same key.
struct Rows {
  std::map<TicketId, VisitRow> visits;
  std::map<std::pair<TicketId, std::size_t>, StepRow> steps;  ///< from 1
  std::vector<CallRow> calls;
  std::map<std::uint64_t, CounterPeriodRow> counter_periods;  ///< by the event that began them
  std::map<std::uint64_t, ServicePauseRow> service_pauses;    ///< by the event that began them
  std::vector<Snapshot> days;                                 ///< that began
};

/// Whether a ticket begins with it.
bool is_new_ticket(const Event& event);

/// Follows a hall and tells which rows its events change: from the events alone, no plan is asked.
/// Pure: the same events give the same rows, from the first one on or from a day's begin.
class Projection {
 public:
  /// Before the first event.
  Projection() : hall_(HallPlan{}) {}
  /// Right after that day's begin.
  explicit Projection(const Snapshot& day) : hall_(HallPlan{}, day.carried), seq_(day.seq) {}

  /// Throws std::invalid_argument if the event cannot follow those before.
  void apply(const Recorded& recorded);
  /// Of the last event.
  std::uint64_t seq() const { return seq_; }
  /// The rows that have changed since the last time.
  Rows take() { return std::exchange(rows_, {}); }

 private:
  void ticket_changed(const Recorded& recorded, TicketId id, std::size_t done_before);
  void forget_put_away();
  void add_past(const Recorded& recorded, const PastTicketHandedIn& past);
  void write_visit(const Ticket& ticket);
  void write_step(const Ticket& ticket, std::size_t at, const std::string& outcome,
                  const std::string& detail);
  void counter_changed(const Recorded& recorded, CounterId counter);
  void service_changed(const Recorded& recorded);
  void end_day(WallTime at);
  void move_times(std::chrono::milliseconds by);
  std::chrono::milliseconds paused(const ServiceId& service, WallTime from, WallTime to) const;

  Hall hall_;
  std::uint64_t seq_ = 0;
  Rows rows_;
  // Of today.
  std::map<TicketId, BookingCode> booked_;
  std::set<TicketId> aside_;  ///< parked, in no step since
  /// How steps ended that are done: outcome and detail.
  std::map<std::pair<TicketId, std::size_t>, std::pair<std::string, std::string>> ends_;
  std::map<CounterId, std::pair<std::uint64_t, CounterPeriodRow>> periods_;  ///< that last
  std::map<std::uint64_t, ServicePauseRow> pauses_;
};

}  // namespace giliran::hall
