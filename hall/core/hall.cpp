#include "hall/core/hall.hpp"

#include <algorithm>

namespace giliran::hall {

namespace {

template <class Map, class Key>
auto* find_in(Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

void add(std::vector<Served>& served, Served one) {
  const auto same = std::ranges::find(served, one.service, &Served::service);
  if (same == served.end()) {
    served.push_back(one);
  } else {
    same->penalty = std::min(same->penalty, one.penalty);
  }
}

/// Null if the number is in none.
const Lease* lease_in(const NumberRun& run, int number) {
  const auto found = std::ranges::lower_bound(run.leases, number, {}, &Lease::last);
  return found != run.leases.end() && found->first <= number ? &*found : nullptr;
}

}  // namespace

std::size_t Queue::size() const {
  std::size_t size = first.size() + reserved.size();
  for (const Lane& lane : lanes)
    size += lane.size();
  return size;
}

Hall::Hall(HallPlan plan) : plan_(std::move(plan)) {
  const std::size_t services = plan_.services.size();
  for (std::size_t i = 0; i < services; ++i)
    indexes_.emplace(plan_.services[i].id, i);
  queues_.resize(services);
  pauses_.resize(services);
  recent_services_.resize(services);
  recent_sums_.resize(services);
  issued_.resize(services);
  counters_of_.resize(services);
  for (std::size_t i = 0; i < services; ++i)
    competitors_.push_back({i});
  for (const CounterPlan& counter : plan_.counters) {
    auto& served = served_[counter.id];
    for (const ServiceId& service : counter.serves)
      add(served, {indexes_.at(service), {}});
    compete(counter.id, served);
    for (const SecondaryService& secondary : counter.secondary)
      add(served, {indexes_.at(secondary.service), secondary.penalty});
    std::ranges::sort(served);
  }
}

/// The counter has these as its own.
void Hall::compete(CounterId counter, const std::vector<Served>& own) {
  for (const Served& one : own) {
    counters_of_[one.service].push_back(counter);
    auto& competitors = competitors_[one.service];
    for (const Served& other : own) {
      if (std::ranges::find(competitors, other.service) == competitors.end()) {
        competitors.push_back(other.service);
      }
    }
  }
}

Hall::Hall(HallPlan plan, const Carried& carried) : Hall(std::move(plan)) {
  day_ = carried.day;
  last_at_ = carried.last_at;
  last_ticket_ = carried.last_ticket;
  last_call_ = carried.last_call;
  for (const Booking& booking : carried.bookings)
    (booking.day < carried.day ? lapsed_ : bookings_).emplace(booking.code, booking);
  for (const RunRaised& raised : carried.raised)
    number_runs_[{raised.day, raised.above.letter}].above = raised.above.number;
  for (const HeldLease& held : carried.leases) {
    number_runs_[{held.day, held.from.letter}].leases.push_back(
        {held.device, held.from.number, held.to.number, held.at});
  }
  restored_ = carried.restored;
}

Carried Hall::carried() const {
  Carried carried{day_.value_or(std::chrono::local_days()), last_at_, last_ticket_, last_call_, {}};
  carried.restored = restored_;
  for (const auto& [key, run] : number_runs_) {
    const auto& [day, letter] = key;
    if (run.above > 0) carried.raised.push_back({day, {letter, run.above}});
    for (const Lease& one : run.leases)
      carried.leases.push_back({one.device, day, {letter, one.first}, {letter, one.last}, one.at});
  }
  for (const auto* bookings : {&bookings_, &lapsed_}) {
    for (const auto& [code, booking] : *bookings)
      carried.bookings.push_back(booking);
  }
  std::ranges::sort(carried.bookings, {}, &Booking::code);
  return carried;
}

const Ticket* Hall::ticket(TicketId id) const {
  return find_in(tickets_, id);
}

const Ticket* Hall::ticket(const TicketToken& token) const {
  const auto [first, last] = tokens_.equal_range(std::hash<TicketToken>{}(token));
  for (auto found = first; found != last; ++found) {
    const Ticket* one = ticket(found->second);
    if (one->token == token) return one;
  }
  return nullptr;
}

const Ticket* Hall::ticket(TicketNumber number) const {
  const TicketId* id = find_in(numbers_, number);
  return id ? ticket(*id) : nullptr;
}

std::uint32_t Hall::trace_of(const TicketToken& token) {
  const auto hash = std::hash<TicketToken>{}(token);
  return std::max(static_cast<std::uint32_t>(hash ^ (hash >> 32U)), 1U);
}

std::uint32_t Hall::trace_of(TicketNumber number) const {
  if (number.letter < 'A' || number.letter > 'Z' || number.number < 1) return 0;
  const auto& given = given_[static_cast<std::size_t>(number.letter - 'A')];
  const auto at = static_cast<std::size_t>(number.number);
  return at < given.size() ? given[at] : 0;
}

bool Hall::is_given(TicketNumber number) const {
  return trace_of(number) != 0;
}

bool Hall::is_given(TicketNumber number, const TicketToken& token) const {
  return trace_of(number) == trace_of(token);
}

const Counter& Hall::counter(CounterId id) const {
  static const Counter closed;
  const Counter* found = find_in(counters_, id);
  return found ? *found : closed;
}

bool Hall::is_own(CounterId counter, std::size_t service) const {
  const auto* served = find_in(served_, counter);
  return served && std::ranges::binary_search(*served, Served{service, {}});
}

std::vector<CounterId> Hall::open_counters() const {
  std::vector<CounterId> open;
  for (const auto& [id, counter] : counters_) {
    if (counter.state != CounterState::closed) open.push_back(id);
  }
  return open;
}

std::optional<std::size_t> Hall::index_of(const ServiceId& service) const {
  const std::size_t* index = find_in(indexes_, service);
  return index ? std::optional(*index) : std::nullopt;
}

const Queue& Hall::queue(const ServiceId& service) const {
  static const Queue empty;
  const auto index = index_of(service);
  return index ? queues_[*index] : empty;
}

const Pause& Hall::pause(const ServiceId& service) const {
  static const Pause never;
  const auto index = index_of(service);
  return index ? pauses_[*index] : never;
}

std::chrono::milliseconds Hall::paused(const ServiceId& service, WallTime from,
                                       WallTime until) const {
  const Pause& found = pause(service);
  std::chrono::milliseconds sum{0};
  const auto add = [&](WallTime began, WallTime ended) {
    sum += std::max(std::chrono::milliseconds(0), std::min(ended, until) - std::max(began, from));
  };
  for (const auto& [began, ended] : found.over)
    add(began, ended);
  if (found.since) add(*found.since, until);
  return sum;
}

int Hall::checked_in(const ServiceId& service, LocalTime at) const {
  const int* count = find_in(checked_in_, std::pair(service, at));
  return count ? *count : 0;
}

int Hall::issued_today(const ServiceId& service) const {
  const auto index = index_of(service);
  return index ? issued_[*index] : 0;
}

const std::vector<std::chrono::seconds>& Hall::recent_services(const ServiceId& service) const {
  static const std::vector<std::chrono::seconds> none;
  const auto index = index_of(service);
  return index ? recent_services_[*index] : none;
}

TicketNumber Hall::next_number(char letter) const {
  const NumberRun& run = number_run(day_.value_or(std::chrono::local_days()), letter);
  const int last = last_numbers_[static_cast<std::size_t>(letter - 'A')];
  TicketNumber number{letter, std::max(last, run.above) + 1};
  while (true) {
    if (const Lease* leased = lease_in(run, number.number)) {
      number.number = leased->last + 1;
    } else if (is_given(number)) {
      ++number.number;
    } else {
      return number;
    }
  }
}

const NumberRun& Hall::number_run(std::chrono::local_days day, char letter) const {
  static const NumberRun plain;
  const NumberRun* found = find_in(number_runs_, std::pair(day, letter));
  return found ? *found : plain;
}

const Lease* Hall::lease(std::chrono::local_days day, TicketNumber number) const {
  return lease_in(number_run(day, number.letter), number.number);
}

int Hall::highest_number(std::chrono::local_days day, char letter) const {
  const NumberRun& run = number_run(day, letter);
  int highest = run.above;
  if (!run.leases.empty()) highest = std::max(highest, run.leases.back().last);
  const auto& given = given_[static_cast<std::size_t>(letter - 'A')];
  if (day != day_ || given.empty()) return highest;
  return std::max(highest, static_cast<int>(given.size()) - 1);
}

const std::vector<Served>& Hall::served_at(CounterId id, WallTime now,
                                           std::vector<Served>& space) const {
  static const std::vector<Served> none;
  const std::vector<Served>* planned = find_in(served_, id);
  if (!planned) return none;
  const Counter& state = counter(id);
  if (state.lent.empty()) return *planned;
  space = *planned;
  for (const Lending& lending : state.lent) {
    const auto index = index_of(lending.service);
    if (index && now < lending.until) add(space, {*index, {}});
  }
  std::ranges::sort(space);
  return space;
}

std::vector<Served> Hall::served_at(CounterId id, WallTime now) const {
  std::vector<Served> space;
  return served_at(id, now, space);
}

int Hall::priority_run(const std::vector<Served>& served) const {
  if (runs_.empty()) return 0;
  const int* run = find_in(runs_, served);
  return run ? *run : 0;
}

bool operator==(const Hall& a, const Hall& b) {
  return a.last_at_ == b.last_at_ && a.day_ == b.day_ && a.tickets_ == b.tickets_ &&
         a.over_ == b.over_ && a.put_away_ == b.put_away_ && a.given_ == b.given_ &&
         a.counters_ == b.counters_ && a.queues_ == b.queues_ && a.pauses_ == b.pauses_ &&
         a.recent_services_ == b.recent_services_ && a.issued_ == b.issued_ && a.runs_ == b.runs_ &&
         a.last_numbers_ == b.last_numbers_ && a.number_runs_ == b.number_runs_ &&
         a.restored_ == b.restored_ && a.recent_calls_ == b.recent_calls_ &&
         a.bookings_ == b.bookings_ && a.lapsed_ == b.lapsed_ && a.checked_in_ == b.checked_in_ &&
         a.last_ticket_ == b.last_ticket_ && a.last_call_ == b.last_call_;
}

int waiting_for(const Hall& hall, const ServiceId& service) {
  return static_cast<int>(hall.queue(service).size());
}

std::chrono::milliseconds waited(const Hall& hall, const Step& step, WallTime now) {
  const WallTime until = step.called_at.value_or(step.ended_at.value_or(now));
  return until - step.waits_from - hall.paused(step.service, step.waits_from, until);
}

}  // namespace giliran::hall
