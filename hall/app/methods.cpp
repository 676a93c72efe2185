#include "hall/app/methods.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "hall/app/errors.hpp"
#include "hall/core/calling_rule.hpp"
#include "hall/core/wait_estimate.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/protocol/messages.hpp"

namespace giliran::hall {

namespace json = boost::json;
using protocol::CounterCommand;
using protocol::TicketCommand;

namespace {

template <class Wanted>
const Wanted* find(std::span<const Event> events) {
  for (const Event& event : events) {
    if (const auto* found = std::get_if<Wanted>(&event)) return found;
  }
  return nullptr;
}

// --- commands from parameters --------------------------------------------------------------------

Command issue(const protocol::TicketIssue& p) {
  return IssueTicket{p.service, p.priority, p.language, TicketToken(random_hex128())};
}
Command slip(const protocol::TicketSlip& p) {
  return SetSlip{p.ticket, p.slip};
}
template <class Made>
Command at_counter(const CounterCommand& p) {
  return Made{p.counter};
}
template <class Made>
Command of_ticket(const TicketCommand& p) {
  return Made{p.ticket};
}

// --- answers from what happened ------------------------------------------------------------------

json::value done(const Hall&, std::span<const Event>) {
  return protocol::encode(protocol::Done{});
}

json::value issued(const Hall& hall, std::span<const Event> events) {
  const auto& event = *find<TicketIssued>(events);
  return protocol::encode(protocol::TicketIssued{event.ticket, event.number,
                                                 ahead_of(hall, event.ticket, hall.last_at()),
                                                 wait_range(hall, event.ticket, hall.last_at()), event.token});
}

/// Null when nobody was called.
json::value call_made(const Hall& hall, std::span<const Event> events) {
  const auto* event = find<TicketCalled>(events);
  if (!event) return nullptr;
  return protocol::encode(protocol::CallMade{event->ticket, hall.ticket(event->ticket)->number,
                                             event->counter, event->seq});
}

// --- the table -----------------------------------------------------------------------------------

template <class Params, Command (*command)(const Params&), Answer answer>
Result<Prepared, protocol::RpcError> read(const json::value& params) {
  const auto decoded = protocol::decode<Params>(params);
  if (!decoded) return error_of(decoded.error());
  return Prepared{decoded->request_id, json::serialize(protocol::encode(*decoded)),
                  command(*decoded), answer};
}

struct Method {
  std::string_view name;
  Result<Prepared, protocol::RpcError> (*read)(const json::value& params);
};

constexpr Method methods[] = {
    {"ticket.issue", &read<protocol::TicketIssue, &issue, &issued>},
    {"ticket.slip", &read<protocol::TicketSlip, &slip, &done>},
    {"counter.open", &read<CounterCommand, &at_counter<OpenCounter>, &done>},
    {"counter.close", &read<CounterCommand, &at_counter<CloseCounter>, &done>},
    {"call.next", &read<CounterCommand, &at_counter<CallNext>, &call_made>},
    {"call.recall", &read<CounterCommand, &at_counter<Recall>, &call_made>},
    {"ticket.start", &read<TicketCommand, &of_ticket<StartService>, &done>},
    {"ticket.finish", &read<TicketCommand, &of_ticket<FinishService>, &done>},
    {"ticket.no_show", &read<TicketCommand, &of_ticket<MarkNoShow>, &done>},
};

}  // namespace

Result<Prepared, protocol::RpcError> prepare(const protocol::RpcRequest& request) {
  const auto* method = std::ranges::find(methods, std::string_view(request.method), &Method::name);
  if (method == std::end(methods)) return no_such_method();
  auto prepared = method->read(request.params);
  if (prepared) prepared->fingerprint.insert(0, request.method + " ");
  return prepared;
}

}  // namespace giliran::hall
