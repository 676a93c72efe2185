#include <algorithm>
#include <tuple>

#include "hall/core/calling_rule.hpp"
#include "hall/core/decisions.hpp"
#include "shared/base/text.hpp"

namespace giliran::hall {

namespace {
namespace chr = std::chrono;
constexpr chr::minutes max_lending{720};
}  // namespace

std::optional<Refusal> CounterDecider::unknown_counter(CounterId id) const {
  if (hall_.plan().counter(id)) return std::nullopt;
  return refuse(Reason::unknown_counter, text_of(id));
}

std::optional<Refusal> CounterDecider::not_open(CounterId id) const {
  if (auto unknown = unknown_counter(id)) return unknown;
  if (hall_.counter(id).state != CounterState::closed) return std::nullopt;
  return refuse(Reason::counter_closed, text_of(id));
}

std::optional<Refusal> CounterDecider::busy(CounterId id) const {
  if (auto closed = not_open(id)) return closed;
  const Counter& counter = hall_.counter(id);
  if (!counter.ticket) return std::nullopt;
  return refuse(Reason::counter_busy, hall_.ticket(*counter.ticket)->number.text());
}

std::optional<Refusal> CounterDecider::cannot_call(CounterId id) const {
  if (auto refusal = busy(id)) return refusal;
  if (hall_.counter(id).state != CounterState::on_break) return std::nullopt;
  return refuse(Reason::counter_on_break, text_of(id));
}

bool CounterDecider::serves(CounterId id, const ServiceId& service) const {
  const auto index = hall_.index_of(service);
  const auto served = hall_.served_at(id, moment_.at);
  return index && std::ranges::any_of(served, [&](const Served& one) {
           return one.service == *index && one.penalty == chr::milliseconds(0);
         });
}

Decision CounterDecider::operator()(const OpenCounter& command) const {
  if (auto unknown = unknown_counter(command.counter)) return *unknown;
  if (hall_.counter(command.counter).state != CounterState::closed) {
    return refuse(Reason::counter_open, text_of(command.counter));
  }
  if (command.officer && !hall_.plan().officer(*command.officer)) {
    return refuse(Reason::unknown_officer, printable(command.officer->value(), 64));
  }
  return happens(CounterOpened{command.counter, command.officer});
}

Decision CounterDecider::operator()(const CloseCounter& command) const {
  if (auto refusal = busy(command.counter)) return *refusal;
  return happens(CounterClosed{command.counter});
}

Decision CounterDecider::operator()(const CallNext& command) const {
  if (auto refusal = cannot_call(command.counter)) return *refusal;
  const auto next = next_for(hall_, command.counter, moment_.at);
  if (!next) return nothing();
  return happens(TicketCalled{hall_.next_call(), *next, command.counter, false, "", false});
}

Decision CounterDecider::operator()(const CallTicket& command) const {
  if (auto refusal = cannot_call(command.counter)) return *refusal;
  const Ticket* ticket = find_ticket(hall_, command.ticket);
  if (!ticket) return no_ticket(command.ticket);
  if (ticket->state != TicketState::waiting && ticket->state != TicketState::parked) {
    return in_the_way(*ticket);
  }
  if (auto refusal = bad_text(command.why, "why", false)) return *refusal;
  return with_holder(*ticket, TicketCalled{hall_.next_call(), ticket->id, command.counter, false,
                                           command.why, false});
}

Decision CounterDecider::operator()(const Recall& command) const {
  if (auto refusal = not_open(command.counter)) return *refusal;
  const Counter& counter = hall_.counter(command.counter);
  if (!counter.ticket) return refuse(Reason::counter_without_call, text_of(command.counter));
  const Ticket& ticket = *hall_.ticket(*counter.ticket);
  if (ticket.state != TicketState::called) return in_the_way(ticket);
  return happens(TicketCalled{hall_.next_call(), ticket.id, command.counter, true, "", false});
}

Decision CounterDecider::operator()(const TakeBack& command) const {
  if (auto refusal = cannot_call(command.counter)) return *refusal;
  const Ticket* ticket = find_ticket(hall_, command.ticket);
  if (!ticket) return no_ticket(command.ticket);
  if (ticket->state != TicketState::parked) return in_the_way(*ticket);
  return with_holder(*ticket, TicketTakenBack{ticket->id, command.counter});
}

Decision CounterDecider::operator()(const StartBreak& command) const {
  if (auto refusal = cannot_call(command.counter)) return *refusal;
  if (!hall_.plan().break_reason(command.reason)) {
    return refuse(Reason::unknown_reason, printable(command.reason, 64));
  }
  return happens(BreakStarted{command.counter, command.reason});
}

Decision CounterDecider::operator()(const EndBreak& command) const {
  if (auto refusal = busy(command.counter)) return *refusal;
  if (hall_.counter(command.counter).state != CounterState::on_break) {
    return refuse(Reason::counter_open, text_of(command.counter));
  }
  return happens(BreakEnded{command.counter});
}

Decision CounterDecider::operator()(const LendCounter& command) const {
  if (auto refusal = not_open(command.counter)) return *refusal;
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  if (command.length < chr::minutes(1) || command.length > max_lending) {
    return refuse(Reason::bad_time, "minutes");
  }
  if (serves(command.counter, command.service)) {
    return refuse(Reason::service_lent, command.service.value(), text_of(command.counter));
  }
  return happens(CounterLent{command.counter, command.service, moment_.at + command.length});
}

Decision CounterDecider::operator()(const ReturnCounter& command) const {
  if (auto refusal = not_open(command.counter)) return *refusal;
  const auto& lent = hall_.counter(command.counter).lent;
  const bool has = std::ranges::any_of(lent, [&](const Lending& one) {
    return one.service == command.service && moment_.at < one.until;
  });
  if (has) return happens(CounterReturned{command.counter, command.service});
  return refuse(Reason::not_served_here, printable(command.service.value(), 64),
                text_of(command.counter));
}

Decision CounterDecider::operator()(const SetAutoCall& command) const {
  if (auto refusal = not_open(command.counter)) return *refusal;
  if (hall_.counter(command.counter).auto_call == command.on) return nothing();
  return happens(AutoCallSet{command.counter, command.on});
}

Decision CounterDecider::operator()(const PauseService& command) const {
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  if (auto refusal = bad_text(command.why, "why", true)) return *refusal;
  if (hall_.pause(command.service).since) {
    return refuse(Reason::service_paused, command.service.value());
  }
  return happens(ServicePaused{command.service, command.why});
}

Decision CounterDecider::operator()(const ResumeService& command) const {
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  if (!hall_.pause(command.service).since) return nothing();
  return happens(ServiceResumed{command.service});
}

/// One call at a time: of the idle counters whose time has come the one with the fewest services
/// that has somebody to call, then the one idle for longest.
Decision CounterDecider::operator()(const PassTime&) const {
  std::vector<std::tuple<std::size_t, WallTime, CounterId>> due;
  for (const auto& [id, counter] : hall_.counters()) {
    if (!counter.auto_call || counter.state != CounterState::idle) continue;
    const CounterPlan* plan = hall_.plan().counter(id);
    if (!plan || moment_.at - counter.since < plan->auto_call_after) continue;
    due.emplace_back(hall_.served_at(id, moment_.at).size(), counter.since, id);
  }
  std::ranges::sort(due);
  for (const auto& [services, since, counter] : due) {
    const auto next = next_for(hall_, counter, moment_.at);
    if (!next) continue;
    return happens(TicketCalled{hall_.next_call(), *next, counter, false, "", true});
  }
  return nothing();
}

}  // namespace giliran::hall
