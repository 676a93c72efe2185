#include "hall/core/explain.hpp"

#include <algorithm>

namespace giliran::hall {

namespace {

constexpr std::size_t shown_others = 5;

Compared compared(const Hall& hall, CounterId counter, const Ticket& ticket, WallTime at) {
  Compared found{ticket.number,
                 ticket.service,
                 ticket.visitor(),
                 at - ticket.since,
                 standing_at(hall, counter, ticket.id, at),
                 {}};
  for (const Served& served : hall.served_at(counter, at)) {
    if (hall.index_of(ticket.service) == served.service) found.penalty = served.penalty;
  }
  return found;
}

}  // namespace

ExplainedCall explain_call(const Hall& hall, const TicketCalled& call, WallTime at) {
  ExplainedCall found;
  found.seq = call.seq;
  found.counter = call.counter;
  found.at = at;
  found.out_of_turn = call.out_of_turn;
  found.automatic = call.automatic;
  found.run = hall.priority_run(hall.served_at(call.counter, at));
  found.called = compared(hall, call.counter, *hall.ticket(call.ticket), at);
  for (const auto& [id, ticket] : hall.tickets()) {
    if (id == call.ticket || ticket.state != TicketState::waiting) continue;
    Compared other = compared(hall, call.counter, ticket, at);
    if (other.standing) found.others.push_back(std::move(other));
  }
  const std::size_t shown = std::min(shown_others, found.others.size());
  std::ranges::partial_sort(found.others, found.others.begin() + static_cast<std::ptrdiff_t>(shown),
                            std::ranges::greater(), [](const Compared& c) { return *c.standing; });
  found.others.resize(shown);
  return found;
}

void Explainer::before(const Hall& hall, const Recorded& recorded) {
  const auto* call = std::get_if<TicketCalled>(&recorded.event);
  const Ticket* mine = hall.ticket(ticket_);
  if (!call || call->recall || !mine) return;
  found_.number = mine->number;
  if (call->ticket == ticket_) {
    found_.calls.push_back(explain_call(hall, *call, recorded.at));
    return;
  }
  if (mine->state != TicketState::waiting) return;
  const Ticket& other = *hall.ticket(call->ticket);
  const bool came_later = std::pair(other.arrival, other.id) > std::pair(mine->arrival, mine->id);
  if (!came_later) return;
  Compared ticket = compared(hall, call->counter, *mine, recorded.at);
  if (!ticket.standing) return;
  found_.passed.push_back({call->seq, call->counter, recorded.at, call->out_of_turn,
                           compared(hall, call->counter, other, recorded.at), std::move(ticket)});
}

}  // namespace giliran::hall
