#pragma once

#include <boost/describe/class.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/language.hpp"
#include "shared/model/refusal.hpp"
#include "shared/model/states.hpp"
#include "shared/model/ticket_number.hpp"
#include "shared/model/wait_range.hpp"

/// The parameters and answers of the protocol's methods. PROTOCOL.md says what each means; a
/// member's name here is its name on the wire. Optional members may be left out.
namespace giliran::protocol {

/// What the programs of this source speak. A hall refuses a client with another major number.
inline constexpr int version = 1;

/// An empty answer: done.
struct Done {};
BOOST_DESCRIBE_STRUCT(Done, (), ())

struct TicketIssue {
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  std::vector<ServiceId> then;  ///< further services of a package, in order
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketIssue, (), (service, priority, language, then, request_id))

struct TicketIssued {
  TicketId ticket;
  TicketNumber number;
  int ahead = 0;                          ///< tickets that would be called before this one now
  std::optional<WaitRange> wait_range_s;  ///< nothing while no counter for it is open
  TicketToken token;
  Outlook outlook = Outlook::sure;  ///< whether it will be served today
  ServiceId service;
  bool priority = false;
};
BOOST_DESCRIBE_STRUCT(TicketIssued, (),
                      (ticket, number, ahead, wait_range_s, token, outlook, service, priority))

struct TicketSlip {
  TicketId ticket;
  Slip slip = Slip::pending;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketSlip, (), (ticket, slip, request_id))

/// counter.open
struct CounterOpen {
  CounterId counter;
  std::optional<OfficerId> officer;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterOpen, (), (counter, officer, request_id))

/// counter.close, counter.resume, call.next, call.recall
struct CounterCommand {
  CounterId counter;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterCommand, (), (counter, request_id))

/// ticket.start, ticket.no_show
struct TicketCommand {
  TicketId ticket;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketCommand, (), (ticket, request_id))

struct TicketFinish {
  TicketId ticket;
  Outcome outcome = Outcome::served;
  std::string detail;  ///< of missing_document: which one
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketFinish, (), (ticket, outcome, detail, request_id))

struct TicketTransfer {
  TicketId ticket;
  ServiceId service;
  std::optional<CounterId> counter;  ///< only this one may call it, while it is open
  std::optional<OfficerId> officer;  ///< only this one, while at a counter
  Place place = Place::arrival;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketTransfer, (), (ticket, service, counter, officer, place, request_id))

/// ticket.add_step
struct TicketStep {
  TicketId ticket;
  ServiceId service;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketStep, (), (ticket, service, request_id))

/// ticket.park, ticket.cancel
struct TicketReason {
  TicketId ticket;
  std::string why;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketReason, (), (ticket, why, request_id))

/// ticket.take_back
struct TicketTakeBack {
  CounterId counter;
  TicketId ticket;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketTakeBack, (), (counter, ticket, request_id))

/// ticket.reenter: exactly one of the first three.
struct TicketReenter {
  std::optional<TicketId> ticket;
  std::optional<TicketNumber> number;
  std::optional<TicketToken> token;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketReenter, (), (ticket, number, token, request_id))

/// The answer of ticket.reenter.
struct TicketBack {
  TicketId ticket;
  TicketNumber number;
  int ahead = 0;
  std::optional<WaitRange> wait_range_s;
  ServiceId service;
};
BOOST_DESCRIBE_STRUCT(TicketBack, (), (ticket, number, ahead, wait_range_s, service))

/// ticket.enter_paper; answered by TicketIssued.
struct TicketEnterPaper {
  ServiceId service;
  TicketNumber number;
  bool priority = false;
  WallTime issued_at;
  std::optional<CounterId> counter;  ///< that served it, with both times
  std::optional<WallTime> called_at;
  std::optional<WallTime> finished_at;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketEnterPaper, (),
                      (service, number, priority, issued_at, counter, called_at, finished_at,
                       request_id))

/// call.ticket: out of turn; exactly one of ticket, number and token.
struct CallTicket {
  CounterId counter;
  std::optional<TicketId> ticket;
  std::optional<TicketNumber> number;
  std::optional<TicketToken> token;
  std::string why;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CallTicket, (), (counter, ticket, number, token, why, request_id))

/// counter.break
struct CounterBreak {
  CounterId counter;
  std::string reason;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterBreak, (), (counter, reason, request_id))

/// counter.lend
struct CounterLend {
  CounterId counter;
  ServiceId service;
  int minutes = 60;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterLend, (), (counter, service, minutes, request_id))

/// counter.return
struct CounterReturn {
  CounterId counter;
  ServiceId service;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterReturn, (), (counter, service, request_id))

/// counter.auto_call
struct CounterAutoCall {
  CounterId counter;
  bool on = true;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterAutoCall, (), (counter, on, request_id))

/// service.pause, service.resume
struct ServiceCommand {
  ServiceId service;
  std::string why;  ///< of service.pause
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(ServiceCommand, (), (service, why, request_id))

/// booking.make
struct BookingMake {
  ServiceId service;
  std::string at;  ///< local "2026-11-25T09:30"
  bool priority = false;
  Language language = Language::id;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(BookingMake, (), (service, at, priority, language, request_id))

/// booking.dated: a slip for the next day on which the service is open.
struct BookingDated {
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(BookingDated, (), (service, priority, language, request_id))

/// The answer of booking.make and booking.dated.
struct BookingMade {
  BookingCode code;
  ServiceId service;
  std::string day;                      ///< local "2026-11-25"
  std::optional<std::string> at;        ///< local "2026-11-25T09:30" of an appointment
  std::optional<std::string> opens_at;  ///< when the service opens that day
};
BOOST_DESCRIBE_STRUCT(BookingMade, (), (code, service, day, at, opens_at))

/// booking.cancel; booking.check_in, answered by TicketIssued.
struct BookingCommand {
  BookingCode code;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(BookingCommand, (), (code, request_id))

/// The answer of call.next (null when nobody waits) and call.recall.
struct CallMade {
  TicketId ticket;
  TicketNumber number;
  CounterId counter;
  CallSeq seq;
};
BOOST_DESCRIBE_STRUCT(CallMade, (), (ticket, number, counter, seq))

/// kiosk.lease: numbers for the time when the hall cannot be reached.
struct KioskLease {
  DeviceId device;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(KioskLease, (), (device, request_id))

/// Numbers of one run (a letter: all services that have it share the run) on one day, that one
/// kiosk alone may give.
struct LeasedRange {
  std::string day;     ///< local "2026-11-25"
  std::string letter;  ///< "A"
  int first = 1;
  int last = 1;
  friend bool operator==(const LeasedRange&, const LeasedRange&) = default;
};
BOOST_DESCRIBE_STRUCT(LeasedRange, (), (day, letter, first, last))

/// The answer of kiosk.lease: all that the kiosk holds, of today and of the next open day.
struct LeasesHeld {
  std::string epoch;  ///< of the journal that knows of them
  std::vector<LeasedRange> ranges;
};
BOOST_DESCRIBE_STRUCT(LeasesHeld, (), (epoch, ranges))

/// ticket.hand_in: a number that a kiosk gave and that the hall may not know: given without the
/// hall, or before the hall's journal was restored from an older copy.
struct TicketHandIn {
  DeviceId device;
  std::string epoch;  ///< of the journal that leased or gave the number
  std::string day;    ///< local "2026-11-25", of the number
  TicketNumber number;
  ServiceId service;
  bool priority = false;
  Language language = Language::id;
  std::vector<ServiceId> then;
  TicketToken token;   ///< as in the QR code on the paper
  WallTime issued_at;  ///< by the hall's clock as the kiosk knows it
  Slip slip = Slip::pending;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketHandIn, (),
                      (device, epoch, day, number, service, priority, language, then, token,
                       issued_at, slip, request_id))

/// The answer of ticket.hand_in.
struct HandedIn {
  std::optional<TicketId> ticket;  ///< nothing: its day is over; it is in the books as unserved
};
BOOST_DESCRIBE_STRUCT(HandedIn, (), (ticket))

/// One entry of the hall's ordered log of calls, as displays get it.
struct Call {
  CallSeq seq;
  TicketNumber number;
  CounterId counter;
  Language language = Language::id;  ///< the ticket's: English is spoken after Indonesian for "en"
  bool recall = false;
  WallTime at;
};
BOOST_DESCRIBE_STRUCT(Call, (), (seq, number, counter, language, recall, at))

struct CallsSubscribe {
  std::uint64_t after_seq = 0;  ///< 0: from the first call of the hall's day
};
BOOST_DESCRIBE_STRUCT(CallsSubscribe, (), (after_seq))

struct CallsSubscribed {
  std::string epoch;           ///< another epoch: another journal, forget every sequence number
  std::uint64_t last_seq = 0;  ///< calls up to here follow at once, then each as it happens
};
BOOST_DESCRIBE_STRUCT(CallsSubscribed, (), (epoch, last_seq))

/// hall.view, view.subscribe
struct ViewRequest {
  std::string view;
};
BOOST_DESCRIBE_STRUCT(ViewRequest, (), (view))

struct PrinterReport {
  PrinterHealth health = PrinterHealth::ok;
  std::string message;  ///< the printer's own words, for a technician
  /// Tickets that the roll is still good for, by the paper used since it was put in.
  std::optional<int> papers_left;
};
BOOST_DESCRIBE_STRUCT(PrinterReport, (), (health, message, papers_left))

/// device.report: what a program says of itself on connecting and whenever it changes. Not kept:
/// the hall forgets it when the program has been away for a day.
struct DeviceReport {
  DeviceId device;
  DeviceKind kind = DeviceKind::kiosk;
  std::string name;     ///< for people: "Kiosk pintu utara"
  std::string version;  ///< of the program
  std::optional<PrinterReport> printer;
  std::optional<bool> sound;               ///< of a display: whether calls can be heard
  std::optional<CounterId> counter;        ///< of a counter
  std::optional<std::uint64_t> last_call;  ///< of a display: the last call that was spoken
  std::optional<int> to_hand_in;           ///< of a kiosk: tickets that the hall is not told of yet
  std::optional<bool> own_disk;  ///< of a kiosk: whether it could give numbers without the hall
};
BOOST_DESCRIBE_STRUCT(DeviceReport, (),
                      (device, kind, name, version, printer, sound, counter, last_call, to_hand_in,
                       own_disk))

}  // namespace giliran::protocol
