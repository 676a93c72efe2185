#include "hall/app/hall_clock.hpp"

#include <algorithm>

namespace giliran::hall {

namespace chr = std::chrono;

HallClock::Reading HallClock::read(WallTime wall, SteadyTime steady) {
  if (!begun_) {
    begun_ = true;
    follow(wall, steady);
    return {at_};
  }
  const WallTime expected = followed_at_ + chr::floor<chr::milliseconds>(steady - followed_steady_);
  const chr::milliseconds distance = wall - expected;
  if (chr::abs(distance) <= clock_slack) {
    const bool doubted = doubt_.has_value();
    follow(std::max(at_, wall), steady);
    return {at_, doubted ? News::right_again : News::none, distance};
  }
  const bool doubted = doubt_.has_value();
  const bool kept = doubted && chr::abs(distance - doubt_->distance) <= clock_slack;
  if (kept && steady - doubt_->since >= clock_patience) {
    follow(wall, steady);
    return {at_, News::believed, distance};
  }
  if (!kept) doubt_ = {steady, distance};
  at_ = std::max(at_, expected);
  return {at_, doubted ? News::none : News::doubted, distance};
}

void HallClock::follow(WallTime at, SteadyTime steady) {
  at_ = at;
  followed_at_ = at;
  followed_steady_ = steady;
  doubt_.reset();
}

}  // namespace giliran::hall
