#include "tests/simulation/twin.hpp"

#include <algorithm>

namespace giliran::simulation {

namespace chr = std::chrono;
using hall::Command;
using hall::Counter;
using hall::Served;
using hall::Ticket;

Twin::Twin(const HallPlan& plan) : plan_(plan) {
  for (const CounterPlan& counter : plan.counters)
    counters[counter.id];
}

Verdict Twin::tell(const Command& command, const hall::Moment& moment) {
  now_ = moment;
  changed.clear();
  if (const auto* back = std::get_if<hall::SetClockBack>(&command)) return on(*back);
  const auto date = chr::floor<chr::days>(moment.local);
  const TwinState before = *this;
  if (!day || date > *day) end_day(date);
  if (restored > 0) raise_runs();
  const Verdict verdict = std::visit([&](const auto& c) { return on(c); }, command);
  if (!verdict.done()) static_cast<TwinState&>(*this) = before;
  put_away();
  return verdict;
}

/// Of those whose visit is over, only the newest ones can be asked for.
void Twin::put_away() {
  for (const TicketId id : changed) {
    const Ticket* ticket = find(id);
    if (!ticket) continue;
    const auto ended = std::ranges::find(over, id);
    const bool is_over =
        ticket->state == TicketState::finished || ticket->state == TicketState::no_show ||
        ticket->state == TicketState::cancelled || ticket->state == TicketState::unserved;
    if (is_over && ended == over.end()) over.push_back(id);
    if (!is_over && ended != over.end()) over.erase(ended);
  }
  while (over.size() > plan_.held_over) {
    const auto oldest = std::ranges::find(tickets, over.front(), &Ticket::id);
    changed.insert(oldest->id);
    gone.push_back(*oldest);
    tickets.erase(oldest);
    over.erase(over.begin());
  }
}

/// When that day comes again, its numbers go on.
void Twin::remember_numbers() {
  std::set<char> letters;
  each_of_today([&](const Ticket& ticket) { letters.insert(ticket.number.letter); });
  for (const char letter : letters) {
    int highest = above(*day, letter);
    each_of_today([&](const Ticket& ticket) {
      if (ticket.number.letter == letter) highest = std::max(highest, ticket.number.number);
    });
    raised.push_back({*day, letter, highest});
  }
}

void Twin::end_day(chr::local_days next) {
  remember_numbers();
  const chr::local_days kept = day.value_or(next);
  std::erase_if(leases, [&](const LeaseSpan& one) { return one.day < kept; });
  std::erase_if(raised, [&](const RaisedRun& one) { return one.day < kept; });
  day = next;
  last_at = now_.at;
  tickets.clear();
  gone.clear();
  over.clear();
  pauses.clear();
  pause_reasons.clear();
  recent.clear();
  recent_services.clear();
  runs.clear();
  not_by_the_hall.clear();
  checked_in.clear();
  for (auto& [id, counter] : counters)
    counter = Counter{};
  lapsed.clear();
  std::ranges::copy_if(bookings, std::back_inserter(lapsed),
                       [&](const hall::Booking& one) { return one.day < next; });
  std::erase_if(bookings, [&](const hall::Booking& one) { return one.day < next; });
}

const Ticket* Twin::find(const hall::TicketRef& ref) const {
  for (const Ticket& ticket : tickets) {
    if (const auto* id = std::get_if<TicketId>(&ref); id && ticket.id == *id) return &ticket;
    if (const auto* number = std::get_if<TicketNumber>(&ref); number && ticket.number == *number)
      return &ticket;
    if (const auto* token = std::get_if<TicketToken>(&ref); token && ticket.token == *token)
      return &ticket;
  }
  return nullptr;
}

Ticket* Twin::mine(TicketId id) {
  changed.insert(id);
  for (Ticket& ticket : tickets) {
    if (ticket.id == id) return &ticket;
  }
  return nullptr;
}

const hall::Booking* Twin::booking(const BookingCode& code) const {
  for (const hall::Booking& one : bookings) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

// --- services ------------------------------------------------------------------------------------

bool Twin::paused(const ServiceId& service) const {
  return std::ranges::any_of(
      pauses, [&](const PauseSpan& span) { return span.service == service && !span.to; });
}

chr::milliseconds Twin::paused_until(const ServiceId& service, WallTime from,
                                     WallTime until) const {
  chr::milliseconds sum{0};
  for (const PauseSpan& span : pauses) {
    if (span.service != service) continue;
    const WallTime begin = std::max(span.from, from);
    const WallTime end = std::min(span.to.value_or(until), until);
    if (begin < end) sum += end - begin;
  }
  return sum;
}

chr::milliseconds Twin::waited(const Ticket& ticket, WallTime now) const {
  WallTime until = now;
  if (ticket.ended_at) until = *ticket.ended_at;
  if (ticket.called_at) until = *ticket.called_at;
  return until - ticket.waits_from - paused_until(ticket.service, ticket.waits_from, until);
}

int Twin::issued(const ServiceId& service) const {
  // The service of the issue is the one of the first step.
  int count = 0;
  each_of_today([&](const Ticket& ticket) {
    count += (ticket.done.empty() ? ticket.service : ticket.done.front().service) == service;
  });
  return count;
}

std::optional<int> Twin::quota_left(const Service& service, chr::local_days date) const {
  const auto quota = service.quota[chr::weekday(date).iso_encoding() - 1];
  if (!quota) return std::nullopt;
  const auto booked = std::ranges::count_if(bookings, [&](const hall::Booking& one) {
    return one.service == service.id && one.day == date;
  });
  const int today = date == day ? issued(service.id) : 0;
  return std::max(0, *quota - today - static_cast<int>(booked));
}

ServiceState Twin::intake(const Service& service, LocalTime local) const {
  const auto date = chr::floor<chr::days>(local);
  ServiceState hours = service.hours.state_at(local);
  const auto& today = service.hours.on(date);
  if (!today.empty()) {
    const LocalTime first = date + chr::milliseconds(today.front().open);
    if (local < first && local >= first - plan_.intake.open_before) hours = ServiceState::open;
  }
  if (hours != ServiceState::open) return hours;
  if (paused(service.id)) return ServiceState::paused;
  // The hall's day goes on while the local clock is set back.
  const auto quota_day = day && *day > date ? *day : date;
  if (quota_left(service, quota_day) == 0) return ServiceState::full;
  return ServiceState::open;
}

int Twin::next_number(char letter) const {
  int number = 0;
  each_of_today([&](const Ticket& ticket) {
    if (ticket.number.letter == letter && !not_by_the_hall.contains(ticket.id))
      number = std::max(number, ticket.number.number);
  });
  const auto today = day.value_or(chr::local_days());
  number = std::max(number, above(today, letter));
  do
    ++number;
  while (given({letter, number}) || lease(today, {letter, number}));
  return number;
}

bool Twin::given(TicketNumber number) const {
  bool found = false;
  each_of_today([&](const Ticket& ticket) { found = found || ticket.number == number; });
  return found;
}

// --- numbers that kiosks give --------------------------------------------------------------------

const LeaseSpan* Twin::lease(chr::local_days date, TicketNumber number) const {
  for (const LeaseSpan& one : leases) {
    if (one.day == date && one.letter == number.letter && one.first <= number.number &&
        number.number <= one.last)
      return &one;
  }
  return nullptr;
}

int Twin::above(chr::local_days date, char letter) const {
  int highest = 0;
  for (const RaisedRun& one : raised) {
    if (one.day == date && one.letter == letter) highest = std::max(highest, one.above);
  }
  return highest;
}

int Twin::known(chr::local_days date, char letter) const {
  int highest = above(date, letter);
  for (const LeaseSpan& one : leases) {
    if (one.day == date && one.letter == letter) highest = std::max(highest, one.last);
  }
  each_of_today([&](const Ticket& ticket) {
    if (date == day && ticket.number.letter == letter)
      highest = std::max(highest, ticket.number.number);
  });
  return highest;
}

std::vector<chr::local_days> Twin::lease_days() const {
  for (chr::local_days date = *day + chr::days(1); date <= *day + chr::days(60);
       date += chr::days(1)) {
    for (const Service& service : plan_.services) {
      if (!service.hours.on(date).empty()) return {*day, date};
    }
  }
  return {*day};
}

void Twin::raise_runs() {
  for (const chr::local_days date : lease_days()) {
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
      const bool planned = std::ranges::any_of(
          plan_.services, [&](const Service& service) { return service.letter == letter; });
      const int highest = known(date, letter);
      if (planned || highest > 0) raised.push_back({date, letter, highest + restored * 1000});
    }
  }
  restored = 0;
  last_at = now_.at;
}

/// At least half of the newest range is unused.
bool Twin::has_enough(const DeviceId& device, chr::local_days date, char letter) const {
  const LeaseSpan* newest = nullptr;
  for (const LeaseSpan& one : leases) {
    if (one.day == date && one.letter == letter && one.device == device) newest = &one;
  }
  if (!newest || newest->first <= above(date, letter)) return false;
  int used = 0;
  each_of_today([&](const Ticket& ticket) {
    if (date == day && ticket.number.letter == letter && newest->first <= ticket.number.number &&
        ticket.number.number <= newest->last)
      ++used;
  });
  const int size = newest->last - newest->first + 1;
  return (size - used) * 2 >= size;
}

// --- the calling rule ----------------------------------------------------------------------------

std::vector<Served> Twin::served(CounterId counter, WallTime now) const {
  const CounterPlan& plan = *plan_.counter(counter);
  const auto place = [&](const ServiceId& id) {
    std::size_t at = 0;
    while (plan_.services[at].id != id)
      ++at;
    return at;
  };
  std::map<std::size_t, chr::milliseconds> all;
  for (const SecondaryService& one : plan.secondary)
    all.emplace(place(one.service), one.penalty);
  for (const ServiceId& id : plan.serves)
    all[place(id)] = chr::milliseconds(0);
  for (const hall::Lending& one : counters.at(counter).lent) {
    if (now < one.until) all[place(one.service)] = chr::milliseconds(0);
  }
  std::vector<Served> result;
  for (const auto& [service, penalty] : all)
    result.push_back({service, penalty});
  return result;
}

int Twin::run(const std::vector<Served>& group) const {
  for (const auto& [services, count] : runs) {
    if (services == group) return count;
  }
  return 0;
}

namespace {

bool callable(const Ticket& ticket) {
  return ticket.state == TicketState::waiting && ticket.slip != Slip::failed;
}
bool reserved(const Ticket& ticket) {
  return ticket.only_counter || ticket.only_officer;
}
/// In thousandths of milliseconds, without the penalty.
std::int64_t index_of(const ClassRule& rule, const Service& service, chr::milliseconds wait) {
  if (rule.after_target) wait = std::max(chr::milliseconds(0), wait - service.wait_target);
  return chr::milliseconds(rule.bonus).count() * 1000 + rule.rate_milli * wait.count();
}

}  // namespace

std::vector<const Ticket*> Twin::waiting(const ServiceId& service) const {
  std::vector<const Ticket*> result;
  for (const Ticket& ticket : tickets) {
    if (callable(ticket) && ticket.service == service) result.push_back(&ticket);
  }
  std::ranges::sort(result, [](const Ticket* a, const Ticket* b) {
    return a->since != b->since ? a->since < b->since : a->id < b->id;
  });
  return result;
}

bool Twin::ordinary_waits(const std::vector<Served>& group, WallTime now) const {
  for (const Ticket& ticket : tickets) {
    if (!callable(ticket) || ticket.priority || ticket.first || reserved(ticket)) continue;
    if (paused(ticket.service)) continue;
    for (const Served& one : group) {
      if (plan_.services[one.service].id == ticket.service && worth(one, ticket, now)) return true;
    }
  }
  return false;
}

std::optional<Rank> Twin::worth(const Served& here, const Ticket& ticket, WallTime now) const {
  const chr::milliseconds wait = now - ticket.since;
  Rank rank{1, 0, 0, ticket.since, ticket.id, false};
  if (ticket.first) {
    rank.group = 3;
    return rank;
  }
  if (plan_.rule.max_wait && wait >= *plan_.rule.max_wait) {
    rank.group = 2;
    return rank;
  }
  const Service& service = plan_.services[here.service];
  const ClassRule& rule = service.classes[static_cast<std::size_t>(ticket.visitor())];
  if (plan_.rule.mode == CallingRule::Mode::ratio) {
    rank.index = wait.count() * 1000;
  } else {
    rank.tier = rule.tier;
    rank.index = index_of(rule, service, wait);
  }
  const std::int64_t penalty = here.penalty.count() * 1000;
  if (penalty > 0 && rank.index < penalty) return std::nullopt;
  rank.index -= penalty;
  return rank;
}

/// Reserved for another one who is there and can call it: a named counter, else a named officer.
bool Twin::kept_for_another(CounterId counter, const Ticket& ticket, WallTime now) const {
  if (!reserved(ticket)) return false;
  const auto is_meant = [&](CounterId id) {
    if (ticket.only_counter) return id == *ticket.only_counter;
    return counters.at(id).officer == ticket.only_officer;
  };
  if (is_meant(counter)) return false;
  for (const auto& [id, other] : counters) {
    if (other.state == CounterState::closed || !is_meant(id)) continue;
    for (const Served& one : served(id, now)) {
      if (plan_.services[one.service].id == ticket.service) return true;
    }
  }
  return false;
}

std::optional<Rank> Twin::rank(CounterId counter, const Ticket& ticket, WallTime now) const {
  if (!callable(ticket) || paused(ticket.service)) return std::nullopt;
  if (kept_for_another(counter, ticket, now)) return std::nullopt;
  const auto group = served(counter, now);
  std::optional<Rank> rank;
  for (const Served& one : group) {
    if (plan_.services[one.service].id == ticket.service) rank = worth(one, ticket, now);
  }
  if (!rank || plan_.rule.mode == CallingRule::Mode::index || rank->group != 1) return rank;
  const bool run_over = run(group) >= plan_.rule.priority_in_a_row;
  rank->tier = ticket.priority != run_over ? 1 : 0;
  rank->others_turn = run_over && !ticket.priority;
  return rank;
}

bool Twin::counted_at(CounterId counter, const Ticket& ticket, WallTime now) const {
  if (!callable(ticket) || paused(ticket.service)) return false;
  if (kept_for_another(counter, ticket, now)) return false;
  return std::ranges::any_of(served(counter, now), [&](const Served& one) {
    return plan_.services[one.service].id == ticket.service;
  });
}

bool before(const Rank& a, const Rank& b) {
  if (a.group != b.group) return a.group > b.group;
  if (a.tier != b.tier) return a.tier > b.tier;
  if (a.index != b.index) return a.index > b.index;
  if (a.since != b.since) return a.since < b.since;
  return a.ticket < b.ticket;
}

std::optional<Rank> Twin::next(CounterId counter, WallTime now) const {
  std::optional<Rank> best;
  for (const Ticket& ticket : tickets) {
    const auto one = rank(counter, ticket, now);
    if (one && (!best || before(*one, *best))) best = one;
  }
  return best;
}

}  // namespace giliran::simulation
