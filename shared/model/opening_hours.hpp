#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "shared/base/zone.hpp"
#include "shared/model/states.hpp"

namespace giliran {

/// From `open` until just before `close`, as time of day on the hall's clock; within one day.
struct OpenInterval {
  std::chrono::minutes open{0};
  std::chrono::minutes close{0};
  friend bool operator==(const OpenInterval&, const OpenInterval&) = default;
};

/// When a service takes visitors: for each weekday, intervals in order that do not touch.
class OpeningHours {
 public:
  /// Days as ISO 8601 counts them, Monday first.
  using Week = std::array<std::vector<OpenInterval>, 7>;

  /// Never open.
  OpeningHours() = default;
  explicit OpeningHours(Week week) : week_(std::move(week)) {}

  /// on_break: closed now, but open earlier and later today.
  ServiceState state_at(LocalTime time) const;
  /// When it opens next, within the coming 7 days; nothing while it is open or if it never does.
  std::optional<LocalTime> next_opening(LocalTime time) const;
  const Week& week() const { return week_; }
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;

 private:
  const std::vector<OpenInterval>& day(std::chrono::local_days day) const;
  Week week_;
};

}  // namespace giliran
