#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "shared/base/zone.hpp"
#include "shared/model/language.hpp"
#include "shared/model/states.hpp"

namespace giliran {

/// From `open` until just before `close`, as time of day on the hall's clock; within one day.
struct OpenInterval {
  std::chrono::minutes open{0};
  std::chrono::minutes close{0};
  friend bool operator==(const OpenInterval&, const OpenInterval&) = default;
};

/// Intervals of each weekday, in order, that do not touch. Days as ISO 8601 counts them, Monday
/// first.
using OpeningWeek = std::array<std::vector<OpenInterval>, 7>;

/// From one day to another, both included, other hours hold: Ramadan's, or none on a holiday.
struct HoursException {
  std::chrono::local_days from;
  std::chrono::local_days to;
  OpeningWeek week;
  LocalText name;  ///< "Cuti bersama Idulfitri"
  friend bool operator==(const HoursException&, const HoursException&) = default;
};

/// When a service takes visitors: for each weekday, and otherwise on exceptional days.
class OpeningHours {
 public:
  using Week = OpeningWeek;

  /// Never open.
  OpeningHours() = default;
  /// Of two exceptions for a day the first one holds.
  explicit OpeningHours(Week week, std::vector<HoursException> exceptions = {})
      : week_(std::move(week)), exceptions_(std::move(exceptions)) {}

  /// on_break: closed now, but open earlier and later today. Else open or closed.
  ServiceState state_at(LocalTime time) const;
  /// When it opens next, within the coming 60 days; nothing while it is open or if it never does.
  std::optional<LocalTime> next_opening(LocalTime time) const;
  /// The next day after that one on which it opens, within 60 days.
  std::optional<std::chrono::local_days> next_open_day(std::chrono::local_days day) const;
  const std::vector<OpenInterval>& on(std::chrono::local_days day) const;
  /// The exception that holds on that day; null on an ordinary one.
  const HoursException* exception(std::chrono::local_days day) const;
  const Week& week() const { return week_; }
  const std::vector<HoursException>& exceptions() const { return exceptions_; }
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;

 private:
  Week week_;
  std::vector<HoursException> exceptions_;
};

}  // namespace giliran
