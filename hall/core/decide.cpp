#include "hall/core/decide.hpp"

#include <algorithm>

#include "hall/core/decisions.hpp"
#include "hall/core/leases.hpp"
#include "shared/base/text.hpp"

namespace giliran::hall {

namespace chr = std::chrono;

namespace {

constexpr std::size_t max_text_bytes = 200;
/// Of what is said back about a bad id.
constexpr std::size_t max_shown = 64;

bool is_open_ticket(const Ticket& ticket) {
  return ticket.state == TicketState::waiting || ticket.state == TicketState::called ||
         ticket.state == TicketState::serving || ticket.state == TicketState::parked;
}

/// The events between the hall's day and that one; none if it is the same, or earlier.
std::vector<Event> day_roll(const Hall& hall, chr::local_days day) {
  if (hall.day() && *hall.day() >= day) return {};
  std::vector<Event> events;
  for (const auto& [id, ticket] : hall.tickets()) {
    if (is_open_ticket(ticket)) events.emplace_back(TicketUnserved{id});
  }
  for (const CounterId counter : hall.open_counters())
    events.emplace_back(CounterClosed{counter});
  for (const Service& service : hall.plan().services) {
    if (hall.pause(service.id).since) events.emplace_back(ServiceResumed{service.id});
  }
  events.emplace_back(DayBegan{day});
  return events;
}

Decision set_clock_back(const Hall& hall, const SetClockBack& command, const Moment& moment) {
  const WallTime from = std::max(command.from, hall.last_at());
  if (moment.at >= from) return nothing();
  const auto day = chr::floor<chr::days>(moment.local);
  ClockSetBack back{from - moment.at, std::nullopt};
  // Of another zone's clock, the hall's day may be ahead without having been begun wrongly.
  const LocalTime last = moment.local + back.by;
  const bool begun = hall.day() && last >= *hall.day();
  if (begun && *hall.day() - moment.local > keep_day) back.day = day;
  return happens(back);
}

struct Decider : TicketDecider, CounterDecider, BookingDecider, NumberDecider {
  Decider(const Hall& hall, const Moment& moment)
      : TicketDecider(hall, moment),
        CounterDecider(hall, moment),
        BookingDecider(hall, moment),
        NumberDecider(hall, moment) {}
  using BookingDecider::operator();
  using CounterDecider::operator();
  using NumberDecider::operator();
  using TicketDecider::operator();
  Decision operator()(const SetClockBack&) const { return nothing(); }
};

}  // namespace

const Ticket* find_ticket(const Hall& hall, const TicketRef& ref) {
  return std::visit([&](const auto& known) { return hall.ticket(known); }, ref);
}

Decision with_holder(const Ticket& ticket, Event event) {
  std::vector<Event> events;
  if (ticket.slip == Slip::failed) events.emplace_back(SlipSet{ticket.id, Slip::on_screen});
  events.push_back(std::move(event));
  return events;
}

Refusal no_ticket(const TicketRef& ref) {
  const auto* number = std::get_if<TicketNumber>(&ref);
  const bool can_be_said = number && is_ticket_letter(number->letter);
  return refuse(Reason::unknown_ticket, can_be_said ? number->text() : "");
}

Refusal no_service(const ServiceId& service) {
  return refuse(Reason::unknown_service, printable(service.value(), max_shown));
}

std::optional<Refusal> bad_text(const std::string& text, const char* what, bool may_be_empty) {
  const bool plain = is_utf8(text) && std::ranges::none_of(text, [](unsigned char c) {
                       return c < 0x20 || c == 0x7f;
                     });
  const bool filled = may_be_empty || !text.empty();
  if (plain && filled && text.size() <= max_text_bytes) return std::nullopt;
  return refuse(Reason::bad_text, what);
}

Decision decide(const Hall& hall, const Command& command, const Moment& moment) {
  if (const auto* back = std::get_if<SetClockBack>(&command)) {
    return set_clock_back(hall, *back, moment);
  }
  std::vector<Event> events = day_roll(hall, chr::floor<chr::days>(moment.local));
  if (events.empty() && hall.restored() == 0) return std::visit(Decider{hall, moment}, command);
  Hall today = hall;
  for (const Event& event : events)
    apply(today, {0, moment.at, event});
  if (today.restored() > 0) {
    for (const Event& raised : raised_runs(today)) {
      apply(today, {0, moment.at, raised});
      events.push_back(raised);
    }
  }
  auto decision = std::visit(Decider{today, moment}, command);
  if (decision) decision->insert(decision->begin(), events.begin(), events.end());
  return decision;
}

}  // namespace giliran::hall
