#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hall/core/decide.hpp"
#include "hall/core/refuse.hpp"

/// The decision on each command, for a hall whose day is the moment's. For decide() alone.
namespace giliran::hall {

using Decision = Result<std::vector<Event>, Refusal>;

inline Decision nothing() {
  return std::vector<Event>{};
}
template <class Happened>
Decision happens(Happened event) {
  std::vector<Event> events;
  events.emplace_back(std::move(event));
  return events;
}

/// Of ticket commands.
class TicketDecider {
 public:
  TicketDecider(const Hall& hall, const Moment& moment) : hall_(hall), moment_(moment) {}
  Decision operator()(const IssueTicket& command) const;
  Decision operator()(const SetSlip& command) const;
  Decision operator()(const StartService& command) const;
  Decision operator()(const FinishService& command) const;
  Decision operator()(const MarkNoShow& command) const;
  Decision operator()(const TransferTicket& command) const;
  Decision operator()(const AddStep& command) const;
  Decision operator()(const ParkTicket& command) const;
  Decision operator()(const CancelTicket& command) const;
  Decision operator()(const ReenterTicket& command) const;
  Decision operator()(const EnterPaper& command) const;

 private:
  std::optional<Refusal> not_taken_in(const Service& service) const;
  std::optional<Refusal> cannot_be_reserved(const TransferTicket& command) const;
  std::optional<Refusal> bad_times(const EnterPaper& command) const;
  const Hall& hall_;
  const Moment& moment_;
};

/// Of counters, calls and service pauses.
class CounterDecider {
 public:
  CounterDecider(const Hall& hall, const Moment& moment) : hall_(hall), moment_(moment) {}
  Decision operator()(const OpenCounter& command) const;
  Decision operator()(const CloseCounter& command) const;
  Decision operator()(const CallNext& command) const;
  Decision operator()(const CallTicket& command) const;
  Decision operator()(const Recall& command) const;
  Decision operator()(const TakeBack& command) const;
  Decision operator()(const StartBreak& command) const;
  Decision operator()(const EndBreak& command) const;
  Decision operator()(const LendCounter& command) const;
  Decision operator()(const ReturnCounter& command) const;
  Decision operator()(const SetAutoCall& command) const;
  Decision operator()(const PauseService& command) const;
  Decision operator()(const ResumeService& command) const;
  Decision operator()(const PassTime& command) const;

 private:
  std::optional<Refusal> unknown_counter(CounterId id) const;
  std::optional<Refusal> not_open(CounterId id) const;
  std::optional<Refusal> busy(CounterId id) const;
  std::optional<Refusal> cannot_call(CounterId id) const;
  bool serves(CounterId id, const ServiceId& service) const;
  const Hall& hall_;
  const Moment& moment_;
};

/// Of appointments and slips for another day.
class BookingDecider {
 public:
  BookingDecider(const Hall& hall, const Moment& moment) : hall_(hall), moment_(moment) {}
  Decision operator()(const BookAppointment& command) const;
  Decision operator()(const TakeDatedSlip& command) const;
  Decision operator()(const CancelBooking& command) const;
  Decision operator()(const CheckIn& command) const;

 private:
  std::optional<Refusal> no_such_slot(const Service& service, LocalTime at) const;
  int booked(const Service& service, LocalTime at) const;
  WallTime wall(LocalTime time) const { return moment_.at + (time - moment_.local); }
  const Hall& hall_;
  const Moment& moment_;
};

/// Of numbers that kiosks give by themselves.
class NumberDecider {
 public:
  NumberDecider(const Hall& hall, const Moment& moment) : hall_(hall), moment_(moment) {}
  Decision operator()(const LeaseNumbers& command) const;
  Decision operator()(const HandInTicket& command) const;

 private:
  std::optional<Refusal> bad_form(const HandInTicket& command) const;
  std::optional<Refusal> cannot_be_given(const HandInTicket& command) const;
  Decision past(const HandInTicket& command) const;
  WallTime wall(LocalTime time) const { return moment_.at + (time - moment_.local); }
  const Hall& hall_;
  const Moment& moment_;
};

// --- what several need ---------------------------------------------------------------------------

/// What happens to a ticket whose holder is here: a failed slip becomes on_screen first.
Decision with_holder(const Ticket& ticket, Event event);
const Ticket* find_ticket(const Hall& hall, const TicketRef& ref);
Refusal no_ticket(const TicketRef& ref);
Refusal no_service(const ServiceId& service);
/// UTF-8 without control characters, at most 200 bytes; empty only if `may_be_empty`.
std::optional<Refusal> bad_text(const std::string& text, const char* what, bool may_be_empty);

}  // namespace giliran::hall
