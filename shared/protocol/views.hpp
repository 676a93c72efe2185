#pragma once

#include "shared/protocol/messages.hpp"

/// The documents that the hall publishes. Each is small and complete: a client shows the newest
/// one and forgets the one before. A view holds only what its reader may see.
namespace giliran::protocol {

// --- "kiosk": what can be taken, and how long each takes -----------------------------------------

struct KioskService {
  ServiceId service;
  char letter = 'A';
  LocalText name;
  std::vector<LocalText> bring;
  ServiceState state = ServiceState::open;
  std::optional<std::string> opens_at;  ///< local "2026-11-24T13:00"; nothing while open or unknown
  int waiting = 0;
  std::optional<WaitRange> wait_range_s;  ///< for who takes a number now; nothing: no counter open
  std::optional<int> left;                ///< of today's quota
  Outlook outlook = Outlook::sure;        ///< of who takes a number now
  std::optional<LocalText> closed_for;    ///< today is exceptional: "Cuti bersama Idulfitri"
  bool takes_dated_slip = false;  ///< refused today, who comes can get a slip for the next open day
};
BOOST_DESCRIBE_STRUCT(KioskService, (),
                      (service, letter, name, bring, state, opens_at, waiting, wait_range_s, left,
                       outlook, closed_for, takes_dated_slip))

/// Services that are taken as one, under one number.
struct KioskPackage {
  PackageId package;
  LocalText name;
  std::vector<ServiceId> services;          ///< in the order they are done
  ServiceState state = ServiceState::open;  ///< the worst of its services'
};
BOOST_DESCRIBE_STRUCT(KioskPackage, (), (package, name, services, state))

struct KioskAgency {
  AgencyId agency;
  char letter = 'A';
  LocalText name;
  LocalText summary;
  ServiceState state = ServiceState::open;  ///< open when one of its services is
  std::optional<std::string> opens_at;
  int waiting = 0;
  std::optional<WaitRange> wait_range_s;  ///< spans those of its open services
  std::vector<KioskService> services;
  std::vector<KioskPackage> packages;  ///< whose first service is of this agency
};
BOOST_DESCRIBE_STRUCT(KioskAgency, (),
                      (agency, letter, name, summary, state, opens_at, waiting, wait_range_s,
                       services, packages))

struct KioskView {
  std::string view = "kiosk";
  std::uint64_t revision = 0;
  WallTime now;
  LocalText name;
  LocalText place;
  std::string zone;
  std::vector<Language> languages;
  std::string ticket_url;  ///< a ticket's own page is this followed by its token
  std::vector<KioskAgency> agencies;
  bool takes_bookings = false;       ///< a code can be checked in: appointment or dated slip
  std::int64_t reentry_minutes = 0;  ///< a missed number can come back for so long; 0: not
};
BOOST_DESCRIBE_STRUCT(KioskView, (),
                      (view, revision, now, name, place, zone, languages, ticket_url, agencies,
                       takes_bookings, reentry_minutes))

// --- "board": what everybody in the hall may see; never a name, never a reason -------------------

struct BoardCall {
  CallSeq seq;
  TicketNumber number;
  CounterId counter;
};
BOOST_DESCRIBE_STRUCT(BoardCall, (), (seq, number, counter))

struct BoardWait {
  char letter = 'A';
  LocalText name;
  ServiceState state = ServiceState::open;
  std::optional<std::string> opens_at;
  int waiting = 0;
  std::optional<WaitRange> wait_range_s;
};
BOOST_DESCRIBE_STRUCT(BoardWait, (), (letter, name, state, opens_at, waiting, wait_range_s))

struct BoardView {
  std::string view = "board";
  std::uint64_t revision = 0;
  WallTime now;
  LocalText name;
  LocalText place;
  std::string zone;
  std::vector<BoardCall> calls;  ///< newest first, each ticket once, at most 12
  std::vector<BoardWait> waits;  ///< one for each agency, in the order of the plan
  std::vector<LocalText> messages;
};
BOOST_DESCRIBE_STRUCT(BoardView, (),
                      (view, revision, now, name, place, zone, calls, waits, messages))

// --- "counter:N": one officer's work -------------------------------------------------------------

struct CounterTicket {
  TicketId ticket;
  TicketNumber number;
  LocalText service;
  bool priority = false;
  WallTime issued_at;
  WallTime called_at;  ///< of the last call
  std::optional<WallTime> started_at;
  int calls = 0;  ///< how often it was called here
  ServiceId service_id;
  bool appointment = false;
  std::vector<LocalText> bring;        ///< of its service: what may be missing
  std::vector<LocalText> to_do;        ///< services that follow under this number
  int step = 1;                        ///< of the visit
  std::optional<WallTime> no_show_at;  ///< from then on it may be marked absent
  int no_show_calls = 0;               ///< and only after so many more calls
};
BOOST_DESCRIBE_STRUCT(CounterTicket, (),
                      (ticket, number, service, priority, issued_at, called_at, started_at, calls,
                       service_id, appointment, bring, to_do, step, no_show_at, no_show_calls))

struct QueuedTicket {
  TicketNumber number;
  LocalText service;
  bool priority = false;
  WallTime issued_at;
  std::int64_t target_s = 0;  ///< waited longer: late
  bool appointment = false;
};
BOOST_DESCRIBE_STRUCT(QueuedTicket, (),
                      (number, service, priority, issued_at, target_s, appointment))

/// A ticket that stands aside, or was absent and may come back.
struct AsideTicket {
  TicketId ticket;
  TicketNumber number;
  LocalText service;
  WallTime since;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(AsideTicket, (), (ticket, number, service, since, why))

/// Where a ticket can be transferred to.
struct TargetService {
  ServiceId service;
  LocalText name;
  LocalText agency;
  bool here = false;  ///< this counter serves it
};
BOOST_DESCRIBE_STRUCT(TargetService, (), (service, name, agency, here))
struct TargetCounter {
  CounterId counter;
  LocalText name;
  std::optional<std::string> officer;  ///< a name
  std::vector<ServiceId> serves;
};
BOOST_DESCRIBE_STRUCT(TargetCounter, (), (counter, name, officer, serves))

struct OfficerName {
  OfficerId officer;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(OfficerName, (), (officer, name))

struct BreakChoice {
  std::string reason;
  LocalText name;
  std::int64_t allowance_s = 0;
};
BOOST_DESCRIBE_STRUCT(BreakChoice, (), (reason, name, allowance_s))

struct LentService {
  ServiceId service;
  LocalText name;
  WallTime until;
};
BOOST_DESCRIBE_STRUCT(LentService, (), (service, name, until))

struct CounterView {
  std::string view;  ///< "counter:3"
  std::uint64_t revision = 0;
  WallTime now;
  CounterId counter;
  LocalText name;
  std::string zone;
  CounterState state = CounterState::closed;
  std::optional<CounterTicket> ticket;
  int waiting = 0;                  ///< all that this counter may call
  std::vector<QueuedTicket> queue;  ///< the first of them in the order they would be called
  int served_today = 0;
  std::optional<std::int64_t> mean_service_s;  ///< of today's, here
  WallTime since;                              ///< of the state
  std::optional<std::string> officer;          ///< who opened it, by name
  std::optional<BreakChoice> on_break;         ///< the break that it has
  bool auto_call = false;
  std::vector<AsideTicket> parked;      ///< of its services or sent aside by it, longest first
  std::vector<AsideTicket> absent;      ///< of its services, those that may come back, newest first
  std::vector<LentService> lent;        ///< to it, now
  std::vector<LocalText> paused;        ///< services of it that are paused
  std::vector<TargetService> services;  ///< all of the hall
  std::vector<TargetCounter> counters;  ///< the other open ones
  std::vector<OfficerName> officers;    ///< all of the hall
  std::vector<BreakChoice> breaks;      ///< reasons to choose from
};
BOOST_DESCRIBE_STRUCT(CounterView, (),
                      (view, revision, now, counter, name, zone, state, ticket, waiting, queue,
                       served_today, mean_service_s, since, officer, on_break, auto_call, parked,
                       absent, lent, paused, services, counters, officers, breaks))

// --- "manager": the whole hall -------------------------------------------------------------------

struct ManagerService {
  ServiceId service;
  char letter = 'A';
  LocalText name;
  LocalText agency;
  ServiceState state = ServiceState::open;
  std::optional<std::string> opens_at;
  int waiting = 0;
  std::optional<WallTime> waiting_since;  ///< issue of the one that has waited longest
  std::int64_t target_s = 0;
  int late = 0;  ///< how many wait longer than the target
  std::optional<WaitRange> wait_range_s;
  std::optional<double> within_target;  ///< share of today's calls within the target, 0 to 1
  int counters_open = 0;
  int counters = 0;
  std::optional<int> left;               ///< of today's quota
  std::optional<WallTime> paused_since;  ///< while it is paused
  std::string paused_why;
  std::int64_t paused_s = 0;  ///< today, in all
};
BOOST_DESCRIBE_STRUCT(ManagerService, (),
                      (service, letter, name, agency, state, opens_at, waiting, waiting_since,
                       target_s, late, wait_range_s, within_target, counters_open, counters, left,
                       paused_since, paused_why, paused_s))

struct ManagerCounter {
  CounterId counter;
  LocalText name;
  CounterState state = CounterState::closed;
  std::optional<TicketNumber> number;
  bool priority = false;
  std::optional<WallTime> since;  ///< of the state
  int served_today = 0;
  std::optional<std::string> officer;   ///< by name
  std::optional<BreakChoice> on_break;  ///< the break that it has
};
BOOST_DESCRIBE_STRUCT(ManagerCounter, (),
                      (counter, name, state, number, priority, since, served_today, officer,
                       on_break))

struct ManagerDevice {
  DeviceId device;
  DeviceKind kind = DeviceKind::kiosk;
  std::string name;
  std::string version;
  bool connected = false;
  WallTime since;  ///< connected, or away, since
  std::optional<PrinterReport> printer;
  std::optional<bool> sound;
  std::optional<CounterId> counter;
  std::optional<std::uint64_t> last_call;
  std::optional<int> to_hand_in;
  std::optional<bool> own_disk;
};
BOOST_DESCRIBE_STRUCT(ManagerDevice, (),
                      (device, kind, name, version, connected, since, printer, sound, counter,
                       last_call, to_hand_in, own_disk))

/// Definitions stand in PROTOCOL.md; waits end with the last call.
struct ManagerToday {
  int issued = 0;
  int waiting = 0;
  int served = 0;
  int no_show = 0;
  int without_slip = 0;  ///< tickets that nobody holds
  std::optional<std::int64_t> wait_mean_s;
  std::optional<std::int64_t> wait_p90_s;
  std::optional<std::int64_t> service_mean_s;
  std::optional<double> within_target;
};
BOOST_DESCRIBE_STRUCT(ManagerToday, (),
                      (issued, waiting, served, no_show, without_slip, wait_mean_s, wait_p90_s,
                       service_mean_s, within_target))

/// One half hour of the day: those issued in it, those called in it and how long these had waited.
struct ManagerHalfHour {
  std::string start;  ///< local "08:30"
  int issued = 0;
  int called = 0;
  std::optional<std::int64_t> wait_mean_s;
  std::optional<std::int64_t> wait_p90_s;
};
BOOST_DESCRIBE_STRUCT(ManagerHalfHour, (), (start, issued, called, wait_mean_s, wait_p90_s))

struct ManagerView {
  std::string view = "manager";
  std::uint64_t revision = 0;
  WallTime now;
  LocalText name;
  LocalText place;
  std::string zone;
  ManagerToday today;
  std::vector<ManagerService> services;
  std::vector<ManagerCounter> counters;
  std::vector<ManagerDevice> devices;
  std::vector<ManagerHalfHour> half_hours;  ///< from the first one with a ticket to now
  bool disk_full = false;                   ///< no new numbers until there is room again
};
BOOST_DESCRIBE_STRUCT(ManagerView, (),
                      (view, revision, now, name, place, zone, today, services, counters, devices,
                       half_hours, disk_full))

// --- "ticket:<token>": one visitor's own ticket --------------------------------------------------

struct TicketView {
  std::string view;
  std::uint64_t revision = 0;
  WallTime now;
  LocalText name;
  LocalText place;
  std::string zone;
  TicketNumber number;
  LocalText agency;
  LocalText service;
  TicketState state = TicketState::waiting;
  bool priority = false;
  Language language = Language::id;
  WallTime issued_at;
  int ahead = 0;
  std::optional<WaitRange> wait_range_s;
  std::optional<CounterId> counter;       ///< while called or served
  std::vector<LocalText> to_do;           ///< services that follow
  bool paused = false;                    ///< it waits, and its service takes nobody now
  std::optional<WallTime> reenter_until;  ///< a missed number may come back until then
};
BOOST_DESCRIBE_STRUCT(TicketView, (),
                      (view, revision, now, name, place, zone, number, agency, service, state,
                       priority, language, issued_at, ahead, wait_range_s, counter, to_do, paused,
                       reenter_until))

}  // namespace giliran::protocol
