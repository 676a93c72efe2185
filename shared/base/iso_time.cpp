#include "shared/base/iso_time.hpp"

#include <fmt/format.h>

namespace giliran {

namespace {

namespace chr = std::chrono;

/// Whether the text has a digit wherever the form has one, and the form's own characters elsewhere.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t n = 0; n < text.size(); ++n) {
    const bool digit = text[n] >= '0' && text[n] <= '9';
    if (form[n] == '0' ? !digit : text[n] != form[n]) return false;
  }
  return true;
}

/// Of text that has the form.
int number(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  for (const char digit : text.substr(at, digits))
    value = value * 10 + (digit - '0');
  return value;
}

std::optional<chr::year_month_day> date_of(std::string_view text) {
  const chr::year_month_day date{chr::year(number(text, 0, 4)),
                                 chr::month(static_cast<unsigned>(number(text, 5, 2))),
                                 chr::day(static_cast<unsigned>(number(text, 8, 2)))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<chr::minutes> clock_of(std::string_view text) {
  const int hours = number(text, 11, 2);
  const int minutes = number(text, 14, 2);
  if (hours > 23 || minutes > 59) return std::nullopt;
  return chr::hours(hours) + chr::minutes(minutes);
}

std::string text_of(const chr::year_month_day& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace

std::string iso_text(chr::local_days day) {
  return text_of(chr::year_month_day(day));
}

std::string iso_text(LocalTime time) {
  const auto day = chr::floor<chr::days>(time);
  const auto minutes = chr::floor<chr::minutes>(time - day).count();
  return fmt::format("{}T{:02}:{:02}", iso_text(day), minutes / 60, minutes % 60);
}

std::string iso_text(WallTime time) {
  const auto day = chr::floor<chr::days>(time);
  const chr::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", text_of(chr::year_month_day(day)),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<chr::local_days> iso_day(std::string_view text) {
  if (!has_form(text, "0000-00-00")) return std::nullopt;
  const auto date = date_of(text);
  return date ? std::optional(chr::local_days(*date)) : std::nullopt;
}

std::optional<LocalTime> iso_local_time(std::string_view text) {
  if (!has_form(text, "0000-00-00T00:00")) return std::nullopt;
  const auto date = date_of(text);
  const auto clock = clock_of(text);
  if (!date || !clock) return std::nullopt;
  return chr::local_days(*date) + *clock;
}

std::optional<WallTime> iso_wall_time(std::string_view text) {
  const bool whole = has_form(text, "0000-00-00T00:00:00Z");
  if (!whole && !has_form(text, "0000-00-00T00:00:00.000Z")) return std::nullopt;
  const auto date = date_of(text);
  const auto clock = clock_of(text);
  const int seconds = number(text, 17, 2);
  if (!date || !clock || seconds > 59) return std::nullopt;
  const chr::milliseconds rest(whole ? 0 : number(text, 20, 3));
  return chr::sys_days(*date) + *clock + chr::seconds(seconds) + rest;
}

}  // namespace giliran
