#include "shared/settings/plan_reading.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

namespace giliran::settings {

namespace {

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

std::string slug(TableReader& table, std::string_view key) {
  std::string text = table.text(key);
  if (!text.empty() && !is_slug(text)) {
    table.mistake(key, fmt::format("is \"{}\"; write 1 to 32 of a-z, 0-9 and -", text));
  }
  return text;
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

HallPlan read_plan(TableReader& root) {
  HallPlan plan;
  read_hall(root, plan);
  const ClassRules rules = read_rules(root, plan);
  const NamedHours hours = read_hours(root);
  read_agencies(root, hours, rules, plan);
  read_counters(root, plan);
  return plan;
}

}  // namespace giliran::settings
