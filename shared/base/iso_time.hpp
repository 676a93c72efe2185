#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.hpp"
#include "shared/base/zone.hpp"

/// Times as programs write them to each other and to disks: ISO 8601 in one fixed form each, with a
/// year of four digits. Any thread.
namespace giliran {

/// "2026-11-25"
std::string iso_text(std::chrono::local_days day);
/// "2026-11-25T09:30"; what is less than a minute is left out.
std::string iso_text(LocalTime time);
/// "2026-11-24T02:42:07.000Z"
std::string iso_text(WallTime time);

/// Nothing unless the text is exactly of that form and the day is one of the calendar.
std::optional<std::chrono::local_days> iso_day(std::string_view text);
std::optional<LocalTime> iso_local_time(std::string_view text);
/// Fractions of a second may be left out; a leap second is none.
std::optional<WallTime> iso_wall_time(std::string_view text);

}  // namespace giliran
