#include "counter_client/core/effect.hpp"

#include <algorithm>

namespace giliran::counter {

namespace {

using protocol::CounterView;

std::optional<TicketId> ticket_of(const CounterView& view) {
  return view.ticket ? std::optional(view.ticket->ticket) : std::nullopt;
}

struct Effect {
  const CounterView& before;
  const CounterView& view;
  const std::optional<TicketId>& called;

  bool gone() const { return ticket_of(view) != ticket_of(before); }
  bool lent(const ServiceId& service) const {
    return std::ranges::find(view.lent, service, &protocol::LentService::service) !=
           view.lent.end();
  }

  bool operator()(const Open&) const { return view.state != CounterState::closed; }
  bool operator()(const Close&) const { return view.state == CounterState::closed; }
  bool operator()(const CallNext&) const { return called && ticket_of(view) == called; }
  bool operator()(const CallChosen&) const { return gone(); }
  bool operator()(const Recall&) const {
    return gone() || view.state != CounterState::calling ||
           view.ticket->calls > before.ticket->calls;
  }
  bool operator()(const Start&) const { return gone() || view.state != CounterState::calling; }
  bool operator()(const NoShow&) const { return gone(); }
  bool operator()(const Finish&) const { return gone(); }
  bool operator()(const Transfer&) const { return gone(); }
  bool operator()(const Park&) const { return gone(); }
  bool operator()(const AddStep&) const {
    return gone() || view.ticket->to_do.size() != before.ticket->to_do.size();
  }
  bool operator()(const TakeBack&) const { return gone(); }
  bool operator()(const Reenter& command) const {
    return std::ranges::none_of(view.absent, [&](const protocol::AsideTicket& absent) {
      return command.ticket == std::variant<TicketId, TicketNumber>(absent.ticket) ||
             command.ticket == std::variant<TicketId, TicketNumber>(absent.number);
    });
  }
  bool operator()(const TakeBreak&) const { return view.state == CounterState::on_break; }
  bool operator()(const Resume&) const { return view.state != CounterState::on_break; }
  bool operator()(const Lend& command) const { return lent(command.service); }
  bool operator()(const Return& command) const { return !lent(command.service); }
  bool operator()(const AutoCall& command) const { return view.auto_call == command.on; }
};

}  // namespace

bool effect_seen(const Command& command, const CounterView& before, const CounterView& view,
                 const std::optional<TicketId>& called) {
  return std::visit(Effect{before, view, called}, command);
}

}  // namespace giliran::counter
