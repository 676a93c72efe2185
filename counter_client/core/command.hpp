#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "shared/base/ids.hpp"
#include "shared/model/states.hpp"
#include "shared/model/ticket_number.hpp"
#include "shared/protocol/messages.hpp"

/// What the officer's window asks of the hall. Values; each is one method of the protocol, for the
/// window's own counter.
namespace giliran::counter {

struct Open {
  std::optional<OfficerId> officer = {};
  friend bool operator==(const Open&, const Open&) = default;
};
struct Close {
  friend bool operator==(const Close&, const Close&) = default;
};
struct CallNext {
  friend bool operator==(const CallNext&, const CallNext&) = default;
};
struct CallChosen {
  TicketNumber number;
  std::string why;
  friend bool operator==(const CallChosen&, const CallChosen&) = default;
};
struct Recall {
  friend bool operator==(const Recall&, const Recall&) = default;
};
struct Start {
  TicketId ticket;
  friend bool operator==(const Start&, const Start&) = default;
};
struct NoShow {
  TicketId ticket;
  friend bool operator==(const NoShow&, const NoShow&) = default;
};
struct Finish {
  TicketId ticket;
  Outcome outcome = Outcome::served;
  std::string detail = {};
  friend bool operator==(const Finish&, const Finish&) = default;
};
struct Transfer {
  TicketId ticket;
  ServiceId service;
  Place place = Place::arrival;
  std::optional<CounterId> counter = {};
  std::optional<OfficerId> officer = {};
  friend bool operator==(const Transfer&, const Transfer&) = default;
};
struct Park {
  TicketId ticket;
  std::string why = {};
  friend bool operator==(const Park&, const Park&) = default;
};
struct AddStep {
  TicketId ticket;
  ServiceId service;
  friend bool operator==(const AddStep&, const AddStep&) = default;
};
struct TakeBack {
  TicketId ticket;
  friend bool operator==(const TakeBack&, const TakeBack&) = default;
};
struct Reenter {
  std::variant<TicketId, TicketNumber> ticket;
  friend bool operator==(const Reenter&, const Reenter&) = default;
};
struct TakeBreak {
  std::string reason;  ///< a BreakChoice's
  friend bool operator==(const TakeBreak&, const TakeBreak&) = default;
};
struct Resume {
  friend bool operator==(const Resume&, const Resume&) = default;
};
struct Lend {
  ServiceId service;
  std::chrono::minutes length{60};
  friend bool operator==(const Lend&, const Lend&) = default;
};
struct Return {
  ServiceId service;
  friend bool operator==(const Return&, const Return&) = default;
};
struct AutoCall {
  bool on = true;
  friend bool operator==(const AutoCall&, const AutoCall&) = default;
};

using Command =
    std::variant<Open, Close, CallNext, CallChosen, Recall, Start, NoShow, Finish, Transfer, Park,
                 AddStep, TakeBack, Reenter, TakeBreak, Resume, Lend, Return, AutoCall>;

/// The protocol's method: "call.next".
std::string_view method_of(const Command& command);
/// The parameters of the methods, as the protocol has them.
using Message =
    std::variant<protocol::CounterOpen, protocol::CounterCommand, protocol::CallTicket,
                 protocol::TicketCommand, protocol::TicketFinish, protocol::TicketTransfer,
                 protocol::TicketReason, protocol::TicketStep, protocol::TicketTakeBack,
                 protocol::TicketReenter, protocol::CounterBreak, protocol::CounterLend,
                 protocol::CounterReturn, protocol::CounterAutoCall>;

/// What is sent for a command of that counter. `request` is made once for each command.
Message message_of(const Command& command, CounterId counter, const RequestId& request);

}  // namespace giliran::counter
