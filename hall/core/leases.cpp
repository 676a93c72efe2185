#include "hall/core/leases.hpp"

#include <algorithm>
#include <set>

#include "hall/core/decisions.hpp"

namespace giliran::hall {

namespace chr = std::chrono;

namespace {

constexpr std::size_t max_to_do = 7;

std::set<char> letters_of(const HallPlan& plan) {
  std::set<char> letters;
  for (const Service& service : plan.services)
    letters.insert(service.letter);
  return letters;
}

/// Today and the next day on which some service opens.
std::vector<chr::local_days> lease_days(const Hall& hall) {
  std::vector days{*hall.day()};
  std::optional<chr::local_days> next;
  for (const Service& service : hall.plan().services) {
    const auto opens = service.hours.next_open_day(*hall.day());
    if (opens && (!next || *opens < *next)) next = opens;
  }
  if (next) days.push_back(*next);
  return days;
}

int unused(const Hall& hall, chr::local_days day, char letter, const Lease& lease) {
  int count = 0;
  for (int number = lease.first; number <= lease.last; ++number) {
    if (day != hall.day() || !hall.is_given({letter, number})) ++count;
  }
  return count;
}

/// Whether the kiosk's newest range of that run is still good enough.
bool has_enough(const Hall& hall, const DeviceId& device, chr::local_days day, char letter) {
  const auto& [above, leases] = hall.number_run(day, letter);
  const auto newest = std::find_if(leases.rbegin(), leases.rend(),
                                   [&](const Lease& one) { return one.device == device; });
  if (newest == leases.rend() || newest->first <= above) return false;
  return 2 * unused(hall, day, letter, *newest) >= newest->last - newest->first + 1;
}

/// Where the next lease of that run begins.
int next_leased(const Hall& hall, chr::local_days day, char letter) {
  const int base = hall.number_run(day, letter).above + hall.plan().offline.first_number;
  return std::max(base, hall.highest_number(day, letter) + 1);
}

}  // namespace

std::vector<HeldLease> leases_of(const Hall& hall, const DeviceId& device) {
  std::vector<HeldLease> held;
  for (const auto& [key, run] : hall.number_runs()) {
    const auto& [day, letter] = key;
    for (const Lease& one : run.leases) {
      if (one.device != device || day < hall.day() || one.first <= run.above) continue;
      held.push_back({device, day, {letter, one.first}, {letter, one.last}, one.at});
    }
  }
  return held;
}

std::vector<Event> raised_runs(const Hall& hall) {
  std::vector<Event> raised;
  const std::set<char> planned = letters_of(hall.plan());
  for (const chr::local_days day : lease_days(hall)) {
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
      const int known = hall.highest_number(day, letter);
      if (known == 0 && !planned.contains(letter)) continue;
      raised.emplace_back(RunRaised{day, {letter, known + hall.restored() * restore_margin}});
    }
  }
  return raised;
}

Decision NumberDecider::operator()(const LeaseNumbers& command) const {
  if (auto refusal = bad_text(command.device.value(), "device", false)) return *refusal;
  std::vector<Event> leased;
  for (const chr::local_days day : lease_days(hall_)) {
    for (const char letter : letters_of(hall_.plan())) {
      if (has_enough(hall_, command.device, day, letter)) continue;
      const int first = next_leased(hall_, day, letter);
      const int last = std::min(max_leased, first + hall_.plan().offline.numbers - 1);
      if (first > last) continue;
      leased.emplace_back(NumbersLeased{command.device, day, {letter, first}, {letter, last}});
    }
  }
  return leased;
}

std::optional<Refusal> NumberDecider::bad_form(const HandInTicket& command) const {
  const TicketNumber number = command.number;
  if (!is_ticket_letter(number.letter) || number.number < 1 || number.number > max_handed_in) {
    return refuse(Reason::bad_text, "number");
  }
  if (command.then.size() > max_to_do) return refuse(Reason::bad_text, "then");
  if (auto refusal = bad_text(command.device.value(), "device", false)) return refusal;
  if (auto refusal = bad_text(command.service.value(), "service", false)) return refusal;
  for (const ServiceId& then : command.then) {
    if (auto refusal = bad_text(then.value(), "then", false)) return refusal;
  }
  return bad_text(command.token.value(), "token", false);
}

std::optional<Refusal> NumberDecider::cannot_be_given(const HandInTicket& command) const {
  if (!hall_.plan().service(command.service)) return no_service(command.service);
  for (const ServiceId& then : command.then) {
    if (!hall_.plan().service(then)) return no_service(then);
  }
  const std::string number = command.number.text();
  if (hall_.is_given(command.number)) return refuse(Reason::number_taken, number);
  const Lease* lease = hall_.lease(*hall_.day(), command.number);
  const bool given_by_it = lease ? lease->device == command.device : command.of_other_journal;
  if (given_by_it) return std::nullopt;
  return refuse(Reason::not_leased, number, command.device.value());
}

Decision NumberDecider::operator()(const HandInTicket& command) const {
  if (auto refusal = bad_form(command)) return *refusal;
  if (hall_.ticket(command.token) || hall_.is_given(command.number, command.token)) {
    return nothing();
  }
  const chr::local_days today = *hall_.day();
  if (command.day > today) return refuse(Reason::bad_time, "day");
  if (command.day < today) return past(command);
  if (auto refusal = cannot_be_given(command)) return *refusal;
  WallTime earliest = wall(today);
  if (const Lease* lease = hall_.lease(today, command.number)) {
    earliest = std::max(earliest, lease->at);
  }
  TicketHandedIn given;
  given.ticket = hall_.next_ticket();
  given.number = command.number;
  given.service = command.service;
  given.priority = command.priority;
  given.language = command.language;
  given.token = command.token;
  given.then = command.then;
  given.issued_at = std::min(std::max(command.issued_at, earliest), moment_.at);
  given.slip = command.slip;
  given.device = command.device;
  return happens(std::move(given));
}

Decision NumberDecider::past(const HandInTicket& command) const {
  const WallTime last = wall(command.day + chr::days(1)) - chr::milliseconds(1);
  PastTicketHandedIn given;
  given.day = command.day;
  given.number = command.number;
  given.service = command.service;
  given.priority = command.priority;
  given.language = command.language;
  given.token = command.token;
  given.then = command.then;
  given.issued_at = std::min(std::max(command.issued_at, wall(command.day)), last);
  given.slip = command.slip;
  given.device = command.device;
  return happens(std::move(given));
}

}  // namespace giliran::hall
