#include "tests/simulation/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "shared/base/text.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

namespace {

bool can_be_shown(const std::string& text) {
  return text.size() <= 300 && is_utf8(text) &&
         std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

const Ticket* find(const Hall& hall, const TicketRef& ref) {
  return std::visit([&](const auto& known) { return hall.ticket(known); }, ref);
}

/// The ticket that a command is about: its own, or that of its counter.
const Ticket* ticket_of(const Hall& hall, const Command& command) {
  return std::visit(
      [&](const auto& c) -> const Ticket* {
        if constexpr (requires { c.ticket; }) {
          return find(hall, c.ticket);
        } else if constexpr (
            requires { c.counter.value(); } && !requires { c.counter.has_value(); }) {
          const auto held = hall.counter(c.counter).ticket;
          return held ? hall.ticket(*held) : nullptr;
        } else {
          return nullptr;
        }
      },
      command);
}

std::optional<CounterId> counter_of(const Command& command) {
  return std::visit(
      [](const auto& c) -> std::optional<CounterId> {
        if constexpr (requires { c.counter; }) return c.counter;
        return std::nullopt;
      },
      command);
}

/// "calls=1 seconds=20": what is still missing.
std::string too_early(const Hall& hall, const Ticket& ticket, const Moment& moment) {
  const NoShowRule& rule = hall.plan().no_show;
  const auto after = ticket.priority ? rule.priority_after : rule.after;
  const auto left = chr::ceil<chr::seconds>(*ticket.called_at + after - moment.at);
  return fmt::format("calls={} seconds={}", std::max(0, rule.calls - ticket.calls),
                     std::max<std::int64_t>(0, left.count()));
}

struct Facts {
  std::optional<std::string> subject;  ///< nothing: not checked
  std::optional<std::string> detail;
};

Facts expected(const Refusal& refusal, const Command& command, const Hall& hall,
               const Moment& moment) {
  const Ticket* ticket = ticket_of(hall, command);
  const auto counter = counter_of(command);
  const std::string counter_text = counter ? std::to_string(counter->value()) : "";
  switch (refusal.reason) {
    case Reason::wrong_state:
      if (!ticket) return {"a ticket that is there", {}};
      return {ticket->number.text(), std::string(name_of(ticket->state))};
    case Reason::counter_busy: {
      const auto held = counter ? hall.counter(*counter).ticket : std::nullopt;
      return {held ? hall.ticket(*held)->number.text() : "a ticket at the counter", ""};
    }
    case Reason::unknown_counter:
    case Reason::counter_closed:
    case Reason::counter_open:
    case Reason::counter_without_call:
    case Reason::counter_on_break:
      return {counter_text, ""};
    case Reason::service_lent:
    case Reason::not_served_here:
      return {{}, counter_text};
    case Reason::too_early:
      if (!ticket) return {"a ticket that is there", {}};
      return {ticket->number.text(), too_early(hall, *ticket, moment)};
    case Reason::not_leased: {
      const auto* given = std::get_if<HandInTicket>(&command);
      if (!given) return {"a number that is handed in", {}};
      return {given->number.text(), given->device.value()};
    }
    case Reason::too_late:
      if (!ticket) return {"a ticket that is there", {}};
      return {ticket->number.text(), std::to_string(hall.plan().no_show.reentry.count())};
    default:
      return {};
  }
}

}  // namespace

std::optional<std::string> wrong_facts(const Refusal& refusal, const Command& command,
                                       const Hall& hall, const Moment& moment) {
  if (!can_be_shown(refusal.subject)) return "a refusal's subject that cannot be shown";
  if (!can_be_shown(refusal.detail)) return "a refusal's detail that cannot be shown";
  const Facts facts = expected(refusal, command, hall, moment);
  if (facts.subject && refusal.subject != *facts.subject)
    return fmt::format("the refusal names {}, not {}", refusal.subject, *facts.subject);
  if (facts.detail && refusal.detail != *facts.detail)
    return fmt::format("the refusal says {}, not {}", refusal.detail, *facts.detail);
  return std::nullopt;
}

}  // namespace giliran::simulation
