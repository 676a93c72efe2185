#include "shared/settings/plan_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giliran::settings {

namespace {

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

using NamedWeeks = std::map<std::string, OpeningWeek>;

NamedWeeks read_weeks(TableReader& root) {
  NamedWeeks named;
  auto all = root.table("hours");
  if (!all) {
    root.mistake("hours", "is missing; write [hours.<name>] with the days' times");
    return named;
  }
  for (const std::string& name : all->keys()) {
    auto table = all->table(name);
    if (!table) continue;
    OpeningWeek week;
    for (std::size_t day = 0; day < week.size(); ++day)
      week[day] = read_day(*table, weekdays[day]);
    table->finish();
    named.emplace(name, std::move(week));
  }
  return named;
}

/// Longer than any leave or fasting month; a period beyond it has a year mistyped.
constexpr std::chrono::days longest_period{366};

/// `from`, `to` (or that one day) and `name`.
HoursException read_exception(TableReader& table) {
  HoursException exception;
  exception.from = table.date("from", std::nullopt).value_or(std::chrono::local_days());
  exception.to = *table.date("to", exception.from);
  exception.name = table.local_text("name");
  if (exception.to < exception.from) {
    table.mistake("to", "is before `from`; write the last day of the period");
  } else if (exception.to - exception.from >= longest_period) {
    table.mistake("to", "is more than a year after `from`; check the years");
  }
  return exception;
}

struct SpecialHours {
  HoursException exception;
  std::string hours;  ///< empty: of all
};

std::vector<SpecialHours> read_special_hours(TableReader& root, const NamedWeeks& weeks) {
  std::vector<SpecialHours> all;
  for (TableReader& table : root.tables("special_hours", false)) {
    SpecialHours special{read_exception(table), table.text("hours", "")};
    const std::string use = table.text("use");
    table.finish();
    for (const auto& [key, name] : {std::pair("hours", special.hours), std::pair("use", use)}) {
      if (name.empty() || weeks.contains(name)) continue;
      table.mistake(key,
                    fmt::format("is \"{}\", which no [hours.{}] describes; add it", name, name));
    }
    if (weeks.contains(use)) special.exception.week = weeks.at(use);
    all.push_back(std::move(special));
  }
  return all;
}

}  // namespace

/// Holidays hold before special hours.
NamedHours read_hours(TableReader& root) {
  const NamedWeeks weeks = read_weeks(root);
  std::vector<HoursException> closed;
  for (TableReader& table : root.tables("closed", false)) {
    closed.push_back(read_exception(table));
    table.finish();
  }
  const auto special = read_special_hours(root, weeks);
  NamedHours named;
  for (const auto& [name, week] : weeks) {
    std::vector<HoursException> exceptions = closed;
    for (const SpecialHours& one : special) {
      if (one.hours.empty() || one.hours == name) exceptions.push_back(one.exception);
    }
    named.emplace(name, OpeningHours(week, std::move(exceptions)));
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

}  // namespace giliran::settings
