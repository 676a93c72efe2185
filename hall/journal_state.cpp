#include "hall/journal_state.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace giliran::hall {

namespace {

namespace chr = std::chrono;

std::string date(chr::local_days day) {
  return fmt::format("{:%Y-%m-%d}", chr::sys_days(day.time_since_epoch()));
}

std::string clock(const Zone& zone, WallTime at) {
  const LocalTime local = zone.local(at);
  const auto time = chr::floor<chr::seconds>(local - chr::floor<chr::days>(local));
  return fmt::format("{:%H:%M:%S}", time);
}

/// The numbers of those who wait, in the order of their tickets.
std::string waiting(const Hall& hall, const ServiceId& service) {
  std::string numbers;
  for (const auto& [ticket_id, ticket] : hall.tickets()) {
    const bool waits = ticket.state == TicketState::waiting && ticket.slip != Slip::failed;
    if (waits && ticket.service == service) numbers += " " + ticket.number.text();
  }
  return numbers;
}

std::string service_line(const Hall& hall, const Zone& zone, const ServiceId& id) {
  std::string line =
      fmt::format("service {}: {} waiting{}", id.value(), waiting_for(hall, id), waiting(hall, id));
  const Pause& pause = hall.pause(id);
  if (!pause.since) return line;
  return line + fmt::format(", paused since {}{}{}", clock(zone, *pause.since),
                            pause.why.empty() ? "" : ": ", pause.why);
}

std::string counter_line(const Hall& hall, const Zone& zone, CounterId id) {
  const Counter& counter = hall.counter(id);
  std::string line = fmt::format("counter {}: {}", id.value(), name_of(counter.state));
  if (!counter.break_reason.empty()) line += " (" + counter.break_reason + ")";
  if (counter.ticket) line += " " + hall.ticket(*counter.ticket)->number.text();
  if (counter.state != CounterState::closed) line += " since " + clock(zone, counter.since);
  if (counter.officer) line += ", officer " + counter.officer->value();
  if (counter.auto_call) line += ", calls by itself";
  for (const Lending& lent : counter.lent)
    line += fmt::format(", lent to {} until {}", lent.service.value(), clock(zone, lent.until));
  return line;
}

std::string ticket_line(const Zone& zone, const Ticket& ticket) {
  std::string line =
      fmt::format("ticket t{} {}: {} for {}, issued {}", ticket.id.value(), ticket.number.text(),
                  name_of(ticket.state), ticket.service.value(), clock(zone, ticket.issued_at));
  if (ticket.priority) line += ", priority";
  if (ticket.appointment) line += ", appointment";
  if (ticket.calls > 0) {
    line += fmt::format(", called {} times, last {} at counter {}", ticket.calls,
                        clock(zone, *ticket.called_at), ticket.counter->value());
  }
  if (ticket.outcome) line += fmt::format(", {}", name_of(*ticket.outcome));
  if (!ticket.done.empty()) line += fmt::format(", {} steps before", ticket.done.size());
  if (ticket.slip != Slip::printed) line += fmt::format(", slip {}", name_of(ticket.slip));
  return line;
}

}  // namespace

std::string state_text(const Hall& hall, const Zone& zone, std::uint64_t seq) {
  std::string text =
      fmt::format("after event {}: day {}, {}\n", seq, hall.day() ? date(*hall.day()) : "none",
                  clock(zone, hall.last_at()));
  for (const Service& service : hall.plan().services)
    text += service_line(hall, zone, service.id) + "\n";
  for (const CounterPlan& counter : hall.plan().counters)
    text += counter_line(hall, zone, counter.id) + "\n";
  for (const auto& [id, ticket] : hall.tickets())
    text += ticket_line(zone, ticket) + "\n";
  if (const int gone = hall.put_away().issued; gone > 0) {
    text += fmt::format("{} tickets that were over before these\n", gone);
  }
  return text + fmt::format("{} bookings for today and later\n", hall.bookings().size());
}

}  // namespace giliran::hall
