#include "tests/simulation/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "hall/core/statistics.hpp"

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace hall;

namespace {

std::string text_of(WallTime time) {
  return std::to_string(time.time_since_epoch().count());
}
std::string text_of(const std::optional<WallTime>& time) {
  return time ? text_of(*time) : "-";
}

std::string step_text(const Step& step) {
  return fmt::format(
      "{{{} from={} called={} started={} ended={} calls={} counter={} officer={} "
      "outcome={} detail={}}}",
      step.service.value(), text_of(step.waits_from), text_of(step.called_at),
      text_of(step.started_at), text_of(step.ended_at), step.calls,
      step.counter ? std::to_string(step.counter->value()) : "-",
      step.officer ? step.officer->value() : "-", step.outcome ? name_of(*step.outcome) : "-",
      step.detail);
}

std::string counter_text(const Counter& counter) {
  std::string lent;
  for (const Lending& one : counter.lent)
    lent += fmt::format(" {}<{}", one.service.value(), text_of(one.until));
  return fmt::format("{} ticket={} since={} officer={} break={} auto={} lent=[{}]",
                     name_of(counter.state), counter.ticket ? counter.ticket->value() : 0,
                     text_of(counter.since), counter.officer ? counter.officer->value() : "-",
                     counter.break_reason, counter.auto_call, lent);
}

template <class A>
std::string differs(std::string_view what, const A& engine, const A& twin) {
  return fmt::format("{}\n    engine {}\n    twin   {}", what, engine, twin);
}

std::string lane_text(const Lane& lane) {
  std::string text;
  for (const Waiting& one : lane)
    text += fmt::format(" {}@{}", one.ticket.value(), text_of(one.since));
  return text;
}

std::optional<std::string> queue_difference(const Queue& queue, const Twin& twin,
                                            const ServiceId& service) {
  Queue mine;
  for (const Ticket* ticket : twin.waiting(service)) {
    if (ticket->only_counter || ticket->only_officer) {
      mine.reserved.push_back(ticket->id);
    } else if (ticket->first) {
      mine.first.push_back({ticket->since, ticket->id});
    } else {
      mine.lanes[static_cast<std::size_t>(ticket->visitor())].push_back(
          {ticket->since, ticket->id});
    }
  }
  auto reserved = queue.reserved;
  std::ranges::sort(reserved);
  std::ranges::sort(mine.reserved);
  if (reserved != mine.reserved) return "reserved tickets of " + service.value();
  if (queue.first != mine.first)
    return differs("first of " + service.value(), lane_text(queue.first), lane_text(mine.first));
  for (std::size_t i = 0; i < 3; ++i) {
    if (queue.lanes[i] != mine.lanes[i]) {
      return differs(fmt::format("lane {} of {}", i, service.value()), lane_text(queue.lanes[i]),
                     lane_text(mine.lanes[i]));
    }
  }
  if (queue.size() != twin.waiting(service).size()) return "Queue::size of " + service.value();
  return std::nullopt;
}

std::optional<std::string> service_difference(const Hall& hall, const Twin& twin,
                                              const Service& service, WallTime now) {
  const ServiceId& id = service.id;
  if (auto found = queue_difference(hall.queue(id), twin, id)) return found;
  if (hall.pause(id).since.has_value() != twin.paused(id)) return "pause of " + id.value();
  const auto why = twin.pause_reasons.find(id);
  if (twin.paused(id) && hall.pause(id).why != why->second)
    return "pause's reason of " + id.value();
  if (hall.paused(id, WallTime{}, now) != twin.paused_until(id, WallTime{}, now)) {
    return differs("paused time of " + id.value(), hall.paused(id, WallTime{}, now).count(),
                   twin.paused_until(id, WallTime{}, now).count());
  }
  if (hall.issued_today(id) != twin.issued(id))
    return differs("issued today for " + id.value(), hall.issued_today(id), twin.issued(id));
  const auto times = twin.recent_services.find(id);
  const auto expected =
      times == twin.recent_services.end() ? std::vector<chr::seconds>{} : times->second;
  if (hall.recent_services(id) != expected) return "recent services of " + id.value();
  return std::nullopt;
}

std::optional<std::string> booking_difference(const Hall& hall, const Twin& twin) {
  if (hall.bookings().size() != twin.bookings.size()) return "number of bookings";
  for (const Booking& mine : twin.bookings) {
    const auto found = hall.bookings().find(mine.code);
    if (found == hall.bookings().end() || found->second != mine)
      return "booking " + mine.code.value();
  }
  return std::nullopt;
}

std::optional<std::string> ticket_difference(const Hall& hall, const Twin& twin, TicketId id) {
  const Ticket* a = hall.ticket(id);
  const Ticket* b = twin.find(id);
  if (!a && !b) return std::nullopt;
  if (!a || !b) return fmt::format("ticket {} is in one of them only", id.value());
  if (*a != *b)
    return differs(fmt::format("ticket {}", id.value()), simulation::text_of(*a),
                   simulation::text_of(*b));
  if (hall.ticket(a->number) != a) return "ticket by number " + a->number.text();
  if (hall.ticket(a->token) != a) return "ticket by token of " + a->number.text();
  return std::nullopt;
}

NumberRuns number_runs(const Twin& twin) {
  NumberRuns runs;
  for (const LeaseSpan& one : twin.leases) {
    runs[{one.day, one.letter}].leases.push_back({one.device, one.first, one.last, one.at});
  }
  for (const RaisedRun& one : twin.raised) {
    runs[{one.day, one.letter}].above = one.above;
  }
  return runs;
}

}  // namespace

std::string text_of(const Ticket& ticket) {
  std::string to_do;
  for (const ServiceId& service : ticket.to_do)
    to_do += " " + service.value();
  std::string done;
  for (const Step& step : ticket.done)
    done += " " + step_text(step);
  return fmt::format(
      "{} {} {} {} {} slip={} issued={} arrival={} since={} first={} priority={} appointment={} "
      "only={}/{} "
      "to_do=[{}] step={} done=[{}]",
      ticket.id.value(), ticket.number.text(), name_of(ticket.state), ticket.token.value(),
      code_of(ticket.language), name_of(ticket.slip), text_of(ticket.issued_at),
      text_of(ticket.arrival), text_of(ticket.since), ticket.first, ticket.priority,
      ticket.appointment, ticket.only_counter ? std::to_string(ticket.only_counter->value()) : "-",
      ticket.only_officer ? ticket.only_officer->value() : "-", to_do, step_text(ticket), done);
}

std::optional<std::string> difference(const Hall& hall, const Twin& twin, WallTime now, bool all) {
  if (hall.day() != twin.day) return "day";
  if (hall.last_at() != twin.last_at)
    return differs("last_at", text_of(hall.last_at()), text_of(twin.last_at));
  if (hall.next_ticket() != TicketId(twin.last_ticket + 1)) return "next ticket id";
  if (hall.next_call() != CallSeq(twin.last_call + 1)) return "next call's number";
  if (hall.tickets().size() != twin.tickets.size()) return "number of tickets";
  for (const TicketId id : twin.changed) {
    if (auto found = ticket_difference(hall, twin, id)) return found;
  }
  for (const auto& [id, counter] : twin.counters) {
    if (hall.counter(id) != counter) {
      return differs(fmt::format("counter {}", id.value()), counter_text(hall.counter(id)),
                     counter_text(counter));
    }
  }
  if (hall.recent_calls() != twin.recent) return "recent calls";
  if (auto found = booking_difference(hall, twin)) return found;
  if (hall.restored() != twin.restored) return "whether the runs are to be raised";
  if (hall.number_runs() != number_runs(twin)) return "leases and raised runs";
  if (!all) return std::nullopt;
  for (const Ticket& ticket : twin.tickets) {
    if (auto found = ticket_difference(hall, twin, ticket.id)) return found;
  }
  for (const Service& service : hall.plan().services) {
    if (auto found = service_difference(hall, twin, service, now)) return found;
    if (hall.next_number(service.letter) !=
        TicketNumber{service.letter, twin.next_number(service.letter)})
      return differs("next number", hall.next_number(service.letter).number,
                     twin.next_number(service.letter));
  }
  for (const CounterPlan& counter : hall.plan().counters) {
    const auto served = twin.served(counter.id, now);
    if (hall.served_at(counter.id, now) != served)
      return fmt::format("what counter {} serves", counter.id.value());
    if (hall.priority_run(served) != twin.run(served))
      return differs(fmt::format("run of priority at counter {}", counter.id.value()),
                     hall.priority_run(served), twin.run(served));
  }
  return std::nullopt;
}

std::optional<std::string> figures_difference(const Hall& hall, const Hall& whole, WallTime now,
                                              bool by_half_hours) {
  if (day_figures(hall) != day_figures(whole)) return "figures of the day";
  for (const Service& service : hall.plan().services) {
    if (service_figures(hall, service, now) != service_figures(whole, service, now))
      return "figures of " + service.id.value();
  }
  for (const CounterPlan& counter : hall.plan().counters) {
    if (counter_figures(hall, counter.id) != counter_figures(whole, counter.id))
      return fmt::format("figures of counter {}", counter.id.value());
  }
  static const Zone zone("Etc/UTC");
  if (by_half_hours && half_hours(hall, zone, now) != half_hours(whole, zone, now))
    return "figures of half hours";
  return std::nullopt;
}

std::optional<std::string> broken_invariant(const Hall& hall) {
  std::set<TicketNumber> numbers;
  std::set<TicketId> held;
  for (const auto& [id, ticket] : hall.tickets()) {
    if (ticket.id != id) return "a ticket under another one's id";
    if (!hall.is_given(ticket.number)) return "a number that was not given";
    if (!numbers.insert(ticket.number).second) return "a number twice: " + ticket.number.text();
  }
  for (const CounterPlan& plan : hall.plan().counters) {
    const Counter& counter = hall.counter(plan.id);
    const bool busy =
        counter.state == CounterState::calling || counter.state == CounterState::serving;
    if (busy != counter.ticket.has_value())
      return "a busy counter without a ticket, or an idle one with one";
    if (!busy) continue;
    if (!held.insert(*counter.ticket).second) return "a ticket at two counters";
    const Ticket* ticket = hall.ticket(*counter.ticket);
    if (!ticket || ticket->counter != plan.id) return "a counter has a ticket that is not there";
    const TicketState expected =
        counter.state == CounterState::calling ? TicketState::called : TicketState::serving;
    if (ticket->state != expected)
      return "a counter's ticket in the state " + std::string(name_of(ticket->state));
  }
  for (const auto& [id, ticket] : hall.tickets()) {
    const bool at_counter =
        ticket.state == TicketState::called || ticket.state == TicketState::serving;
    if (at_counter && !held.contains(ticket.id))
      return "a called ticket without a counter: " + ticket.number.text();
  }
  for (const auto& [code, booking] : hall.bookings()) {
    if (hall.day() && booking.day < *hall.day())
      return "a booking for a day that is over: " + code.value();
  }
  return std::nullopt;
}

}  // namespace giliran::simulation
