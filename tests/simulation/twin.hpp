#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hall/core/command.hpp"
#include "hall/core/hall.hpp"
#include "shared/model/refusal.hpp"

/// A second queue, written from the comments of hall/core's headers alone: plain vectors that are
/// scanned from end to end. Slow, and meant to be seen to be right.
namespace giliran::simulation {

/// What must be the answer to a command: a refusal for one of these reasons, or, without any, done.
struct Verdict {
  std::vector<Reason> refused;
  void unless(bool fine, Reason reason) {
    if (!fine) refused.push_back(reason);
  }
  bool done() const { return refused.empty(); }
};

/// How a ticket stands at a counter by the calling rule.
struct Rank {
  int group = 1;
  int tier = 0;
  std::int64_t index = 0;
  WallTime since;
  TicketId ticket;
  bool others_turn = false;  ///< ratio: it profits from the run of priority being over
};
/// Whether `a` is called before `b`.
bool before(const Rank& a, const Rank& b);

struct PauseSpan {
  ServiceId service;
  WallTime from;
  std::optional<WallTime> to;
};

struct LeaseSpan {
  DeviceId device;
  std::chrono::local_days day;
  char letter = 'A';
  int first = 0;
  int last = 0;
  WallTime at;
};
/// A run's numbers go on above this one.
struct RaisedRun {
  std::chrono::local_days day;
  char letter = 'A';
  int above = 0;
};

/// What is so now.
struct TwinState {
  std::optional<std::chrono::local_days> day;
  WallTime last_at{};
  std::vector<hall::Ticket> tickets;  ///< that are held
  std::vector<hall::Ticket> gone;     ///< that are not
  std::vector<TicketId> over;         ///< held ones that have ended, in that order
  std::map<CounterId, hall::Counter> counters;
  std::vector<PauseSpan> pauses;
  std::map<ServiceId, std::string> pause_reasons;
  std::vector<hall::Booking> bookings;
  std::vector<hall::Booking> lapsed;  ///< of the days that ended when today began
  std::vector<std::pair<ServiceId, LocalTime>> checked_in;  ///< appointments of today
  std::vector<hall::RecentCall> recent;
  std::map<ServiceId, std::vector<std::chrono::seconds>> recent_services;
  std::vector<std::pair<std::vector<hall::Served>, int>> runs;
  std::uint64_t last_ticket = 0;
  std::uint64_t last_call = 0;
  std::vector<LeaseSpan> leases;  ///< of the day before today's begin, and later
  std::vector<RaisedRun> raised;
  int restored = 0;                    ///< so often, since the runs were raised
  std::set<TicketId> not_by_the_hall;  ///< entered from paper, or handed in
};

class Twin : public TwinState {
 public:
  explicit Twin(const HallPlan& plan);

  /// Does the command, if it can be done.
  Verdict tell(const hall::Command& command, const hall::Moment& moment);

  std::set<TicketId> changed;  ///< by the last command

  /// Takes over what its holder was told, to the second.
  std::optional<std::string> quote(TicketId ticket, std::optional<WaitRange> quoted);

  // What follows from it.
  const hall::Ticket* find(const hall::TicketRef& ref) const;
  const hall::Booking* booking(const BookingCode& code) const;
  bool paused(const ServiceId& service) const;
  std::chrono::milliseconds paused_until(const ServiceId& service, WallTime from,
                                         WallTime until) const;
  /// Of its present step, which waits or was called, without its service's pauses.
  std::chrono::milliseconds waited(const hall::Ticket& ticket, WallTime now) const;
  std::vector<hall::Served> served(CounterId counter, WallTime now) const;
  int run(const std::vector<hall::Served>& group) const;
  int next_number(char letter) const;
  /// To a ticket of today.
  bool given(TicketNumber number) const;
  const LeaseSpan* lease(std::chrono::local_days date, TicketNumber number) const;
  /// The highest number that the hall knows of; 0: none.
  int known(std::chrono::local_days date, char letter) const;
  /// Today and the next day on which something opens.
  std::vector<std::chrono::local_days> lease_days() const;
  int issued(const ServiceId& service) const;
  std::optional<int> quota_left(const Service& service, std::chrono::local_days date) const;
  /// Those that may be called, of one service and in the order of their place.
  std::vector<const hall::Ticket*> waiting(const ServiceId& service) const;
  std::optional<Rank> rank(CounterId counter, const hall::Ticket& ticket, WallTime now) const;
  /// Whether it counts as waiting there: also below a penalty.
  bool counted_at(CounterId counter, const hall::Ticket& ticket, WallTime now) const;
  bool ordinary_waits(const std::vector<hall::Served>& group, WallTime now) const;
  std::optional<Rank> next(CounterId counter, WallTime now) const;
  ServiceState intake(const Service& service, LocalTime local) const;

 private:
  Verdict on(const hall::IssueTicket& c);
  Verdict on(const hall::SetSlip& c);
  Verdict on(const hall::StartService& c);
  Verdict on(const hall::FinishService& c);
  Verdict on(const hall::MarkNoShow& c);
  Verdict on(const hall::TransferTicket& c);
  Verdict on(const hall::AddStep& c);
  Verdict on(const hall::ParkTicket& c);
  Verdict on(const hall::TakeBack& c);
  Verdict on(const hall::CancelTicket& c);
  Verdict on(const hall::ReenterTicket& c);
  Verdict on(const hall::EnterPaper& c);
  Verdict on(const hall::OpenCounter& c);
  Verdict on(const hall::CloseCounter& c);
  Verdict on(const hall::CallNext& c);
  Verdict on(const hall::CallTicket& c);
  Verdict on(const hall::Recall& c);
  Verdict on(const hall::StartBreak& c);
  Verdict on(const hall::EndBreak& c);
  Verdict on(const hall::LendCounter& c);
  Verdict on(const hall::ReturnCounter& c);
  Verdict on(const hall::SetAutoCall& c);
  Verdict on(const hall::PauseService& c);
  Verdict on(const hall::ResumeService& c);
  Verdict on(const hall::BookAppointment& c);
  Verdict on(const hall::TakeDatedSlip& c);
  Verdict on(const hall::CancelBooking& c);
  Verdict on(const hall::CheckIn& c);
  Verdict on(const hall::LeaseNumbers& c);
  Verdict on(const hall::HandInTicket& c);
  Verdict on(const hall::SetClockBack& c);
  Verdict on(const hall::PassTime& c);

  std::optional<Rank> worth(const hall::Served& here, const hall::Ticket& ticket,
                            WallTime now) const;
  bool kept_for_another(CounterId counter, const hall::Ticket& ticket, WallTime now) const;
  void end_day(std::chrono::local_days next);
  void put_away();
  /// Also those that are gone.
  template <class Each>
  void each_of_today(const Each& each) const {
    for (const hall::Ticket& ticket : gone)
      each(ticket);
    for (const hall::Ticket& ticket : tickets)
      each(ticket);
  }
  void remember_numbers();
  void raise_runs();
  int above(std::chrono::local_days date, char letter) const;
  bool has_enough(const DeviceId& device, std::chrono::local_days date, char letter) const;
  hall::Ticket* mine(TicketId id);
  hall::Ticket& issue(const ServiceId& service, TicketNumber number);
  void set(CounterId counter, CounterState state, std::optional<TicketId> ticket = {});
  void leave_counter(hall::Ticket& ticket);
  void begin_clock(hall::Ticket& ticket);
  void new_step(hall::Ticket& ticket, const ServiceId& service);
  void call(CounterId counter, hall::Ticket& ticket);
  void remember_time(const hall::Ticket& ticket);
  void end_pause(const ServiceId& service);
  WallTime wall(LocalTime local) const { return now_.at + (local - now_.local); }

  const HallPlan& plan_;
  hall::Moment now_;
};

}  // namespace giliran::simulation
