#include "hall/core/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hall/core/calling_rule.hpp"
#include "shared/model/opening_hours.hpp"

namespace giliran::hall {

namespace {

namespace chr = std::chrono;
using Decision = Result<std::vector<Event>, Refusal>;

bool is_open_ticket(const Ticket& ticket) {
  return ticket.state == TicketState::waiting || ticket.state == TicketState::called ||
         ticket.state == TicketState::serving;
}

/// The events between the hall's day and that one; none if it is the same, or earlier.
std::vector<Event> day_roll(const Hall& hall, chr::local_days day) {
  if (hall.day() && *hall.day() >= day) return {};
  std::vector<Event> events;
  for (const auto& [id, ticket] : hall.tickets()) {
    if (is_open_ticket(ticket)) events.push_back(TicketUnserved{id});
  }
  for (const CounterId counter : hall.open_counters())
    events.push_back(CounterClosed{counter});
  events.push_back(DayBegan{day});
  return events;
}

std::string number_text(const Ticket& ticket) {
  return ticket.number.text();
}

std::string text_of(CounterId counter) {
  return std::to_string(counter.value());
}

Refusal refuse(Reason reason, std::string subject = "", std::string detail = "") {
  return {reason, std::move(subject), std::move(detail)};
}

Refusal in_the_way(const Ticket& ticket) {
  return refuse(Reason::wrong_state, number_text(ticket), std::string(name_of(ticket.state)));
}

/// "13.00" today, else "2026-11-25 08.00".
std::string opening_text(LocalTime opens, LocalTime now) {
  const auto day = chr::floor<chr::days>(opens);
  const auto minutes = chr::floor<chr::minutes>(opens - day).count();
  std::string clock = fmt::format("{:02}.{:02}", minutes / 60, minutes % 60);
  if (day == chr::floor<chr::days>(now)) return clock;
  const chr::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock);
}

/// Decides on a hall whose day is the moment's.
class Decider {
 public:
  Decider(const Hall& hall, const Moment& moment) : hall_(hall), moment_(moment) {}

  Decision operator()(const IssueTicket& command) const {
    const Service* service = hall_.plan().service(command.service);
    if (!service) return refuse(Reason::unknown_service, command.service.value());
    if (service->hours.state_at(moment_.local) != ServiceState::open) {
      const auto opens = service->hours.next_opening(moment_.local);
      return refuse(Reason::service_closed, service->id.value(),
                    opens ? opening_text(*opens, moment_.local) : "");
    }
    return happens(TicketIssued{hall_.next_ticket(), hall_.next_number(service->letter),
                                service->id, command.priority, command.language, command.token});
  }

  Decision operator()(const SetSlip& command) const {
    const Ticket* ticket = hall_.ticket(command.ticket);
    if (!ticket) return refuse(Reason::unknown_ticket);
    if (ticket->slip == command.slip) return nothing();
    // Somebody holds the number: that cannot be taken back.
    const bool held = ticket->slip == Slip::printed || ticket->slip == Slip::on_screen;
    if (held && (command.slip == Slip::failed || command.slip == Slip::pending)) {
      return in_the_way(*ticket);
    }
    return happens(SlipSet{command.ticket, command.slip});
  }

  Decision operator()(const OpenCounter& command) const {
    if (const auto unknown = unknown_counter(command.counter)) return *unknown;
    if (hall_.counter(command.counter).state != CounterState::closed) {
      return refuse(Reason::counter_open, text_of(command.counter));
    }
    return happens(CounterOpened{command.counter});
  }

  Decision operator()(const CloseCounter& command) const {
    if (const auto refusal = cannot_go_on(command.counter)) return *refusal;
    return happens(CounterClosed{command.counter});
  }

  Decision operator()(const CallNext& command) const {
    if (const auto refusal = cannot_go_on(command.counter)) return *refusal;
    const auto next = next_for(hall_, command.counter);
    if (!next) return nothing();
    return happens(TicketCalled{hall_.next_call(), *next, command.counter, false});
  }

  Decision operator()(const Recall& command) const {
    if (const auto refusal = not_open(command.counter)) return *refusal;
    const Counter& counter = hall_.counter(command.counter);
    if (!counter.ticket) return refuse(Reason::counter_without_call, text_of(command.counter));
    const Ticket& ticket = *hall_.ticket(*counter.ticket);
    if (ticket.state != TicketState::called) return in_the_way(ticket);
    return happens(TicketCalled{hall_.next_call(), ticket.id, command.counter, true});
  }

  Decision operator()(const StartService& command) const {
    return step<ServiceStarted>(command.ticket, TicketState::called);
  }
  Decision operator()(const FinishService& command) const {
    return step<ServiceFinished>(command.ticket, TicketState::serving);
  }
  Decision operator()(const MarkNoShow& command) const {
    return step<NoShowMarked>(command.ticket, TicketState::called);
  }
  Decision operator()(const BeginDay&) const { return nothing(); }

 private:
  static Decision happens(Event event) { return std::vector<Event>{std::move(event)}; }
  static Decision nothing() { return std::vector<Event>{}; }

  template <class Happened>
  Decision step(TicketId id, TicketState from) const {
    const Ticket* ticket = hall_.ticket(id);
    if (!ticket) return refuse(Reason::unknown_ticket);
    if (ticket->state != from) return in_the_way(*ticket);
    return happens(Happened{id});
  }

  std::optional<Refusal> unknown_counter(CounterId id) const {
    if (hall_.plan().counter(id)) return std::nullopt;
    return refuse(Reason::unknown_counter, text_of(id));
  }
  std::optional<Refusal> not_open(CounterId id) const {
    if (auto unknown = unknown_counter(id)) return unknown;
    if (hall_.counter(id).state != CounterState::closed) return std::nullopt;
    return refuse(Reason::counter_closed, text_of(id));
  }
  /// A counter that is closed, or has a ticket.
  std::optional<Refusal> cannot_go_on(CounterId id) const {
    if (auto closed = not_open(id)) return closed;
    const Counter& counter = hall_.counter(id);
    if (!counter.ticket) return std::nullopt;
    return refuse(Reason::counter_busy, number_text(*hall_.ticket(*counter.ticket)));
  }

  const Hall& hall_;
  const Moment& moment_;
};

}  // namespace

Decision decide(const Hall& hall, const Command& command, const Moment& moment) {
  std::vector<Event> events = day_roll(hall, chr::floor<chr::days>(moment.local));
  if (events.empty()) return std::visit(Decider{hall, moment}, command);
  Hall today = hall;
  for (const Event& event : events)
    apply(today, {0, moment.at, event});
  auto decision = std::visit(Decider{today, moment}, command);
  if (decision) decision->insert(decision->begin(), events.begin(), events.end());
  return decision;
}

}  // namespace giliran::hall
