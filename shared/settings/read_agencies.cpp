#include "shared/settings/plan_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "shared/model/ticket_number.hpp"

namespace giliran::settings {

namespace {

/// Every letter and who has it, so that one letter never counts for two.
struct Letters {
  std::map<char, std::string> owners;

  char read(TableReader& table, const std::string& owner) {
    const std::string text = table.text("letter");
    if (text.size() != 1 || !is_ticket_letter(text[0])) {
      if (!text.empty()) {
        table.mistake("letter",
                      fmt::format("is \"{}\"; write one capital letter, but not I, O or Q "
                                  "(taken for 1 and 0)",
                                  text));
      }
      return 'A';
    }
    const auto [place, fresh] = owners.emplace(text[0], owner);
    if (!fresh) {
      table.mistake("letter", fmt::format("is {}, which {} has already; choose another letter",
                                          text, place->second));
    }
    return text[0];
  }
};

struct Reading {
  HallPlan& plan;
  const NamedHours& hours;
  const ClassRules& rules;
  Letters letters;
};

/// `quota = 50`, or by weekday.
void read_quota(TableReader& table, Service& service) {
  if (!table.has("quota")) return void(table.knows("quota"));
  if (!table.is_table("quota")) {
    service.quota.fill(static_cast<int>(table.integer("quota", 0, 9999)));
    return;
  }
  auto quota = table.table("quota");
  for (std::size_t day = 0; day < weekdays.size(); ++day) {
    if (quota->has(weekdays[day])) {
      service.quota[day] = static_cast<int>(quota->integer(weekdays[day], 0, 9999));
    } else {
      quota->knows(weekdays[day]);
    }
  }
  quota->finish();
}

void read_service(TableReader& table, const Agency& agency, const OpeningHours& agency_hours,
                  Reading& reading, bool own_letter) {
  Service service;
  service.agency = agency.id;
  const std::string id = slug(table, "id");
  service.id = ServiceId(agency.id.value() + "." + id);
  if (reading.plan.service(service.id)) {
    table.mistake("id", fmt::format("is \"{}\" a second time in this agency; rename one", id));
  }
  service.name = table.local_text("name");
  service.letter =
      own_letter ? reading.letters.read(table, "service " + service.id.value()) : agency.letter;
  service.bring = table.local_texts("bring");
  service.hours = hours_of(table, reading.hours, &agency_hours);
  service.typical_service = std::chrono::minutes(table.integer("minutes", 1, 480, 10));
  service.wait_target = std::chrono::minutes(table.integer("target_minutes", 1, 480, 30));
  service.classes = reading.rules;
  read_service_rule(table, reading.plan, service.classes);
  read_quota(table, service);
  service.appointments_per_slot =
      static_cast<int>(table.integer("appointments_per_slot", 0, 999, 0));
  table.finish();
  reading.plan.services.push_back(std::move(service));
}

void read_agency(TableReader& table, Reading& reading) {
  Agency agency;
  agency.id = AgencyId(slug(table, "id"));
  if (reading.plan.agency(agency.id)) {
    table.mistake("id", fmt::format("is \"{}\" a second time; rename one", agency.id.value()));
  }
  agency.letter = reading.letters.read(table, "agency " + agency.id.value());
  agency.name = table.local_text("name");
  agency.summary = table.local_text("summary");
  const OpeningHours hours = hours_of(table, reading.hours, nullptr);
  auto services = table.tables("service", true);
  table.finish();
  reading.plan.agencies.push_back(agency);
  for (TableReader& service : services) {
    const auto keys = service.keys();
    read_service(service, agency, hours, reading, std::ranges::find(keys, "letter") != keys.end());
  }
}

void read_package(TableReader& table, HallPlan& plan) {
  Package package;
  package.id = PackageId(slug(table, "id"));
  if (plan.package(package.id)) {
    table.mistake("id", fmt::format("is \"{}\" a second time; rename one", package.id.value()));
  }
  package.name = table.local_text("name");
  const auto names = table.texts("services", true);
  for (const std::string& name : names) {
    const ServiceId service(name);
    if (!plan.service(service)) {
      table.mistake("services", fmt::format("names \"{}\", which is no service; write "
                                            "\"agency.service\"",
                                            name));
    } else if (std::ranges::find(package.services, service) != package.services.end()) {
      table.mistake("services", fmt::format("names \"{}\" a second time; remove it", name));
    }
    package.services.push_back(service);
  }
  if (table.has("services") && (names.size() < 2 || names.size() > 8)) {
    table.mistake("services", "must name two to eight services, in the order they are done");
  }
  table.finish();
  plan.packages.push_back(std::move(package));
}

}  // namespace

void read_agencies(TableReader& root, const NamedHours& hours, const ClassRules& rules,
                   HallPlan& plan) {
  Reading reading{plan, hours, rules, {}};
  for (TableReader& agency : root.tables("agency", true))
    read_agency(agency, reading);
  for (TableReader& package : root.tables("package", false))
    read_package(package, plan);
}

}  // namespace giliran::settings
