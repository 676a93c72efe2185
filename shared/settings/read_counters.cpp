#include "shared/settings/plan_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace giliran::settings {

namespace {

/// A counter serves whole agencies ("samsat") or single services ("kependudukan.ktp").
std::vector<ServiceId> read_serves(TableReader& table, const HallPlan& plan) {
  std::vector<ServiceId> serves;
  for (const std::string& name : table.texts("serves", true)) {
    const std::size_t before = serves.size();
    for (const Service& service : plan.services) {
      if (service.id.value() != name && service.agency.value() != name) continue;
      if (std::ranges::find(serves, service.id) == serves.end()) serves.push_back(service.id);
    }
    const bool known = plan.agency(AgencyId(name)) || plan.service(ServiceId(name));
    if (!known) {
      table.mistake("serves", fmt::format("names \"{}\", which is no agency or service; write an "
                                          "agency's id, or \"agency.service\"",
                                          name));
    } else if (before == serves.size()) {
      table.mistake("serves", fmt::format("names \"{}\" a second time; remove it", name));
    }
  }
  if (serves.empty()) {
    table.mistake("serves",
                  "names nothing that this counter serves; write at least one agency or "
                  "service");
  }
  return serves;
}

/// Whole agencies or single services beside the counter's own, each with its penalty.
void read_secondary(TableReader& table, const HallPlan& plan, CounterPlan& counter) {
  for (TableReader& one : table.tables("secondary", false)) {
    const std::string name = one.text("service");
    const std::chrono::minutes penalty(one.integer("penalty_minutes", 1, 600, 5));
    one.finish();
    bool known = false;
    for (const Service& service : plan.services) {
      if (service.id.value() != name && service.agency.value() != name) continue;
      known = true;
      const bool own = std::ranges::find(counter.serves, service.id) != counter.serves.end() ||
                       std::ranges::find(counter.secondary, service.id,
                                         &SecondaryService::service) != counter.secondary.end();
      if (own) {
        one.mistake("service", fmt::format("names \"{}\", which this counter serves already; "
                                           "remove one",
                                           service.id.value()));
      } else {
        counter.secondary.push_back({service.id, penalty});
      }
    }
    if (!known && !name.empty()) {
      one.mistake("service", fmt::format("is \"{}\", which is no agency or service; write an "
                                         "agency's id, or \"agency.service\"",
                                         name));
    }
  }
}

void read_counter(TableReader& table, HallPlan& plan) {
  CounterPlan counter;
  counter.id = CounterId(static_cast<int>(table.integer("number", 1, 999)));
  if (plan.counter(counter.id)) {
    table.mistake("number",
                  fmt::format("is {} a second time; number each counter once", counter.id.value()));
  }
  counter.name = table.local_text("name");
  counter.serves = read_serves(table, plan);
  read_secondary(table, plan, counter);
  counter.auto_call_after = std::chrono::seconds(table.integer("auto_call_seconds", 0, 3600, 10));
  table.finish();
  plan.counters.push_back(std::move(counter));
}

void read_officer(TableReader& table, HallPlan& plan) {
  Officer officer{OfficerId(slug(table, "id")), table.text("name")};
  table.finish();
  if (plan.officer(officer.id)) {
    table.mistake("id", fmt::format("is \"{}\" a second time; rename one", officer.id.value()));
  }
  plan.officers.push_back(std::move(officer));
}

void read_break(TableReader& table, HallPlan& plan) {
  BreakReason reason;
  reason.id = slug(table, "id");
  reason.name = table.local_text("name");
  reason.allowance = std::chrono::minutes(table.integer("minutes", 1, 600, 15));
  table.finish();
  if (plan.break_reason(reason.id)) {
    table.mistake("id", fmt::format("is \"{}\" a second time; rename one", reason.id));
  }
  plan.break_reasons.push_back(std::move(reason));
}

void check_everything_is_served(TableReader& root, const HallPlan& plan) {
  std::set<ServiceId> served;
  for (const CounterPlan& counter : plan.counters) {
    served.insert(counter.serves.begin(), counter.serves.end());
  }
  for (const Service& service : plan.services) {
    if (served.contains(service.id)) continue;
    root.mistake("counter", fmt::format("none serves \"{}\"; add it to the serves of a counter",
                                        service.id.value()));
  }
}

}  // namespace

void read_counters(TableReader& root, HallPlan& plan) {
  for (TableReader& officer : root.tables("officer", false))
    read_officer(officer, plan);
  for (TableReader& reason : root.tables("break", false))
    read_break(reason, plan);
  for (TableReader& counter : root.tables("counter", true))
    read_counter(counter, plan);
  if (root.mistakes().none()) check_everything_is_served(root, plan);
}

}  // namespace giliran::settings
