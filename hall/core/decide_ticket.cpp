#include <fmt/format.h>

#include <algorithm>

#include "hall/core/decisions.hpp"
#include "hall/core/intake.hpp"
#include "hall/core/wait_estimate.hpp"
#include "shared/base/text.hpp"

namespace giliran::hall {

namespace {

namespace chr = std::chrono;

constexpr std::size_t max_to_do = 7;
constexpr int max_paper_number = 9999;

bool at_counter(const Ticket& ticket) {
  return ticket.state == TicketState::called || ticket.state == TicketState::serving;
}
bool goes_on(const Ticket& ticket) {
  return at_counter(ticket) || ticket.state == TicketState::waiting ||
         ticket.state == TicketState::parked;
}

}  // namespace

std::optional<Refusal> TicketDecider::not_taken_in(const Service& service) const {
  const Intake found = intake(hall_, service, moment_);
  const std::string& id = service.id.value();
  switch (found.state) {
    case ServiceState::paused:
      return refuse(Reason::service_paused, id);
    case ServiceState::full:
      return refuse(Reason::service_full, id);
    case ServiceState::on_break:
    case ServiceState::closed:
      return refuse(Reason::service_closed, id,
                    found.opens ? time_text(*found.opens, moment_.local) : "");
    case ServiceState::open:
      break;
  }
  if (hall_.plan().intake.only_servable && outlook(hall_, service, moment_) == Outlook::not_today) {
    return refuse(Reason::not_today, id);
  }
  return std::nullopt;
}

Decision TicketDecider::operator()(const IssueTicket& command) const {
  const Service* service = hall_.plan().service(command.service);
  if (!service) return no_service(command.service);
  if (command.then.size() > max_to_do) return refuse(Reason::bad_text, "then");
  for (const ServiceId& then : command.then) {
    if (!hall_.plan().service(then)) return no_service(then);
  }
  if (auto refusal = not_taken_in(*service)) return *refusal;
  const Newcomer newcomer{service->id,
                          command.priority ? VisitorClass::priority : VisitorClass::ordinary, false,
                          moment_.at};
  return happens(TicketIssued{.ticket = hall_.next_ticket(),
                              .number = hall_.next_number(service->letter),
                              .service = service->id,
                              .priority = command.priority,
                              .language = command.language,
                              .token = command.token,
                              .then = command.then,
                              .booking = {},
                              .since = {},
                              .appointment = false,
                              .first = false,
                              .quoted = wait_range(hall_, newcomer, moment_.at)});
}

Decision TicketDecider::operator()(const SetSlip& command) const {
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

Decision TicketDecider::operator()(const StartService& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (ticket->state != TicketState::called) return in_the_way(*ticket);
  return with_holder(*ticket, ServiceStarted{ticket->id});
}

Decision TicketDecider::operator()(const FinishService& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (ticket->state != TicketState::serving) return in_the_way(*ticket);
  const bool must_say = command.outcome == Outcome::missing_document;
  if (auto refusal = bad_text(command.detail, "detail", !must_say)) return *refusal;
  ServiceFinished finished{ticket->id, command.outcome, command.detail, std::nullopt};
  if (command.outcome == Outcome::served && !ticket->to_do.empty()) {
    finished.next = ticket->to_do.front();
  }
  return happens(std::move(finished));
}

Decision TicketDecider::operator()(const MarkNoShow& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (ticket->state != TicketState::called) return in_the_way(*ticket);
  const NoShowRule& rule = hall_.plan().no_show;
  const int calls = std::max(0, rule.calls - ticket->calls);
  const chr::seconds after = ticket->priority ? rule.priority_after : rule.after;
  const auto left = chr::ceil<chr::seconds>(*ticket->called_at + after - moment_.at);
  if (calls > 0 || left > chr::seconds(0)) {
    return refuse(Reason::too_early, ticket->number.text(),
                  fmt::format("calls={} seconds={}", calls, std::max<long>(0, left.count())));
  }
  return happens(NoShowMarked{ticket->id});
}

std::optional<Refusal> TicketDecider::cannot_be_reserved(const TransferTicket& command) const {
  if (command.officer && !hall_.plan().officer(*command.officer)) {
    return refuse(Reason::unknown_officer, printable(command.officer->value(), 64));
  }
  if (!command.counter) return std::nullopt;
  if (!hall_.plan().counter(*command.counter)) {
    return refuse(Reason::unknown_counter, text_of(*command.counter));
  }
  const auto index = hall_.index_of(command.service);
  const auto served = hall_.served_at(*command.counter, moment_.at);
  if (std::ranges::find(served, *index, &Served::service) != served.end()) return std::nullopt;
  return refuse(Reason::not_served_here, command.service.value(), text_of(*command.counter));
}

Decision TicketDecider::operator()(const TransferTicket& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (!goes_on(*ticket)) return in_the_way(*ticket);
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  if (auto refusal = cannot_be_reserved(command)) return *refusal;
  const WallTime since = command.place == Place::arrival ? ticket->arrival : moment_.at;
  return happens(TicketTransferred{ticket->id, command.service, command.counter, command.officer,
                                   since, command.place == Place::first});
}

Decision TicketDecider::operator()(const AddStep& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (!goes_on(*ticket)) return in_the_way(*ticket);
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  if (ticket->to_do.size() >= max_to_do) return refuse(Reason::bad_text, "then");
  return happens(StepAdded{ticket->id, command.service});
}

Decision TicketDecider::operator()(const ParkTicket& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (!at_counter(*ticket)) return in_the_way(*ticket);
  if (auto refusal = bad_text(command.why, "why", true)) return *refusal;
  return happens(TicketParked{ticket->id, command.why});
}

Decision TicketDecider::operator()(const CancelTicket& command) const {
  const Ticket* ticket = hall_.ticket(command.ticket);
  if (!ticket) return refuse(Reason::unknown_ticket);
  if (at_counter(*ticket) || !goes_on(*ticket)) return in_the_way(*ticket);
  if (auto refusal = bad_text(command.why, "why", true)) return *refusal;
  return happens(TicketCancelled{ticket->id, command.why});
}

Decision TicketDecider::operator()(const ReenterTicket& command) const {
  const Ticket* ticket = find_ticket(hall_, command.ticket);
  if (!ticket) return no_ticket(command.ticket);
  if (ticket->state != TicketState::no_show) return in_the_way(*ticket);
  const NoShowRule& rule = hall_.plan().no_show;
  const chr::milliseconds absent = moment_.at - *ticket->ended_at;
  if (absent > rule.reentry || rule.reentry == chr::minutes(0)) {
    return refuse(Reason::too_late, ticket->number.text(), std::to_string(rule.reentry.count()));
  }
  const WallTime before = ticket->first ? ticket->arrival : ticket->since;
  const WallTime since = rule.place == Place::arrival ? before + absent : moment_.at;
  return happens(TicketReentered{ticket->id, since, rule.place == Place::first});
}

std::optional<Refusal> TicketDecider::bad_times(const EnterPaper& command) const {
  const auto local = moment_.local - (moment_.at - command.issued_at);
  if (command.issued_at > moment_.at || chr::floor<chr::days>(local) != hall_.day()) {
    return refuse(Reason::bad_time, "issued_at");
  }
  if (!command.called_at && !command.finished_at && !command.counter) return std::nullopt;
  if (!command.counter || !hall_.plan().counter(*command.counter)) {
    return refuse(Reason::unknown_counter, command.counter ? text_of(*command.counter) : "");
  }
  if (!command.called_at || *command.called_at < command.issued_at ||
      *command.called_at > moment_.at) {
    return refuse(Reason::bad_time, "called_at");
  }
  if (!command.finished_at || *command.finished_at < *command.called_at ||
      *command.finished_at > moment_.at) {
    return refuse(Reason::bad_time, "finished_at");
  }
  return std::nullopt;
}

Decision TicketDecider::operator()(const EnterPaper& command) const {
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  const TicketNumber number = command.number;
  if (!is_ticket_letter(number.letter) || number.number < 1 || number.number > max_paper_number) {
    return refuse(Reason::bad_text, "number");
  }
  // A leased one may be in a visitor's hand, at a kiosk that cannot reach the hall.
  const bool taken = hall_.is_given(number) || hall_.lease(*hall_.day(), number);
  if (taken) return refuse(Reason::number_taken, number.text());
  if (auto refusal = bad_times(command)) return *refusal;
  return happens(PaperEntered{hall_.next_ticket(), number, command.service, command.priority,
                              command.token, command.issued_at, command.counter, command.called_at,
                              command.finished_at});
}

}  // namespace giliran::hall
