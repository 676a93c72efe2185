#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "hall/core/day_tally.hpp"
#include "hall/core/event.hpp"
#include "shared/model/hall_plan.hpp"

namespace giliran::hall {

/// A step of a visit: one service at one counter, with its own waiting and serving time. It ends
/// when the ticket leaves the counter.
struct Step {
  ServiceId service;
  WallTime waits_from;
  std::optional<WallTime> called_at;  ///< of the last call, which ended the wait
  std::optional<WallTime> started_at;
  std::optional<WallTime> ended_at;
  int calls = 0;
  std::optional<CounterId> counter;  ///< that called it last
  std::optional<OfficerId> officer;  ///< who was there
  std::optional<Outcome> outcome;    ///< of a service that was finished
  std::string detail;
  friend bool operator==(const Step&, const Step&) = default;
};

/// A ticket of today; as a Step it is its present step, or its last one.
struct Ticket : Step {
  TicketId id;
  TicketNumber number;
  bool priority = false;
  bool appointment = false;
  Language language = Language::id;
  TicketToken token;
  TicketState state = TicketState::waiting;
  Slip slip = Slip::pending;
  WallTime issued_at;  ///< the arrival; an entered paper's is earlier than its entry
  WallTime arrival;    ///< from when its place is counted by rule: the issue, or the booked time
  WallTime since;      ///< from when it is counted in this queue
  bool first = false;  ///< placed before the others of its service
  std::optional<WaitRange> quoted;  ///< what was told at the issue
  std::optional<CounterId> only_counter;
  std::optional<OfficerId> only_officer;
  std::vector<ServiceId> to_do;  ///< services that follow
  std::vector<Step> done;        ///< earlier steps

  VisitorClass visitor() const {
    if (priority) return VisitorClass::priority;
    return appointment ? VisitorClass::appointment : VisitorClass::ordinary;
  }
  friend bool operator==(const Ticket&, const Ticket&) = default;
};

struct Lending {
  ServiceId service;
  WallTime until;
  friend bool operator==(const Lending&, const Lending&) = default;
};

struct Counter {
  CounterState state = CounterState::closed;
  std::optional<TicketId> ticket;
  WallTime since;  ///< of the state; 1970 while it was never open
  std::optional<OfficerId> officer;
  std::string break_reason;  ///< while on_break
  bool auto_call = false;
  std::vector<Lending> lent;  ///< also those that are over
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

/// A ticket in a queue: the earlier `since` goes first, then the lower id.
struct Waiting {
  WallTime since;
  TicketId ticket;
  friend auto operator<=>(const Waiting&, const Waiting&) = default;
};
/// Sorted.
using Lane = std::deque<Waiting>;

/// The tickets of one service that may be called. One that only a certain counter or officer may
/// call stands in `reserved` alone, and one placed first in `first` alone.
struct Queue {
  std::array<Lane, 3> lanes;  ///< by VisitorClass
  Lane first;                 ///< `since` is when it was put there
  std::vector<TicketId> reserved;
  std::size_t size() const;
  friend bool operator==(const Queue&, const Queue&) = default;
};

/// A service that a counter may call for, and what is taken off the index of its tickets there.
struct Served {
  std::size_t service = 0;  ///< its place in the plan
  std::chrono::milliseconds penalty{0};
  friend auto operator<=>(const Served&, const Served&) = default;
};

struct Pause {
  std::optional<WallTime> since;  ///< nothing: not paused
  std::string why;
  std::vector<std::pair<WallTime, WallTime>> over;  ///< those of today, in order
  friend bool operator==(const Pause&, const Pause&) = default;
};

struct Booking {
  BookingCode code;
  ServiceId service;
  std::chrono::local_days day;
  std::optional<LocalTime> at;  ///< of an appointment; nothing: a dated slip
  WallTime made_at;
  bool priority = false;
  Language language = Language::id;
  friend bool operator==(const Booking&, const Booking&) = default;
};

/// Numbers that one kiosk alone may give.
struct Lease {
  DeviceId device;
  int first = 1;
  int last = 1;
  WallTime at;  ///< when it was given
  friend bool operator==(const Lease&, const Lease&) = default;
};

/// What is set about the numbers of one letter on one day, beside those that were given.
struct NumberRun {
  int above = 0;              ///< only numbers above this one are new
  std::vector<Lease> leases;  ///< ascending, none overlaps
  friend bool operator==(const NumberRun&, const NumberRun&) = default;
};
/// By day and letter.
using NumberRuns = std::map<std::pair<std::chrono::local_days, char>, NumberRun>;

/// A lease with its run.
struct HeldLease {
  DeviceId device;
  std::chrono::local_days day;
  TicketNumber from;
  TicketNumber to;  ///< included
  WallTime at;      ///< when it was given
  friend bool operator==(const HeldLease&, const HeldLease&) = default;
};

/// What a day takes over from the one before: with the events since, it makes the hall again.
struct Carried {
  std::chrono::local_days day;
  WallTime last_at;
  std::uint64_t last_ticket = 0;
  std::uint64_t last_call = 0;
  std::vector<Booking> bookings;       ///< by code; also those of lapsed days, see Hall::bookings
  std::vector<HeldLease> leases = {};  ///< by day, letter and number
  std::vector<RunRaised> raised = {};  ///< by day and letter
  int restored = 0;
  friend bool operator==(const Carried&, const Carried&) = default;
};

/// The state of a hall: what its events add up to. Changed by apply() alone, so that the same
/// events always give the same hall. Holds bookings, and of today's tickets those that are not over
/// with the newest of the others, HallPlan::held_over of them: a day may be long, and memory must
/// not be. Of the rest it knows numbers and figures. Not for two threads at once.
class Hall {
 public:
  explicit Hall(HallPlan plan);
  /// The hall as it was right after the DayBegan of `carried`.
  Hall(HallPlan plan, const Carried& carried);

  const HallPlan& plan() const { return plan_; }
  /// Time of the last event, on the clock as it is set now; 1970 before the first.
  WallTime last_at() const { return last_at_; }
  std::optional<std::chrono::local_days> day() const { return day_; }
  /// What is left of this hall if its day ends now: right after a DayBegan, everything.
  Carried carried() const;

  /// Null if none that is held is it.
  const Ticket* ticket(TicketId id) const;
  const Ticket* ticket(const TicketToken& token) const;
  const Ticket* ticket(TicketNumber number) const;
  /// Those that are held.
  const std::map<TicketId, Ticket>& tickets() const { return tickets_; }
  /// Of those that are held no longer.
  const DayTally& put_away() const { return put_away_; }
  /// Whether a ticket of today has that number.
  bool is_given(TicketNumber number) const;
  /// Whether it is the one with that token, also when it is held no longer. A wrong token passes
  /// for the right one once in 4,294,967,295 times.
  bool is_given(TicketNumber number, const TicketToken& token) const;
  /// Closed if it was never open.
  const Counter& counter(CounterId id) const;
  /// Those that were open today.
  const std::map<CounterId, Counter>& counters() const { return counters_; }
  /// Those that are not closed, by number; also one that the plan has lost.
  std::vector<CounterId> open_counters() const;
  /// Empty if nobody waits.
  const Queue& queue(const ServiceId& service) const;
  /// Of the service at that place in the plan.
  const Queue& queue(std::size_t service) const { return queues_[service]; }
  /// Newest first, each ticket once, at most 12; those of yesterday end with the day.
  const std::vector<RecentCall>& recent_calls() const { return recent_calls_; }
  /// Not paused if it never was.
  const Pause& pause(const ServiceId& service) const;
  const Pause& pause(std::size_t service) const { return pauses_[service]; }
  /// How long the service was paused between these times of today.
  std::chrono::milliseconds paused(const ServiceId& service, WallTime from, WallTime until) const;
  /// For today and later, by code. Those of the days that ended last come back if that was a wrong
  /// clock's doing.
  const std::map<BookingCode, Booking>& bookings() const { return bookings_; }
  /// Appointments of today at that time whose holders have checked in.
  int checked_in(const ServiceId& service, LocalTime at) const;
  /// Tickets that were issued for the service today.
  int issued_today(const ServiceId& service) const;

  /// How long the last services of today took, from the call to the end; at most 20.
  const std::vector<std::chrono::seconds>& recent_services(const ServiceId& service) const;
  const std::vector<std::chrono::seconds>& recent_services(std::size_t service) const {
    return recent_services_[service];
  }
  std::chrono::seconds recent_sum(std::size_t service) const { return recent_sums_[service]; }

  TicketId next_ticket() const { return TicketId(last_ticket_ + 1); }
  CallSeq next_call() const { return CallSeq(last_call_ + 1); }
  /// After the last one given by machine, past those that are leased, or given already.
  TicketNumber next_number(char letter) const;
  /// Of today and later, and of the day before today's begin: should that have been a wrong
  /// clock's.
  const NumberRuns& number_runs() const { return number_runs_; }
  /// Empty if nothing is set about it.
  const NumberRun& number_run(std::chrono::local_days day, char letter) const;
  /// The lease that the number is in on that day; null if there is none.
  const Lease* lease(std::chrono::local_days day, TicketNumber number) const;
  /// No number of that run above this one was given, leased or raised past; 0: none at all.
  int highest_number(std::chrono::local_days day, char letter) const;
  /// How often the journal was restored, or a day taken back, since the runs were raised last.
  int restored() const { return restored_; }
  /// What the counter serves at that time: its own, its secondary and lent services, each once.
  std::vector<Served> served_at(CounterId counter, WallTime now) const;
  /// The same without a copy where nothing is lent; else `space` holds it.
  const std::vector<Served>& served_at(CounterId counter, WallTime now,
                                       std::vector<Served>& space) const;
  /// Priority tickets that counters with the same services called one after the other, while an
  /// ordinary one waited for them.
  int priority_run(const std::vector<Served>& served) const;
  /// Those that have a counter in common with it, as their own; itself first.
  const std::vector<std::size_t>& competitors(std::size_t service) const {
    return competitors_[service];
  }
  /// Whether the counter serves it as its own.
  bool is_own(CounterId counter, std::size_t service) const;
  /// The counters that serve it as their own.
  const std::vector<CounterId>& counters_of(std::size_t service) const {
    return counters_of_[service];
  }
  /// The place of a service in the plan.
  std::optional<std::size_t> index_of(const ServiceId& service) const;

  /// Of what the events made; the plan is not compared.
  friend bool operator==(const Hall& a, const Hall& b);

 private:
  friend void apply(Hall& hall, const Recorded& recorded);
  struct Applier;
  static std::uint32_t trace_of(const TicketToken& token);
  std::uint32_t trace_of(TicketNumber number) const;
  void compete(CounterId counter, const std::vector<Served>& own);

  HallPlan plan_;
  std::unordered_map<ServiceId, std::size_t> indexes_;
  WallTime last_at_{};
  std::optional<std::chrono::local_days> day_;
  std::map<TicketId, Ticket> tickets_;
  std::deque<TicketId> over_;  ///< those that are held and over, as they ended
  DayTally put_away_;
  std::unordered_multimap<std::size_t, TicketId> tokens_;  ///< by the token's hash
  std::unordered_map<TicketNumber, TicketId> numbers_;     ///< of those that are held
  /// By letter and number up to the highest: a trace of the ticket's token; 0 if it is not given.
  std::array<std::vector<std::uint32_t>, 26> given_;
  std::map<CounterId, Counter> counters_;
  std::vector<Queue> queues_;  ///< by place in the plan, as the next four
  std::vector<Pause> pauses_;
  std::vector<std::vector<std::chrono::seconds>> recent_services_;
  std::vector<std::chrono::seconds> recent_sums_;  ///< of these
  std::vector<int> issued_;
  std::vector<std::vector<std::size_t>> competitors_;
  std::vector<std::vector<CounterId>> counters_of_;
  std::map<CounterId, std::vector<Served>> served_;  ///< of the plan, sorted
  std::map<std::vector<Served>, int> runs_;          ///< see priority_run
  std::array<int, 26> last_numbers_{};               ///< by letter
  NumberRuns number_runs_;
  int restored_ = 0;
  std::vector<RecentCall> recent_calls_;
  std::map<BookingCode, Booking> bookings_;
  std::map<BookingCode, Booking> lapsed_;  ///< of the days from the last one until today's begin
  std::map<std::pair<ServiceId, LocalTime>, int> checked_in_;
  std::uint64_t last_ticket_ = 0;
  std::uint64_t last_call_ = 0;
};

/// Changes the hall by what happened. Events must be those that decide() gave, in order; one about
/// a ticket that today does not have is a bug.
void apply(Hall& hall, const Recorded& recorded);

/// How many may be called for that service.
int waiting_for(const Hall& hall, const ServiceId& service);

/// How long a step has waited, or waited until its last call, or until it ended without one:
/// without the time while its service was paused.
std::chrono::milliseconds waited(const Hall& hall, const Step& step, WallTime now);

}  // namespace giliran::hall
