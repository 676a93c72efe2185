#include "hall/app/methods.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "hall/app/commands.hpp"
#include "hall/app/errors.hpp"
#include "hall/app/view_parts.hpp"
#include "hall/core/calling_rule.hpp"
#include "hall/core/intake.hpp"
#include "hall/core/leases.hpp"
#include "hall/core/refuse.hpp"
#include "hall/core/wait_estimate.hpp"
#include "shared/base/iso_time.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/protocol/messages.hpp"

namespace giliran::hall {

namespace json = boost::json;
using namespace protocol;

namespace {

template <class Wanted>
const Wanted* find(std::span<const Event> events) {
  for (const Event& event : events) {
    if (const auto* found = std::get_if<Wanted>(&event)) return found;
  }
  return nullptr;
}

// --- answers from what happened ------------------------------------------------------------------

json::value done(const Answered&) {
  return encode(Done{});
}

json::value issued(const Answered& answered) {
  const auto& event = *find<hall::TicketIssued>(answered.events);
  return encode(protocol::TicketIssued{
      event.ticket, event.number, ahead_of(answered.after, event.ticket, answered.moment.at),
      event.quoted, event.token, answered.outlook, event.service, event.priority});
}

json::value entered(const Answered& answered) {
  const auto& event = *find<PaperEntered>(answered.events);
  const WallTime now = answered.moment.at;
  protocol::TicketIssued told{event.ticket,  event.number,  0, {}, event.token, answered.outlook,
                              event.service, event.priority};
  if (!event.finished_at) {
    told.ahead = ahead_of(answered.after, event.ticket, now);
    told.wait_range_s = wait_range(answered.after, event.ticket, now);
  }
  return encode(told);
}

json::value back(const Answered& answered) {
  const auto& event = *find<TicketReentered>(answered.events);
  const WallTime now = answered.moment.at;
  const Ticket& ticket = *answered.after.ticket(event.ticket);
  return encode(TicketBack{ticket.id, ticket.number, ahead_of(answered.after, ticket.id, now),
                           wait_range(answered.after, ticket.id, now), ticket.service});
}

/// Null when nobody was called.
json::value call_made(const Answered& answered) {
  const auto* event = find<TicketCalled>(answered.events);
  if (!event) return nullptr;
  return encode(CallMade{event->ticket, answered.after.ticket(event->ticket)->number,
                         event->counter, event->seq});
}

json::value booked(const Answered& answered) {
  const auto* dated = find<DatedSlipTaken>(answered.events);
  const auto* appointment = find<AppointmentBooked>(answered.events);
  BookingMade made;
  made.code = dated ? dated->code : appointment->code;
  const Booking& booking = answered.after.bookings().at(made.code);
  made.service = booking.service;
  made.day = iso_text(booking.day);
  if (booking.at) made.at = iso_text(*booking.at);
  const Service* service = answered.after.plan().service(booking.service);
  if (service && !service->hours.on(booking.day).empty()) {
    const std::chrono::milliseconds opens = service->hours.on(booking.day).front().open;
    made.opens_at = iso_text(booking.day + opens);
  }
  return encode(made);
}

json::value leased(const Answered& answered) {
  LeasesHeld held;
  held.epoch = answered.epoch;
  const DeviceId& device = std::get<LeaseNumbers>(*answered.command).device;
  for (const HeldLease& one : leases_of(answered.after, device)) {
    held.ranges.push_back(
        {iso_text(one.day), std::string(1, one.from.letter), one.from.number, one.to.number});
  }
  return encode(held);
}

json::value handed_in(const Answered& answered) {
  const TicketToken& token = std::get<HandInTicket>(*answered.command).token;
  const Ticket* ticket = answered.after.ticket(token);
  return encode(HandedIn{ticket ? std::optional(ticket->id) : std::nullopt});
}

// --- the table -----------------------------------------------------------------------------------

template <class Params, ReadCommand (*command)(const Params&), Answer answer>
Result<Prepared, RpcError> read(const json::value& params) {
  const auto decoded = decode<Params>(params);
  if (!decoded) return error_of(decoded.error());
  auto made = command(*decoded);
  if (!made) return error_of(made.error());
  Prepared prepared{decoded->request_id, json::serialize(encode(*decoded)), std::move(*made),
                    answer};
  if constexpr (std::is_same_v<Params, TicketHandIn>) prepared.epoch = decoded->epoch;
  return prepared;
}

struct Method {
  std::string_view name;
  Result<Prepared, RpcError> (*read)(const json::value& params);
};

constexpr Method methods[] = {
    {"ticket.issue", &read<TicketIssue, &issue_ticket, &issued>},
    {"ticket.slip", &read<TicketSlip, &set_slip, &done>},
    {"ticket.start", &read<TicketCommand, &start_service, &done>},
    {"ticket.finish", &read<TicketFinish, &finish_service, &done>},
    {"ticket.no_show", &read<TicketCommand, &mark_no_show, &done>},
    {"ticket.transfer", &read<TicketTransfer, &transfer_ticket, &done>},
    {"ticket.add_step", &read<TicketStep, &add_step, &done>},
    {"ticket.park", &read<TicketReason, &park_ticket, &done>},
    {"ticket.take_back", &read<TicketTakeBack, &take_back, &done>},
    {"ticket.cancel", &read<TicketReason, &cancel_ticket, &done>},
    {"ticket.reenter", &read<TicketReenter, &reenter_ticket, &back>},
    {"ticket.enter_paper", &read<TicketEnterPaper, &enter_paper, &entered>},
    {"ticket.hand_in", &read<TicketHandIn, &hand_in_ticket, &handed_in>},
    {"kiosk.lease", &read<KioskLease, &lease_numbers, &leased>},
    {"counter.open", &read<CounterOpen, &open_counter, &done>},
    {"counter.close", &read<CounterCommand, &close_counter, &done>},
    {"counter.break", &read<CounterBreak, &start_break, &done>},
    {"counter.resume", &read<CounterCommand, &end_break, &done>},
    {"counter.lend", &read<CounterLend, &lend_counter, &done>},
    {"counter.return", &read<CounterReturn, &return_counter, &done>},
    {"counter.auto_call", &read<CounterAutoCall, &set_auto_call, &done>},
    {"call.next", &read<CounterCommand, &call_next, &call_made>},
    {"call.ticket", &read<protocol::CallTicket, &call_ticket, &call_made>},
    {"call.recall", &read<CounterCommand, &recall, &call_made>},
    {"service.pause", &read<ServiceCommand, &pause_service, &done>},
    {"service.resume", &read<ServiceCommand, &resume_service, &done>},
    {"booking.make", &read<BookingMake, &book_appointment, &booked>},
    {"booking.dated", &read<BookingDated, &take_dated_slip, &booked>},
    {"booking.cancel", &read<BookingCommand, &cancel_booking, &done>},
    {"booking.check_in", &read<BookingCommand, &check_in, &issued>},
};

}  // namespace

Outlook outlook_of(const Hall& before, std::span<const Event> events, const Moment& moment) {
  ServiceId id;
  if (const auto* issued = find<hall::TicketIssued>(events)) {
    if (!issued->appointment && !issued->first) id = issued->service;
  } else if (const auto* entered = find<PaperEntered>(events)) {
    if (!entered->finished_at) id = entered->service;
  }
  const Service* service = before.plan().service(id);
  return service ? outlook(before, *service, moment) : Outlook::sure;
}

Command command_for(const Prepared& prepared, std::string_view epoch) {
  Command command = prepared.command;
  if (auto* hand_in = std::get_if<HandInTicket>(&command)) {
    hand_in->of_other_journal = prepared.epoch != epoch;
  }
  return command;
}

Result<Prepared, RpcError> prepare(const RpcRequest& request) {
  const auto* method = std::ranges::find(methods, std::string_view(request.method), &Method::name);
  if (method == std::end(methods)) return no_such_method();
  auto prepared = method->read(request.params);
  if (prepared) prepared->fingerprint.insert(0, request.method + " ");
  return prepared;
}

}  // namespace giliran::hall
