#include "tests/simulation/verdict.hpp"

#include <algorithm>

#include "shared/base/text.hpp"

namespace giliran::simulation {

using hall::Ticket;

bool at_counter(const Ticket& ticket) {
  return ticket.state == TicketState::called || ticket.state == TicketState::serving;
}
bool aside(const Ticket& ticket) {
  return ticket.state == TicketState::waiting || ticket.state == TicketState::parked;
}
bool text_ok(const std::string& text, bool may_be_empty) {
  if (text.empty()) return may_be_empty;
  const bool plain =
      std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  return text.size() <= 200 && plain && is_utf8(text);
}
Verdict no(Reason reason) {
  return {{reason}};
}

}  // namespace giliran::simulation
