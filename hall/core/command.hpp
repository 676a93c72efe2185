#pragma once

#include <chrono>
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

/// What the hall can be asked to do. Values; the edge fills in what needs a random source. Reasons
/// and details are UTF-8 of 1 to 200 bytes; what is longer or empty is refused.
namespace giliran::hall {

/// When a command is decided, on both clocks: UTC and the hall's own.
struct Moment {
  WallTime at;
  LocalTime local;
};

/// A ticket of today by what the asker knows of it.
using TicketRef = std::variant<TicketId, TicketNumber, TicketToken>;

// --- tickets -------------------------------------------------------------------------------------

struct IssueTicket {
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  TicketToken token;                 ///< random, made by the edge
  std::vector<ServiceId> then = {};  ///< further services of a package, in order; at most 7
};
struct SetSlip {
  TicketId ticket;
  Slip slip = Slip::pending;
};
/// The visitor is here: a failed slip becomes on_screen first.
struct StartService {
  TicketId ticket;
};
/// Ends this step. After `served` the ticket waits for the next service left to do under its
/// number, if any; after any other outcome the visit is over.
struct FinishService {
  TicketId ticket;
  Outcome outcome = Outcome::served;
  std::string detail = {};  ///< of missing_document: which one; else may be empty
};
/// Only after as many calls and as long as NoShowRule says.
struct MarkNoShow {
  TicketId ticket;
};
/// A called or served ticket to another service, or back to its own queue; a waiting or parked one
/// too. Its number and arrival stay.
struct TransferTicket {
  TicketId ticket;
  ServiceId service;
  std::optional<CounterId> counter = {};  ///< only this counter may call it
  std::optional<OfficerId> officer = {};  ///< only where this officer is
  Place place = Place::arrival;
};
/// A further service under the same number, after those left to do.
struct AddStep {
  TicketId ticket;
  ServiceId service;
};
/// A called or served ticket steps aside; its counter is free.
struct ParkTicket {
  TicketId ticket;
  std::string why = {};  ///< may be empty
};
/// A parked ticket goes on at an idle counter, without a call: its visitor stands there, so that a
/// failed slip becomes on_screen first.
struct TakeBack {
  CounterId counter;
  TicketRef ticket;
};
/// A waiting or parked ticket whose visitor goes.
struct CancelTicket {
  TicketId ticket;
  std::string why = {};  ///< may be empty
};
/// Back into the queue after a no-show, within NoShowRule::reentry.
struct ReenterTicket {
  TicketRef ticket;
};
/// A number that was given by hand during a power cut. It may be served already. `issued_at` is
/// today's and past; 1 <= number <= 9999, and none that a kiosk may give.
struct EnterPaper {
  ServiceId service;
  TicketNumber number;
  bool priority = false;
  WallTime issued_at;
  TicketToken token;
  std::optional<CounterId> counter = {};  ///< that served it; with both times or none
  std::optional<WallTime> called_at = {};
  std::optional<WallTime> finished_at = {};
};

// --- counters and calls --------------------------------------------------------------------------

struct OpenCounter {
  CounterId counter;
  std::optional<OfficerId> officer = {};
};
struct CloseCounter {
  CounterId counter;
};
struct CallNext {
  CounterId counter;
};
/// Out of turn: a waiting or parked ticket of today, whatever its service. Somebody named it, so
/// that a failed slip becomes on_screen first.
struct CallTicket {
  CounterId counter;
  TicketRef ticket;
  std::string why;  ///< kept
};
struct Recall {
  CounterId counter;
};
struct StartBreak {
  CounterId counter;
  std::string reason;  ///< a BreakReason's id
};
struct EndBreak {
  CounterId counter;
};
/// Until then, or the day's end, the counter serves that service as one of its own.
struct LendCounter {
  CounterId counter;
  ServiceId service;
  std::chrono::minutes length{60};  ///< 1 to 720
};
struct ReturnCounter {
  CounterId counter;
  ServiceId service;
};
struct SetAutoCall {
  CounterId counter;
  bool on = true;
};

// --- services ------------------------------------------------------------------------------------

/// The agency's own system is down: no new number is given, nobody is called, clocks of those who
/// wait stand still in the figures, and places are kept. A booking is still checked in, so that its
/// holder does not come late by the pause.
struct PauseService {
  ServiceId service;
  std::string why = {};  ///< may be empty
};
struct ResumeService {
  ServiceId service;
};

// --- bookings ------------------------------------------------------------------------------------

struct BookAppointment {
  ServiceId service;
  LocalTime at;  ///< on the hall's clock; the start of a slot, within opening hours, in the future
  bool priority = false;
  Language language = Language::id;
  BookingCode code;  ///< random, made by the edge
};
/// A slip for the next day on which the service is open: its holder goes first in the morning.
struct TakeDatedSlip {
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  BookingCode code;  ///< random, made by the edge
};
struct CancelBooking {
  BookingCode code;
};
/// Turns a booking of today into a ticket.
struct CheckIn {
  BookingCode code;
  TicketToken token;
};

// --- numbers that kiosks may give by themselves: leases.hpp --------------------------------------

struct LeaseNumbers {
  DeviceId device;
};
/// 1 <= number <= 99999.
struct HandInTicket {
  DeviceId device;
  std::chrono::local_days day;  ///< of the number
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  std::vector<ServiceId> then = {};
  TicketToken token;  ///< made by the kiosk
  WallTime issued_at;
  Slip slip = Slip::pending;
  /// Given or leased by another journal than the one at hand.
  bool of_other_journal = false;
};

/// The clock is behind where the hall's time was, and right. Of all commands this one alone is
/// decided before the hall's last event; if the clock is not behind, nothing happens. If the hall's
/// day is later than the moment's, it is taken back: but not if it was ahead of the local clock
/// before, as in another zone, nor if it begins within keep_day, so that it begins once.
struct SetClockBack {
  WallTime from{};  ///< where the hall's time was; not before its last event
};
inline constexpr std::chrono::hours keep_day{1};

/// Time passes: ends the day before if the calendar says another one, and lets idle counters call
/// by themselves. Every other command ends the day before first.
struct PassTime {};

using Command =
    std::variant<IssueTicket, SetSlip, StartService, FinishService, MarkNoShow, TransferTicket,
                 AddStep, ParkTicket, TakeBack, CancelTicket, ReenterTicket, EnterPaper,
                 OpenCounter, CloseCounter, CallNext, CallTicket, Recall, StartBreak, EndBreak,
                 LendCounter, ReturnCounter, SetAutoCall, PauseService, ResumeService,
                 BookAppointment, TakeDatedSlip, CancelBooking, CheckIn, LeaseNumbers, HandInTicket,
                 PassTime, SetClockBack>;

}  // namespace giliran::hall
