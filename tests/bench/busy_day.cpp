#include "tests/bench/busy_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <queue>
#include <random>
#include <stdexcept>

#include "hall/core/decide.hpp"

namespace giliran::bench {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr int agencies = 8;
constexpr int counters = 20;
constexpr auto open_for = 8h;
constexpr double load = 0.9;
const WallTime opens{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 1h};

/// Plays visitors and officers, and writes down what they ask.
class Day {
 public:
  Day(const HallPlan& plan, int tickets) : hall_(plan), plan_(plan), left_(tickets) {
    const double gap = std::chrono::duration<double>(open_for).count() / tickets;
    gap_ = std::exponential_distribution(1 / gap);
    service_ = std::exponential_distribution(1 / (gap * counters * load));
  }

  BusyDay play() {
    for (const CounterPlan& counter : plan_.counters)
      ask(hall::OpenCounter{counter.id, std::nullopt});
    WallTime arrival = at_;
    while (left_ > 0 || !ends_.empty()) {
      if (left_ > 0 && (ends_.empty() || arrival <= ends_.top().first)) {
        at_ = arrival;
        issue();
        arrival += length(gap_);
      } else {
        at_ = ends_.top().first;
        const CounterId counter = ends_.top().second;
        ends_.pop();
        ask(hall::FinishService{*hall_.counter(counter).ticket, Outcome::served, ""});
        call(counter);
      }
    }
    return std::move(day_);
  }

 private:
  template <class Distribution>
  milliseconds length(Distribution& distribution) {
    return milliseconds(std::lround(distribution(random_) * 1000));
  }

  void ask(hall::Command command) {
    const hall::Moment moment{at_, LocalTime(at_.time_since_epoch() + 7h)};
    const auto decision = hall::decide(hall_, command, moment);
    if (!decision) throw std::logic_error("the busy day was refused something");
    for (const hall::Event& event : *decision) {
      day_.events.push_back({day_.events.size() + 1, at_, event});
      apply(hall_, day_.events.back());
    }
    day_.commands.emplace_back(std::move(command), moment);
  }

  void issue() {
    const std::size_t service = random_() % plan_.services.size();
    const bool priority = random_() % 5 == 0;
    const TicketToken token(fmt::format("{:032x}", left_--));
    ask(hall::IssueTicket{plan_.services[service].id, priority, Language::id, token, {}});
    ask(hall::SetSlip{hall_.tickets().rbegin()->first, Slip::printed});
    for (const CounterPlan& counter : plan_.counters) {
      const auto& serves = counter.serves;
      const bool fits = std::ranges::find(serves, plan_.services[service].id) != serves.end();
      if (fits && hall_.counter(counter.id).state == CounterState::idle) return call(counter.id);
    }
  }

  /// Nobody is called if nobody waits, as by an officer who sees that.
  void call(CounterId counter) {
    for (const ServiceId& service : plan_.counter(counter)->serves) {
      if (hall::waiting_for(hall_, service) == 0) continue;
      ask(hall::CallNext{counter});
      ask(hall::StartService{*hall_.counter(counter).ticket});
      ends_.emplace(at_ + length(service_), counter);
      return;
    }
  }

  hall::Hall hall_;
  const HallPlan& plan_;
  int left_;
  WallTime at_ = opens;
  std::mt19937 random_{1};
  std::exponential_distribution<> gap_;
  std::exponential_distribution<> service_;
  std::priority_queue<std::pair<WallTime, CounterId>, std::vector<std::pair<WallTime, CounterId>>,
                      std::greater<>>
      ends_;
  BusyDay day_;
};

}  // namespace

HallPlan large_plaza() {
  OpeningHours::Week week;
  week.fill({{0h, 24h}});
  HallPlan plan;
  for (int agency = 0; agency < agencies; ++agency) {
    const AgencyId id(fmt::format("instansi{}", agency));
    const auto letter = static_cast<char>('A' + agency);
    plan.agencies.push_back({id, letter, {}, {}});
    for (const char* name : {"baru", "perpanjangan"}) {
      Service service;
      service.id = ServiceId(fmt::format("{}.{}", id.value(), name));
      service.agency = id;
      service.letter = letter;
      service.hours = OpeningHours(week);
      plan.services.push_back(std::move(service));
    }
  }
  for (int number = 1; number <= counters; ++number) {
    CounterPlan counter;
    counter.id = CounterId(number);
    for (const int agency : {number % agencies, (number + 1) % agencies}) {
      for (const std::size_t service : {2 * agency, 2 * agency + 1})
        counter.serves.push_back(plan.services[service].id);
    }
    plan.counters.push_back(std::move(counter));
  }
  return plan;
}

BusyDay busy_day(const HallPlan& plan, int tickets) {
  return Day(plan, tickets).play();
}

}  // namespace giliran::bench
