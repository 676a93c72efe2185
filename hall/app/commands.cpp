#include "hall/app/commands.hpp"

#include <optional>

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

namespace {

TicketToken new_token() {
  return TicketToken(random_hex128());
}

/// Of a ticket that is named by one of three.
template <class Params>
Result<TicketRef, protocol::DecodeError> ticket_ref(const Params& p) {
  const int named = (p.ticket ? 1 : 0) + (p.number ? 1 : 0) + (p.token ? 1 : 0);
  if (named != 1) {
    return protocol::DecodeError{"ticket", "name the ticket by one of ticket, number and token"};
  }
  if (p.ticket) return TicketRef(*p.ticket);
  if (p.number) return TicketRef(*p.number);
  return TicketRef(*p.token);
}

}  // namespace

// --- tickets -------------------------------------------------------------------------------------

ReadCommand issue_ticket(const protocol::TicketIssue& p) {
  return Command(IssueTicket{p.service, p.priority, p.language, new_token(), p.then});
}
ReadCommand set_slip(const protocol::TicketSlip& p) {
  return Command(SetSlip{p.ticket, p.slip});
}
ReadCommand start_service(const protocol::TicketCommand& p) {
  return Command(StartService{p.ticket});
}
ReadCommand finish_service(const protocol::TicketFinish& p) {
  return Command(FinishService{p.ticket, p.outcome, p.detail});
}
ReadCommand mark_no_show(const protocol::TicketCommand& p) {
  return Command(MarkNoShow{p.ticket});
}
ReadCommand transfer_ticket(const protocol::TicketTransfer& p) {
  return Command(TransferTicket{p.ticket, p.service, p.counter, p.officer, p.place});
}
ReadCommand add_step(const protocol::TicketStep& p) {
  return Command(AddStep{p.ticket, p.service});
}
ReadCommand park_ticket(const protocol::TicketReason& p) {
  return Command(ParkTicket{p.ticket, p.why});
}
ReadCommand take_back(const protocol::TicketTakeBack& p) {
  return Command(TakeBack{p.counter, p.ticket});
}
ReadCommand cancel_ticket(const protocol::TicketReason& p) {
  return Command(CancelTicket{p.ticket, p.why});
}
ReadCommand reenter_ticket(const protocol::TicketReenter& p) {
  const auto ref = ticket_ref(p);
  if (!ref) return ref.error();
  return Command(ReenterTicket{*ref});
}
ReadCommand enter_paper(const protocol::TicketEnterPaper& p) {
  return Command(EnterPaper{p.service, p.number, p.priority, p.issued_at, new_token(), p.counter,
                            p.called_at, p.finished_at});
}

ReadCommand lease_numbers(const protocol::KioskLease& p) {
  return Command(LeaseNumbers{p.device});
}
ReadCommand hand_in_ticket(const protocol::TicketHandIn& p) {
  const auto day = iso_day(p.day);
  if (!day) return protocol::DecodeError{"day", "not a day like 2026-11-25"};
  if (!is_hex128(p.token.value())) {
    return protocol::DecodeError{"token", "not 32 lower-case hexadecimal digits"};
  }
  return Command(HandInTicket{p.device, *day, p.number, p.service, p.priority, p.language, p.then,
                              p.token, p.issued_at, p.slip, false});
}

// --- counters and calls --------------------------------------------------------------------------

ReadCommand open_counter(const protocol::CounterOpen& p) {
  return Command(OpenCounter{p.counter, p.officer});
}
ReadCommand close_counter(const protocol::CounterCommand& p) {
  return Command(CloseCounter{p.counter});
}
ReadCommand call_next(const protocol::CounterCommand& p) {
  return Command(CallNext{p.counter});
}
ReadCommand call_ticket(const protocol::CallTicket& p) {
  const auto ref = ticket_ref(p);
  if (!ref) return ref.error();
  return Command(CallTicket{p.counter, *ref, p.why});
}
ReadCommand recall(const protocol::CounterCommand& p) {
  return Command(Recall{p.counter});
}
ReadCommand start_break(const protocol::CounterBreak& p) {
  return Command(StartBreak{p.counter, p.reason});
}
ReadCommand end_break(const protocol::CounterCommand& p) {
  return Command(EndBreak{p.counter});
}
ReadCommand lend_counter(const protocol::CounterLend& p) {
  return Command(LendCounter{p.counter, p.service, std::chrono::minutes(p.minutes)});
}
ReadCommand return_counter(const protocol::CounterReturn& p) {
  return Command(ReturnCounter{p.counter, p.service});
}
ReadCommand set_auto_call(const protocol::CounterAutoCall& p) {
  return Command(SetAutoCall{p.counter, p.on});
}

// --- services and bookings -----------------------------------------------------------------------

ReadCommand pause_service(const protocol::ServiceCommand& p) {
  return Command(PauseService{p.service, p.why});
}
ReadCommand resume_service(const protocol::ServiceCommand& p) {
  return Command(ResumeService{p.service});
}
ReadCommand book_appointment(const protocol::BookingMake& p) {
  const auto at = iso_local_time(p.at);
  if (!at) return protocol::DecodeError{"at", "not a local time like 2026-11-25T09:30"};
  return Command(BookAppointment{p.service, *at, p.priority, p.language, random_booking_code()});
}
ReadCommand take_dated_slip(const protocol::BookingDated& p) {
  return Command(TakeDatedSlip{p.service, p.priority, p.language, random_booking_code()});
}
ReadCommand cancel_booking(const protocol::BookingCommand& p) {
  return Command(CancelBooking{p.code});
}
ReadCommand check_in(const protocol::BookingCommand& p) {
  return Command(CheckIn{p.code, new_token()});
}

}  // namespace giliran::hall
