#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "shared/model/ticket_number.hpp"
#include "shared/settings/table_reader.hpp"

namespace giliran::settings {

namespace {

using NamedHours = std::map<std::string, OpeningHours>;
constexpr std::array weekdays{"monday", "tuesday",  "wednesday", "thursday",
                              "friday", "saturday", "sunday"};

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string slug(TableReader& table, std::string_view key) {
  std::string text = table.text(key);
  if (!text.empty() && !is_slug(text)) {
    table.mistake(key, fmt::format("is \"{}\"; write 1 to 32 of a-z, 0-9 and -", text));
  }
  return text;
}

/// "08.00" or "08:00" at the start of the text; nothing else may be in it.
std::optional<std::chrono::minutes> clock_of(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || (text[2] != '.' && text[2] != ':')) return std::nullopt;
  if (!digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0';
  const int minute = (text[3] - '0') * 10 + text[4] - '0';
  if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
  return std::chrono::minutes(hour * 60 + minute);
}

std::vector<OpenInterval> read_day(TableReader& table, const char* weekday) {
  std::vector<OpenInterval> day;
  for (const std::string& text : table.texts(weekday, false)) {
    const auto dash = text.find('-');
    const auto open = clock_of(std::string_view(text).substr(0, std::min(dash, text.size())));
    const auto close = dash == std::string::npos
                           ? std::nullopt
                           : clock_of(std::string_view(text).substr(dash + 1));
    if (!open || !close || *open >= *close) {
      table.mistake(weekday, fmt::format("has \"{}\"; write times like \"08.00-12.00\"", text));
      continue;
    }
    if (!day.empty() && *open <= day.back().close) {
      table.mistake(weekday, fmt::format("has \"{}\", which does not come after the one before it; "
                                         "put them in order with a gap",
                                         text));
    }
    day.push_back({*open, *close});
  }
  return day;
}

NamedHours read_hours(TableReader& root) {
  NamedHours named;
  auto all = root.table("hours");
  if (!all) {
    root.mistake("hours", "is missing; write [hours.<name>] with the days' times");
    return named;
  }
  for (const std::string& name : all->keys()) {
    auto table = all->table(name);
    if (!table) continue;
    OpeningHours::Week week;
    for (std::size_t day = 0; day < week.size(); ++day)
      week[day] = read_day(*table, weekdays[day]);
    table->finish();
    named.emplace(name, OpeningHours(std::move(week)));
  }
  return named;
}

OpeningHours hours_of(TableReader& table, const NamedHours& named, const OpeningHours* inherited) {
  const std::string name =
      table.text("hours", inherited ? std::optional<std::string>("") : std::nullopt);
  if (name.empty()) return inherited ? *inherited : OpeningHours();
  const auto found = named.find(name);
  if (found != named.end()) return found->second;
  table.mistake("hours",
                fmt::format("is \"{}\", which no [hours.{}] describes; add it", name, name));
  return {};
}

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
  HallPlan plan;
  NamedHours hours;
  Letters letters;
};

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

void read_counter(TableReader& table, HallPlan& plan) {
  CounterPlan counter;
  counter.id = CounterId(static_cast<int>(table.integer("number", 1, 999)));
  if (plan.counter(counter.id)) {
    table.mistake("number",
                  fmt::format("is {} a second time; number each counter once", counter.id.value()));
  }
  counter.name = table.local_text("name");
  counter.serves = read_serves(table, plan);
  table.finish();
  plan.counters.push_back(std::move(counter));
}

void read_hall(TableReader& root, HallPlan& plan) {
  auto hall = root.table("hall");
  if (!hall) {
    root.mistake("hall", "is missing; write [hall] with the hall's name and place");
    return;
  }
  plan.name = hall->local_text("name");
  plan.place = hall->local_text("place");
  plan.zone = hall->text("zone", "Asia/Jakarta");
  try {
    date::locate_zone(plan.zone);
  } catch (const std::exception&) {
    hall->mistake("zone", fmt::format("is \"{}\", which is no known time zone; write one like "
                                      "\"Asia/Jakarta\"",
                                      plan.zone));
  }
  plan.languages.clear();
  for (const std::string& code : hall->texts("languages", true)) {
    const auto language = language_of(code);
    if (language) {
      plan.languages.push_back(*language);
    } else {
      hall->mistake("languages", fmt::format("has \"{}\"; known are id, en, su", code));
    }
  }
  if (plan.languages.empty()) hall->mistake("languages", "names none; write at least [\"id\"]");
  plan.messages = hall->local_texts("messages");
  hall->text("ticket_url", "");  // read with [hall] by read_programs
  hall->finish();
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

HallPlan read_plan(TableReader& root) {
  Reading reading;
  read_hall(root, reading.plan);
  reading.hours = read_hours(root);
  if (auto rule = root.table("rule")) {
    reading.plan.rule.priority_in_a_row =
        static_cast<int>(rule->integer("priority_in_a_row", 1, 100, 2));
    rule->finish();
  }
  for (TableReader& agency : root.tables("agency", true))
    read_agency(agency, reading);
  for (TableReader& counter : root.tables("counter", true))
    read_counter(counter, reading.plan);
  if (root.mistakes().none()) check_everything_is_served(root, reading.plan);
  return std::move(reading.plan);
}

}  // namespace giliran::settings
