#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/zone.hpp"
#include "shared/model/language.hpp"
#include "shared/model/states.hpp"
#include "shared/model/ticket_number.hpp"
#include "shared/model/wait_range.hpp"

/// What has happened. The journal keeps these for ever: a member may be added, with what its
/// absence in an old journal means, never changed. Whatever a rule of the plan decided stands in
/// the event, so that another plan does not change the past.
namespace giliran::hall {

/// A calendar day of the hall began: counters are closed, numbers start at 1, no ticket is left.
struct DayBegan {
  std::chrono::local_days day;
  friend bool operator==(const DayBegan&, const DayBegan&) = default;
};

// --- tickets -------------------------------------------------------------------------------------

struct TicketIssued {
  TicketId ticket;
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;
  std::vector<ServiceId> then = {};         ///< old journals: none
  std::optional<BookingCode> booking = {};  ///< that it was checked in with
  /// Of an appointment or a dated slip: from when its place is counted. Nothing: from the issue.
  std::optional<WallTime> since = {};
  bool appointment = false;  ///< the class of its place
  bool first = false;        ///< a dated slip: before all others of its service
  /// The wait that its holder was told; nothing if no counter was open.
  std::optional<WaitRange> quoted = {};
  friend bool operator==(const TicketIssued&, const TicketIssued&) = default;
};
/// Given by hand before the event's time; perhaps served already.
struct PaperEntered {
  TicketId ticket;
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  TicketToken token;
  WallTime issued_at;
  std::optional<CounterId> counter = {};
  std::optional<WallTime> called_at = {};
  std::optional<WallTime> finished_at = {};
  friend bool operator==(const PaperEntered&, const PaperEntered&) = default;
};
struct SlipSet {
  TicketId ticket;
  Slip slip = Slip::pending;
  friend bool operator==(const SlipSet&, const SlipSet&) = default;
};
/// `seq` grows by one with each call and recall over the whole life of the hall.
struct TicketCalled {
  CallSeq seq;
  TicketId ticket;
  CounterId counter;
  bool recall = false;
  std::string out_of_turn = {};  ///< the officer's reason; empty: it was next
  bool automatic = false;        ///< by an idle counter itself
  friend bool operator==(const TicketCalled&, const TicketCalled&) = default;
};
struct ServiceStarted {
  TicketId ticket;
  friend bool operator==(const ServiceStarted&, const ServiceStarted&) = default;
};
struct ServiceFinished {
  TicketId ticket;
  Outcome outcome = Outcome::served;  ///< old journals: served
  std::string detail = {};
  /// The ticket waits for this one now, by its arrival. Nothing: the visit is over.
  std::optional<ServiceId> next = {};
  friend bool operator==(const ServiceFinished&, const ServiceFinished&) = default;
};
struct NoShowMarked {
  TicketId ticket;
  friend bool operator==(const NoShowMarked&, const NoShowMarked&) = default;
};
struct TicketTransferred {
  TicketId ticket;
  ServiceId service;
  std::optional<CounterId> counter = {};
  std::optional<OfficerId> officer = {};
  WallTime since;  ///< from when its place is counted
  bool first = false;
  friend bool operator==(const TicketTransferred&, const TicketTransferred&) = default;
};
struct StepAdded {
  TicketId ticket;
  ServiceId service;
  friend bool operator==(const StepAdded&, const StepAdded&) = default;
};
struct TicketParked {
  TicketId ticket;
  std::string why = {};
  friend bool operator==(const TicketParked&, const TicketParked&) = default;
};
/// Served now at that counter.
struct TicketTakenBack {
  TicketId ticket;
  CounterId counter;
  friend bool operator==(const TicketTakenBack&, const TicketTakenBack&) = default;
};
struct TicketCancelled {
  TicketId ticket;
  std::string why = {};
  friend bool operator==(const TicketCancelled&, const TicketCancelled&) = default;
};
struct TicketReentered {
  TicketId ticket;
  WallTime since;  ///< from when its place is counted
  bool first = false;
  friend bool operator==(const TicketReentered&, const TicketReentered&) = default;
};
/// The day ended before the ticket did.
struct TicketUnserved {
  TicketId ticket;
  friend bool operator==(const TicketUnserved&, const TicketUnserved&) = default;
};

// --- counters ------------------------------------------------------------------------------------

struct CounterOpened {
  CounterId counter;
  std::optional<OfficerId> officer = {};
  friend bool operator==(const CounterOpened&, const CounterOpened&) = default;
};
struct CounterClosed {
  CounterId counter;
  friend bool operator==(const CounterClosed&, const CounterClosed&) = default;
};
struct BreakStarted {
  CounterId counter;
  std::string reason;
  friend bool operator==(const BreakStarted&, const BreakStarted&) = default;
};
struct BreakEnded {
  CounterId counter;
  friend bool operator==(const BreakEnded&, const BreakEnded&) = default;
};
struct CounterLent {
  CounterId counter;
  ServiceId service;
  WallTime until;  ///< from then on it does not serve it any more
  friend bool operator==(const CounterLent&, const CounterLent&) = default;
};
struct CounterReturned {
  CounterId counter;
  ServiceId service;
  friend bool operator==(const CounterReturned&, const CounterReturned&) = default;
};
struct AutoCallSet {
  CounterId counter;
  bool on = false;
  friend bool operator==(const AutoCallSet&, const AutoCallSet&) = default;
};

// --- services and bookings -----------------------------------------------------------------------

struct ServicePaused {
  ServiceId service;
  std::string why = {};
  friend bool operator==(const ServicePaused&, const ServicePaused&) = default;
};
struct ServiceResumed {
  ServiceId service;
  friend bool operator==(const ServiceResumed&, const ServiceResumed&) = default;
};
struct AppointmentBooked {
  BookingCode code;
  ServiceId service;
  LocalTime at;  ///< on the hall's clock
  bool priority = false;
  Language language = Language::id;
  friend bool operator==(const AppointmentBooked&, const AppointmentBooked&) = default;
};
struct DatedSlipTaken {
  BookingCode code;
  ServiceId service;
  std::chrono::local_days day;  ///< for which
  bool priority = false;
  Language language = Language::id;
  friend bool operator==(const DatedSlipTaken&, const DatedSlipTaken&) = default;
};
struct BookingCancelled {
  BookingCode code;
  friend bool operator==(const BookingCancelled&, const BookingCancelled&) = default;
};

// --- numbers that kiosks may give by themselves: leases.hpp --------------------------------------

/// That kiosk alone may give these, of one run on one day.
struct NumbersLeased {
  DeviceId device;
  std::chrono::local_days day;
  TicketNumber from;
  TicketNumber to;  ///< included
  friend bool operator==(const NumbersLeased&, const NumbersLeased&) = default;
};
/// A kiosk gave it today, and the hall did not know of it.
struct TicketHandedIn {
  TicketId ticket;
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;
  std::vector<ServiceId> then = {};
  WallTime issued_at;  ///< from when its place is counted
  Slip slip = Slip::pending;
  DeviceId device;
  friend bool operator==(const TicketHandedIn&, const TicketHandedIn&) = default;
};
/// The same of a day that was over: for the books alone, as unserved.
struct PastTicketHandedIn {
  std::chrono::local_days day;
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;
  std::vector<ServiceId> then = {};
  WallTime issued_at;  ///< on that day
  Slip slip = Slip::pending;
  DeviceId device;
  friend bool operator==(const PastTicketHandedIn&, const PastTicketHandedIn&) = default;
};
/// The journal is an older copy from here on: what happened after it was made is not known. The
/// runs of numbers are raised by what is decided next.
struct JournalRestored {
  /// Ids of tickets that are not given any more: the hall may have given them after the copy. Old
  /// journals: none.
  std::uint64_t skipped = 0;
  friend bool operator==(const JournalRestored&, const JournalRestored&) = default;
};
/// The run goes on above that number on that day.
struct RunRaised {
  std::chrono::local_days day;
  TicketNumber above;
  friend bool operator==(const RunRaised&, const RunRaised&) = default;
};
/// The clock was set back by so much, to the event's time: what lasts goes on as if it had begun by
/// so much earlier, so that all waits and orders stay. Times of the hall's clock stay too: opening
/// hours, booked times.
struct ClockSetBack {
  std::chrono::milliseconds by{0};  ///< at least 1
  /// That day goes on, since only a wrong clock had begun the hall's present one: with the tickets
  /// of today, and with numbers that neither of the days has given.
  std::optional<std::chrono::local_days> day = {};
  friend bool operator==(const ClockSetBack&, const ClockSetBack&) = default;
};

using Event =
    std::variant<DayBegan, TicketIssued, PaperEntered, SlipSet, TicketCalled, ServiceStarted,
                 ServiceFinished, NoShowMarked, TicketTransferred, StepAdded, TicketParked,
                 TicketTakenBack, TicketCancelled, TicketReentered, TicketUnserved, CounterOpened,
                 CounterClosed, BreakStarted, BreakEnded, CounterLent, CounterReturned, AutoCallSet,
                 ServicePaused, ServiceResumed, AppointmentBooked, DatedSlipTaken, BookingCancelled,
                 NumbersLeased, TicketHandedIn, PastTicketHandedIn, JournalRestored, RunRaised,
                 ClockSetBack>;

/// An event in the journal. `seq` grows by one from 1, `at` never runs backwards but to a
/// ClockSetBack.
struct Recorded {
  std::uint64_t seq = 0;
  WallTime at;
  Event event;
  friend bool operator==(const Recorded&, const Recorded&) = default;
};

}  // namespace giliran::hall
