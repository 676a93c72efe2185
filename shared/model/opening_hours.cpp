#include "shared/model/opening_hours.hpp"

#include <algorithm>

namespace giliran {

namespace chr = std::chrono;

namespace {
constexpr int days_ahead = 60;
}

const HoursException* OpeningHours::exception(chr::local_days day) const {
  const auto found = std::ranges::find_if(
      exceptions_, [&](const HoursException& e) { return e.from <= day && day <= e.to; });
  return found == exceptions_.end() ? nullptr : &*found;
}

const std::vector<OpenInterval>& OpeningHours::on(chr::local_days day) const {
  const HoursException* other = exception(day);
  return (other ? other->week : week_)[chr::weekday(day).iso_encoding() - 1];
}

ServiceState OpeningHours::state_at(LocalTime time) const {
  const auto today = chr::floor<chr::days>(time);
  const auto& intervals = on(today);
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
  for (int ahead = 0; ahead <= days_ahead; ++ahead) {
    const auto date = today + chr::days(ahead);
    for (const OpenInterval& interval : on(date)) {
      const LocalTime opens = date + chr::milliseconds(interval.open);
      if (opens > time) return opens;
    }
  }
  return std::nullopt;
}

std::optional<chr::local_days> OpeningHours::next_open_day(chr::local_days day) const {
  for (int ahead = 1; ahead <= days_ahead; ++ahead) {
    if (!on(day + chr::days(ahead)).empty()) return day + chr::days(ahead);
  }
  return std::nullopt;
}

}  // namespace giliran
