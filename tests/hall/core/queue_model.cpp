#include "tests/hall/core/queue_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <stdexcept>

#include "hall/core/decide.hpp"

namespace giliran::hall {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds mean_service = 60s;
/// A cycle ends at the first moment after so many tickets at which nobody is there.
constexpr int cycle_tickets = 2000;
constexpr WallTime begin{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24)};
const ServiceId service_id{"kependudukan.ktp"};

/// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// Above 0, at most 1.
  double uniform() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<double>(((z ^ (z >> 31U)) >> 11U) + 1) * 0x1p-53;
  }
  milliseconds exponential(double mean_ms) {
    return milliseconds(std::llround(-std::log(uniform()) * mean_ms));
  }

 private:
  std::uint64_t state_;
};

double total_load(const QueueCase& one) {
  return std::accumulate(one.load.begin(), one.load.end(), 0.0);
}

/// Who comes when, and how long each service takes by the order of their begin.
class Chance {
 public:
  Chance(const QueueCase& one, std::uint64_t seed)
      : load_(one.load),
        gap_ms_(static_cast<double>(mean_service.count()) / (one.counters * total_load(one))),
        gaps_(seed * 3),
        classes_(seed * 3 + 1),
        services_(seed * 3 + 2) {}
  milliseconds gap() { return gaps_.exponential(gap_ms_); }
  milliseconds service() {
    return services_.exponential(static_cast<double>(mean_service.count()));
  }
  VisitorClass visitor() {
    double left = classes_.uniform() * std::accumulate(load_.begin(), load_.end(), 0.0);
    std::size_t visitor = 0;
    while (visitor + 1 < load_.size() && (left -= load_[visitor]) > 0)
      ++visitor;
    return static_cast<VisitorClass>(visitor);
  }

 private:
  ByClass<double> load_;
  double gap_ms_;
  Random gaps_;
  Random classes_;
  Random services_;
};

/// First come first served: each goes to the counter that is free first.
class FirstCome {
 public:
  explicit FirstCome(int counters) : free_(static_cast<std::size_t>(counters)) {}
  milliseconds wait(WallTime arrival, milliseconds service) {
    const auto first = std::ranges::min_element(free_);
    const WallTime start = std::max(arrival, *first);
    *first = start + service;
    return start - arrival;
  }

 private:
  std::vector<WallTime> free_;
};

HallPlan plan_of(const QueueCase& one) {
  OpeningHours::Week week;
  week.fill({{0h, 24h}});
  HallPlan plan;
  plan.agencies = {{AgencyId("kependudukan"), 'A', {}, {}}};
  Service service;
  service.id = service_id;
  service.agency = AgencyId("kependudukan");
  service.hours = OpeningHours(week);
  service.classes = one.rules;
  plan.services = {service};
  for (int number = 1; number <= one.counters; ++number)
    plan.counters.push_back({CounterId(number), {}, {service_id}});
  plan.rule.mode = CallingRule::Mode::index;
  plan.rule.max_wait = one.max_wait;
  return plan;
}

/// Holds every call against the bound. Of each class only the latest arrival that was called so far
/// counts: no other one came later into the wait of who is called now.
class Watch {
 public:
  explicit Watch(const QueueCase& one) : case_(one) {}

  void called(VisitorClass passed, WallTime arrival, WallTime now) {
    for (std::size_t by = 0; by < latest_.size(); ++by) {
      if (latest_[by] > arrival) hold(passed, static_cast<VisitorClass>(by), arrival, now);
    }
    WallTime& latest = latest_[static_cast<std::size_t>(passed)];
    latest = std::max(latest, arrival);
  }
  const Passings& found() const { return found_; }

 private:
  void hold(VisitorClass passed, VisitorClass by, WallTime arrival, WallTime now) {
    const milliseconds late = latest_[static_cast<std::size_t>(by)] - arrival;
    const double used = share(passed, by, late, now - arrival);
    ++found_.all;
    if (used <= 1) {
      found_.closest = std::max(found_.closest, used);
      return;
    }
    ++found_.beyond;
    found_.worst = fmt::format("{} passed by {} that came {} ms later, after {} ms",
                               name_of(passed), name_of(by), late.count(), (now - arrival).count());
  }

  /// Of the narrowest bound; above 1 is beyond.
  double share(VisitorClass passed, VisitorClass by, milliseconds late, milliseconds waited) const {
    const ClassRule& mine = case_.rules[static_cast<std::size_t>(passed)];
    const ClassRule& other = case_.rules[static_cast<std::size_t>(by)];
    if (other.tier < mine.tier) return never;
    double used = 0;
    if (case_.max_wait) used = ratio(late.count(), milliseconds(*case_.max_wait).count());
    if (other.tier > mine.tier) return used;
    // late <= T (1 - r_i/r_j) + (b_j - b_i)/r_j, times r_j.
    return std::max(used, ratio(late.count() * other.rate_milli,
                                waited.count() * (other.rate_milli - mine.rate_milli) +
                                    milliseconds(other.bonus - mine.bonus).count() * 1000));
  }

  static constexpr double never = std::numeric_limits<double>::infinity();
  static double ratio(std::int64_t used, std::int64_t bound) {
    return bound > 0 ? static_cast<double>(used) / static_cast<double>(bound) : never;
  }

  const QueueCase& case_;
  ByClass<WallTime> latest_{};
  Passings found_;
};

/// One hall, from its first visitor on. Each cycle is a day of it, so that it forgets the tickets.
class Model {
 public:
  Model(const QueueCase& one, std::uint64_t seed)
      : hall_(plan_of(one)),
        counters_(one.counters),
        chance_(one, seed),
        replayed_(one, seed),
        first_come_(one.counters),
        watch_(one),
        arrival_(begin + chance_.gap()) {}

  Cycle cycle() {
    cycle_ = {};
    ++day_;
    at_ = arrival_;
    for (int number = 1; number <= counters_; ++number)
      tell(OpenCounter{CounterId(number), std::nullopt});
    int issued = 0;
    do {
      if (ends_.empty() || arrival_ < ends_.top().first) {
        at_ = arrival_;
        issue();
        ++issued;
        arrival_ += chance_.gap();
      } else {
        at_ = ends_.top().first;
        const CounterId counter = ends_.top().second;
        ends_.pop();
        tell(FinishService{*hall_.counter(counter).ticket, Outcome::served, ""});
        call(counter);
      }
    } while (issued < cycle_tickets || !ends_.empty());
    return cycle_;
  }
  const Passings& passings() const { return watch_.found(); }

 private:
  /// The hall's clock stands at noon of each day, as long as the cycle may be.
  Moment moment() const { return {at_, LocalTime(begin.time_since_epoch()) + day_ * 24h + 12h}; }

  void tell(const Command& command) {
    const auto decision = decide(hall_, command, moment());
    if (!decision) throw std::logic_error(std::string(name_of(decision.error().reason)));
    for (const Event& event : *decision)
      apply(hall_, {0, at_, event});
  }

  void issue() {
    const VisitorClass visitor = chance_.visitor();
    const TicketToken token(std::to_string(hall_.next_ticket().value()));
    if (visitor == VisitorClass::appointment) {
      TicketIssued issued;
      issued.ticket = hall_.next_ticket();
      issued.number = hall_.next_number('A');
      issued.service = service_id;
      issued.token = token;
      issued.since = at_;
      issued.appointment = true;
      apply(hall_, {0, at_, issued});
    } else {
      const bool priority = visitor == VisitorClass::priority;
      tell(IssueTicket{service_id, priority, Language::id, token, {}});
    }
    cycle_.first_come += in_services(first_come_.wait(at_, replayed_.service()));
    for (int number = 1; number <= counters_; ++number) {
      const CounterId counter(number);
      if (hall_.counter(counter).state == CounterState::idle) return call(counter);
    }
  }

  void call(CounterId counter) {
    tell(CallNext{counter});
    if (!hall_.counter(counter).ticket) return;
    const Ticket& ticket = *hall_.ticket(*hall_.counter(counter).ticket);
    const auto visitor = static_cast<std::size_t>(ticket.visitor());
    ++cycle_.tickets[visitor];
    cycle_.waits[visitor] += in_services(at_ - ticket.issued_at);
    watch_.called(ticket.visitor(), ticket.issued_at, at_);
    tell(StartService{ticket.id});
    ends_.emplace(at_ + chance_.service(), counter);
  }

  static double in_services(milliseconds time) {
    return static_cast<double>(time.count()) / static_cast<double>(mean_service.count());
  }

  using End = std::pair<WallTime, CounterId>;
  Hall hall_;
  int counters_;
  Chance chance_;
  Chance replayed_;  ///< the same services again, for first_come_
  FirstCome first_come_;
  Watch watch_;
  WallTime at_ = begin;
  WallTime arrival_;
  int day_ = 0;
  std::priority_queue<End, std::vector<End>, std::greater<>> ends_;
  Cycle cycle_;
};

}  // namespace

Played play(const QueueCase& one, int tickets, std::uint64_t seed) {
  Model model(one, seed);
  Played played;
  double so_far = 0;
  while (so_far < tickets) {
    played.cycles.push_back(model.cycle());
    so_far += played.cycles.back().all_tickets();
  }
  played.passings = model.passings();
  return played;
}

double first_come_mean_wait(const QueueCase& one, int tickets, std::uint64_t seed) {
  Chance chance(one, seed);
  FirstCome first_come(one.counters);
  WallTime arrival = begin;
  milliseconds waits{0};
  for (int n = 0; n < tickets; ++n)
    waits += first_come.wait(arrival += chance.gap(), chance.service());
  return static_cast<double>(waits.count()) / static_cast<double>(mean_service.count()) / tickets;
}

Estimate mean_wait(const std::vector<Cycle>& cycles, VisitorClass visitor, double exact) {
  const auto of = static_cast<std::size_t>(visitor);
  const auto sum = [&](const auto& each) {
    return std::accumulate(cycles.begin(), cycles.end(), 0.0,
                           [&](double so_far, const Cycle& one) { return so_far + each(one); });
  };
  const double tickets = sum([&](const Cycle& one) { return one.tickets[of]; });
  const double mean = sum([&](const Cycle& one) { return one.waits[of]; }) / tickets;
  const auto own = [&](const Cycle& one) { return one.waits[of] - mean * one.tickets[of]; };
  const auto control = [&](const Cycle& one) { return one.first_come - exact * one.all_tickets(); };
  const double shared = sum([&](const Cycle& one) { return own(one) * control(one); }) /
                        sum([&](const Cycle& one) { return control(one) * control(one); });
  const auto rest = [&](const Cycle& one) { return own(one) - shared * control(one); };
  return {mean - shared * sum(control) / tickets,
          std::sqrt(sum([&](const Cycle& one) { return rest(one) * rest(one); })) / tickets};
}

}  // namespace giliran::hall
