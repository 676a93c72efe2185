#include "counter_client/core/command.hpp"

namespace giliran::counter {

namespace {

struct Method {
  std::string_view operator()(const Open&) const { return "counter.open"; }
  std::string_view operator()(const Close&) const { return "counter.close"; }
  std::string_view operator()(const CallNext&) const { return "call.next"; }
  std::string_view operator()(const CallChosen&) const { return "call.ticket"; }
  std::string_view operator()(const Recall&) const { return "call.recall"; }
  std::string_view operator()(const Start&) const { return "ticket.start"; }
  std::string_view operator()(const NoShow&) const { return "ticket.no_show"; }
  std::string_view operator()(const Finish&) const { return "ticket.finish"; }
  std::string_view operator()(const Transfer&) const { return "ticket.transfer"; }
  std::string_view operator()(const Park&) const { return "ticket.park"; }
  std::string_view operator()(const AddStep&) const { return "ticket.add_step"; }
  std::string_view operator()(const TakeBack&) const { return "ticket.take_back"; }
  std::string_view operator()(const Reenter&) const { return "ticket.reenter"; }
  std::string_view operator()(const TakeBreak&) const { return "counter.break"; }
  std::string_view operator()(const Resume&) const { return "counter.resume"; }
  std::string_view operator()(const Lend&) const { return "counter.lend"; }
  std::string_view operator()(const Return&) const { return "counter.return"; }
  std::string_view operator()(const AutoCall&) const { return "counter.auto_call"; }
};

/// The message of each command, for one counter and request.
struct Addressed {
  CounterId counter;
  const RequestId& request;

  protocol::CounterCommand at_counter() const { return {counter, request}; }

  Message operator()(const Open& c) const {
    return protocol::CounterOpen{counter, c.officer, request};
  }
  Message operator()(const Close&) const { return at_counter(); }
  Message operator()(const CallNext&) const { return at_counter(); }
  Message operator()(const Recall&) const { return at_counter(); }
  Message operator()(const Resume&) const { return at_counter(); }
  Message operator()(const CallChosen& c) const {
    return protocol::CallTicket{counter, {}, c.number, {}, c.why, request};
  }
  Message operator()(const Start& c) const { return protocol::TicketCommand{c.ticket, request}; }
  Message operator()(const NoShow& c) const { return protocol::TicketCommand{c.ticket, request}; }
  Message operator()(const Finish& c) const {
    return protocol::TicketFinish{c.ticket, c.outcome, c.detail, request};
  }
  Message operator()(const Transfer& c) const {
    return protocol::TicketTransfer{c.ticket, c.service, c.counter, c.officer, c.place, request};
  }
  Message operator()(const Park& c) const {
    return protocol::TicketReason{c.ticket, c.why, request};
  }
  Message operator()(const AddStep& c) const {
    return protocol::TicketStep{c.ticket, c.service, request};
  }
  Message operator()(const TakeBack& c) const {
    return protocol::TicketTakeBack{counter, c.ticket, request};
  }
  Message operator()(const Reenter& c) const {
    protocol::TicketReenter message;
    message.request_id = request;
    if (const auto* ticket = std::get_if<TicketId>(&c.ticket)) {
      message.ticket = *ticket;
    } else {
      message.number = std::get<TicketNumber>(c.ticket);
    }
    return message;
  }
  Message operator()(const TakeBreak& c) const {
    return protocol::CounterBreak{counter, c.reason, request};
  }
  Message operator()(const Lend& c) const {
    return protocol::CounterLend{counter, c.service, static_cast<int>(c.length.count()), request};
  }
  Message operator()(const Return& c) const {
    return protocol::CounterReturn{counter, c.service, request};
  }
  Message operator()(const AutoCall& c) const {
    return protocol::CounterAutoCall{counter, c.on, request};
  }
};

}  // namespace

std::string_view method_of(const Command& command) {
  return std::visit(Method{}, command);
}

Message message_of(const Command& command, CounterId counter, const RequestId& request) {
  return std::visit(Addressed{counter, request}, command);
}

}  // namespace giliran::counter
