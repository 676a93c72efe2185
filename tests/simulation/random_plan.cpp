#include "tests/simulation/random_plan.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace giliran::simulation {

namespace chr = std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ";

std::vector<OpenInterval> random_day(Random& random) {
  const auto open = chr::minutes(random.between(0, 2 * 24) * 15);  // until noon
  const auto close = open + chr::minutes(random.between(4, 44) * 15);
  if (close >= 24h) return {{open, 24h - 1min}};
  if (random.chance(600)) return {{open, close}};
  const auto span = (close - open).count();
  const auto from = open + chr::minutes(random.between(1, span - 2));
  const auto until = chr::minutes(random.between(from.count() + 1, close.count() - 1));
  return {{open, from}, {until, close}};
}

OpeningWeek random_week(Random& random) {
  OpeningWeek week;
  const bool same = random.chance(700);
  const auto usual = random_day(random);
  for (auto& day : week) {
    if (random.chance(900)) day = same ? usual : random_day(random);
  }
  return week;
}

OpeningHours random_hours(Random& random, chr::local_days start) {
  if (random.chance(250)) {
    OpeningWeek always;
    always.fill({{0min, 24h}});
    return OpeningHours(always);
  }
  std::vector<HoursException> exceptions;
  while (random.chance(250)) {
    const auto from = start + chr::days(random.between(-3, 6));
    HoursException other;
    other.from = from;
    other.to = from + chr::days(random.between(0, 3));
    if (random.chance(500)) other.week = random_week(random);
    exceptions.push_back(other);
  }
  return OpeningHours(random_week(random), exceptions);
}

ClassRule random_class(Random& random) {
  static constexpr std::array<std::int64_t, 7> rates{1000, 1000, 2000, 500, 1500, 3000, 0};
  static constexpr std::array<int, 6> bonuses{0, 0, 300, 600, 1800, -300};
  ClassRule rule;
  if (random.chance(250)) rule.tier = static_cast<int>(random.between(0, 2));
  rule.bonus = chr::seconds(random.pick(bonuses));
  rule.rate_milli = random.pick(rates);
  rule.after_target = random.chance(200);
  return rule;
}

Service random_service(Random& random, const Agency& agency, std::size_t index,
                       chr::local_days start) {
  static constexpr std::array<int, 3> targets{300, 900, 1800};
  Service service;
  service.id = ServiceId(agency.id.value() + ".s" + std::to_string(index));
  service.agency = agency.id;
  service.letter = random.chance(700) ? agency.letter : letters[8 + index % 15];
  service.hours = random_hours(random, start);
  service.typical_service = chr::seconds(random.between(1, 20) * 60);
  service.wait_target = chr::seconds(random.pick(targets));
  const ClassRule same = random_class(random);
  const bool fifo = random.chance(250);
  for (ClassRule& rule : service.classes)
    if (!fifo) rule = random.chance(300) ? same : random_class(random);
  const bool limited = random.chance(250);
  for (auto& quota : service.quota)
    if (limited && random.chance(700)) quota = static_cast<int>(random.between(0, 12));
  if (random.chance(500)) service.appointments_per_slot = static_cast<int>(random.between(1, 3));
  return service;
}

CounterPlan random_counter(Random& random, const HallPlan& plan, int id) {
  CounterPlan counter;
  counter.id = CounterId(id);
  const auto add = [&](const ServiceId& service) {
    if (std::ranges::find(counter.serves, service) == counter.serves.end())
      counter.serves.push_back(service);
  };
  if (id > 1 && random.chance(400)) {
    counter = random.pick(plan.counters);  // a twin of another, so that runs are shared
    counter.id = CounterId(id);
  } else {
    do
      add(random.pick(plan.services).id);
    while (random.chance(550));
  }
  if (random.chance(300)) {
    for (const Service& service : plan.services) {
      if (random.chance(700) ||
          std::ranges::find(counter.serves, service.id) != counter.serves.end())
        continue;
      if (std::ranges::find(counter.secondary, service.id, &SecondaryService::service) !=
          counter.secondary.end())
        continue;
      counter.secondary.push_back({service.id, chr::seconds(random.between(1, 20) * 30)});
    }
  }
  counter.auto_call_after = chr::seconds(random.between(0, 6) * 10);
  return counter;
}

void rules(Random& random, HallPlan& plan) {
  plan.rule.mode = random.chance(500) ? CallingRule::Mode::ratio : CallingRule::Mode::index;
  plan.rule.priority_in_a_row = static_cast<int>(random.between(1, 4));
  if (random.chance(500)) plan.rule.max_wait = chr::seconds(random.between(1, 40) * 60);
  const auto place = [&] { return static_cast<Place>(random.below(3)); };
  plan.no_show.calls = static_cast<int>(random.between(0, 3));
  plan.no_show.after = chr::seconds(random.between(0, 4) * 15);
  plan.no_show.priority_after = plan.no_show.after + chr::seconds(random.between(0, 4) * 15);
  plan.no_show.reentry = chr::minutes(random.between(0, 60));
  plan.no_show.place = place();
  plan.intake.open_before = chr::minutes(random.chance(500) ? random.between(0, 90) : 0);
  plan.intake.only_servable = random.chance(300);
  static constexpr std::array<int, 4> slots{5, 15, 30, 60};
  plan.appointments.slot = chr::minutes(random.pick(slots));
  plan.appointments.ahead = chr::days(random.between(0, 30));
  plan.appointments.early = chr::minutes(random.between(0, 90));
  plan.appointments.late = chr::minutes(random.between(0, 45));
  static constexpr std::array<int, 5> firsts{2, 21, 21, 501, 9990};
  static constexpr std::array<int, 4> sizes{1, 2, 5, 50};
  plan.offline.first_number = random.pick(firsts);
  plan.offline.numbers = random.pick(sizes);
  static constexpr std::array<std::size_t, 5> held{1, 2, 10, 40, 4096};
  plan.held_over = random.pick(held);
}

}  // namespace

HallPlan random_plan(Random& random, chr::local_days start) {
  HallPlan plan;
  const auto agencies = random.between(1, 5);
  for (std::int64_t i = 0; i < agencies; ++i) {
    Agency agency;
    agency.id = AgencyId("a" + std::to_string(i));
    agency.letter = letters[static_cast<std::size_t>(i)];
    plan.agencies.push_back(agency);
  }
  const bool small = random.chance(700);
  const auto services = random.between(1, small ? 4 : 16);
  for (std::int64_t i = 0; i < services; ++i) {
    plan.services.push_back(
        random_service(random, random.pick(plan.agencies), static_cast<std::size_t>(i), start));
  }
  const auto counters = random.between(1, small ? 5 : 20);
  for (int i = 1; i <= counters; ++i)
    plan.counters.push_back(random_counter(random, plan, i));
  const auto officers = random.between(0, 5);
  for (std::int64_t i = 0; i < officers; ++i)
    plan.officers.push_back({OfficerId("o" + std::to_string(i)), "O"});
  plan.break_reasons = {{"makan", {}, 30min}, {"salat", {}, 15min}};
  for (int i = 0; services > 1 && i < 2; ++i) {
    Package package;
    package.id = PackageId("p" + std::to_string(i));
    for (std::int64_t k = random.between(2, 8); k > 0; --k)
      package.services.push_back(random.pick(plan.services).id);
    plan.packages.push_back(package);
  }
  rules(random, plan);
  return plan;
}

}  // namespace giliran::simulation
