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
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketIssue, (), (service, priority, language, request_id))

struct TicketIssued {
  TicketId ticket;
  TicketNumber number;
  int ahead = 0;                          ///< tickets that would be called before this one now
  std::optional<WaitRange> wait_range_s;  ///< nothing while no counter for it is open
  TicketToken token;
};
BOOST_DESCRIBE_STRUCT(TicketIssued, (), (ticket, number, ahead, wait_range_s, token))

struct TicketSlip {
  TicketId ticket;
  Slip slip = Slip::pending;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketSlip, (), (ticket, slip, request_id))

/// counter.open, counter.close, call.next, call.recall
struct CounterCommand {
  CounterId counter;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(CounterCommand, (), (counter, request_id))

/// ticket.start, ticket.finish, ticket.no_show
struct TicketCommand {
  TicketId ticket;
  RequestId request_id;
};
BOOST_DESCRIBE_STRUCT(TicketCommand, (), (ticket, request_id))

/// The answer of call.next (null when nobody waits) and call.recall.
struct CallMade {
  TicketId ticket;
  TicketNumber number;
  CounterId counter;
  CallSeq seq;
};
BOOST_DESCRIBE_STRUCT(CallMade, (), (ticket, number, counter, seq))

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
};
BOOST_DESCRIBE_STRUCT(PrinterReport, (), (health, message))

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
};
BOOST_DESCRIBE_STRUCT(DeviceReport, (),
                      (device, kind, name, version, printer, sound, counter, last_call))

}  // namespace giliran::protocol
