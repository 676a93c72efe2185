#pragma once

#include "hall/core/command.hpp"
#include "shared/base/result.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/protocol/messages.hpp"

/// Commands from the parameters of the protocol's methods. What needs a random source (tokens,
/// booking codes) gets it here.
namespace giliran::hall {

using ReadCommand = Result<Command, protocol::DecodeError>;

ReadCommand issue_ticket(const protocol::TicketIssue& p);
ReadCommand set_slip(const protocol::TicketSlip& p);
ReadCommand start_service(const protocol::TicketCommand& p);
ReadCommand finish_service(const protocol::TicketFinish& p);
ReadCommand mark_no_show(const protocol::TicketCommand& p);
ReadCommand transfer_ticket(const protocol::TicketTransfer& p);
ReadCommand add_step(const protocol::TicketStep& p);
ReadCommand park_ticket(const protocol::TicketReason& p);
ReadCommand take_back(const protocol::TicketTakeBack& p);
ReadCommand cancel_ticket(const protocol::TicketReason& p);
ReadCommand reenter_ticket(const protocol::TicketReenter& p);
ReadCommand enter_paper(const protocol::TicketEnterPaper& p);

ReadCommand lease_numbers(const protocol::KioskLease& p);
/// `of_other_journal` is left to who knows the journal.
ReadCommand hand_in_ticket(const protocol::TicketHandIn& p);

ReadCommand open_counter(const protocol::CounterOpen& p);
ReadCommand close_counter(const protocol::CounterCommand& p);
ReadCommand call_next(const protocol::CounterCommand& p);
ReadCommand call_ticket(const protocol::CallTicket& p);
ReadCommand recall(const protocol::CounterCommand& p);
ReadCommand start_break(const protocol::CounterBreak& p);
ReadCommand end_break(const protocol::CounterCommand& p);
ReadCommand lend_counter(const protocol::CounterLend& p);
ReadCommand return_counter(const protocol::CounterReturn& p);
ReadCommand set_auto_call(const protocol::CounterAutoCall& p);

ReadCommand pause_service(const protocol::ServiceCommand& p);
ReadCommand resume_service(const protocol::ServiceCommand& p);
ReadCommand book_appointment(const protocol::BookingMake& p);
ReadCommand take_dated_slip(const protocol::BookingDated& p);
ReadCommand cancel_booking(const protocol::BookingCommand& p);
ReadCommand check_in(const protocol::BookingCommand& p);

}  // namespace giliran::hall
