#include "shared/model/opening_hours.hpp"

#include <algorithm>

namespace giliran {

namespace chr = std::chrono;

const std::vector<OpenInterval>& OpeningHours::day(chr::local_days day) const {
  return week_[chr::weekday(day).iso_encoding() - 1];
}

ServiceState OpeningHours::state_at(LocalTime time) const {
  const auto today = chr::floor<chr::days>(time);
  const auto& intervals = day(today);
  const auto clock = time - today;
  const bool open = std::ranges::any_of(
      intervals, [&](const OpenInterval& i) { return clock >= i.open && clock < i.close; });
  if (open) return ServiceState::open;
  const bool earlier =
      std::ranges::any_of(intervals, [&](const OpenInterval& i) { return i.close <= clock; });
  const bool later =
      std::ranges::any_of(intervals, [&](const OpenInterval& i) { return i.open > clock; });
  return earlier && later ? ServiceState::on_break : ServiceState::closed;
}

std::optional<LocalTime> OpeningHours::next_opening(LocalTime time) const {
  if (state_at(time) == ServiceState::open) return std::nullopt;
  const auto today = chr::floor<chr::days>(time);
  for (int ahead = 0; ahead <= 7; ++ahead) {
    const auto date = today + chr::days(ahead);
    for (const OpenInterval& interval : day(date)) {
      const LocalTime opens = date + chr::milliseconds(interval.open);
      if (opens > time) return opens;
    }
  }
  return std::nullopt;
}

}  // namespace giliran
