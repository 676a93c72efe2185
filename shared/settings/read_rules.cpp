#include "shared/settings/plan_reading.hpp"

#include <fmt/format.h>

#include <cmath>

namespace giliran::settings {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// One of a few names.
template <class E>
E choice(TableReader& table, std::string_view key, std::string_view fallback,
         const std::vector<std::pair<std::string_view, E>>& choices) {
  const std::string text = table.text(key, std::string(fallback));
  std::string known;
  for (const auto& [name, value] : choices) {
    if (name == text) return value;
    known += fmt::format("{}\"{}\"", known.empty() ? "" : " or ", name);
  }
  table.mistake(key, fmt::format("is \"{}\"; write {}", text, known));
  return choices.front().second;
}

void read_class(TableReader& table, ClassRule& rule) {
  rule.tier = static_cast<int>(table.integer("tier", 0, 9, rule.tier));
  rule.bonus = minutes(table.integer("bonus_minutes", 0, 1440,
                                     std::chrono::duration_cast<minutes>(rule.bonus).count()));
  const double rate = table.real("rate", 0, 1000, static_cast<double>(rule.rate_milli) / 1000);
  rule.rate_milli = std::llround(rate * 1000);
  if (std::abs(rate * 1000 - static_cast<double>(rule.rate_milli)) > 1e-6) {
    table.mistake("rate", "has more than three digits after the point; round it to thousandths");
  }
  rule.after_target = table.boolean("after_target", rule.after_target);
  table.finish();
}

/// [rule.ordinary] [rule.priority] [rule.appointment], of the hall or of a service.
void read_classes(TableReader& table, const CallingRule& rule, ClassRules& rules) {
  for (const auto& [visitor, name] : EnumNames<VisitorClass>::names) {
    auto one = table.table(name);
    if (!one) continue;
    if (rule.mode == CallingRule::Mode::ratio) {
      table.mistake(name, "counts only with mode = \"index\"; remove it, or set the mode");
    }
    read_class(*one, rules[static_cast<std::size_t>(visitor)]);
  }
}

/// By the index rule a priority visitor's wait counts twice, unless the settings say otherwise: a
/// factor that emergency triage scales use between neighbouring levels.
ClassRules default_classes(CallingRule::Mode mode) {
  ClassRules rules{};
  if (mode == CallingRule::Mode::index) {
    rules[static_cast<std::size_t>(VisitorClass::priority)].rate_milli = 2000;
  }
  return rules;
}

ClassRules read_calling_rule(TableReader& root, CallingRule& rule) {
  auto table = root.table("rule");
  if (!table) return default_classes(rule.mode);
  rule.mode = choice<CallingRule::Mode>(
      *table, "mode", "ratio",
      {{"ratio", CallingRule::Mode::ratio}, {"index", CallingRule::Mode::index}});
  rule.priority_in_a_row = static_cast<int>(table->integer("priority_in_a_row", 1, 100, 2));
  if (rule.mode == CallingRule::Mode::index && table->has("priority_in_a_row")) {
    table->mistake("priority_in_a_row", "counts only with mode = \"ratio\"; remove it");
  }
  const auto longest = table->integer("max_wait_minutes", 0, 1440, 0);
  if (longest > 0) rule.max_wait = minutes(longest);
  ClassRules rules = default_classes(rule.mode);
  read_classes(*table, rule, rules);
  table->finish();
  return rules;
}

void read_no_show(TableReader& root, NoShowRule& rule) {
  auto table = root.table("no_show");
  rule.calls = 2;
  rule.after = seconds(30);
  rule.priority_after = seconds(60);
  if (!table) return;
  rule.calls = static_cast<int>(table->integer("calls", 1, 20, rule.calls));
  rule.after = seconds(table->integer("seconds", 0, 3600, rule.after.count()));
  rule.priority_after = seconds(table->integer("priority_seconds", 0, 3600,
                                               std::max(rule.after, rule.priority_after).count()));
  if (rule.priority_after < rule.after) {
    table->mistake("priority_seconds", "is less than `seconds`; write as many or more");
  }
  rule.reentry = minutes(table->integer("reentry_minutes", 0, 1440, rule.reentry.count()));
  rule.place =
      choice<Place>(*table, "place", "arrival",
                    {{"arrival", Place::arrival}, {"first", Place::first}, {"last", Place::last}});
  table->finish();
}

void read_intake(TableReader& root, IntakeRule& rule) {
  auto table = root.table("intake");
  if (!table) return;
  rule.open_before = minutes(table->integer("open_before_minutes", 0, 600, 0));
  rule.only_servable = table->boolean("only_servable", false);
  table->finish();
}

void read_appointments(TableReader& root, AppointmentRule& rule) {
  auto table = root.table("appointments");
  if (!table) return;
  rule.slot = minutes(table->integer("slot_minutes", 1, 240, rule.slot.count()));
  if (60 % rule.slot.count() != 0 && rule.slot.count() % 60 != 0) {
    table->mistake("slot_minutes",
                   "must divide an hour, or be whole hours; write 5, 10, 15, 20, 30, 60 or 120");
  }
  rule.ahead = std::chrono::days(table->integer("days_ahead", 0, 60, rule.ahead.count()));
  rule.early = minutes(table->integer("early_minutes", 0, 1440, rule.early.count()));
  rule.late = minutes(table->integer("late_minutes", 0, 1440, rule.late.count()));
  table->finish();
}

void read_offline(TableReader& root, OfflineRule& rule) {
  auto table = root.table("offline");
  if (!table) return;
  rule.first_number = static_cast<int>(table->integer("first_number", 2, 9000, rule.first_number));
  rule.numbers = static_cast<int>(table->integer("numbers", 1, 500, rule.numbers));
  table->finish();
}

}  // namespace

ClassRules read_rules(TableReader& root, HallPlan& plan) {
  read_no_show(root, plan.no_show);
  read_intake(root, plan.intake);
  read_appointments(root, plan.appointments);
  read_offline(root, plan.offline);
  return read_calling_rule(root, plan.rule);
}

void read_service_rule(TableReader& service, const HallPlan& plan, ClassRules& rules) {
  auto table = service.table("rule");
  if (!table) return;
  read_classes(*table, plan.rule, rules);
  table->finish();
}

}  // namespace giliran::settings
