#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.hpp"
#include "shared/ui/input.hpp"
#include "shared/ui/targets.hpp"

namespace giliran::ui {

/// From presses and releases to actions: a target acts when it is released inside the target it
/// was pressed on, however long it was held. A press within 400 ms after an action is ignored (a
/// trembling hand touches twice). Pure: time is an argument.
class PressTracker {
 public:
  static constexpr std::chrono::milliseconds second_touch_ignored{400};

  /// Feeds one input; others than press, move, release and cancel change nothing. Returns the id
  /// of the target that now acts.
  std::optional<std::string> handle(const Input& input, const Targets& targets, SteadyTime now);

  /// The target to show pressed now; empty: none. While the finger is outside its target it is not
  /// shown pressed.
  std::string_view pressed() const { return inside_ ? std::string_view(id_) : std::string_view(); }
  bool is_pressed(std::string_view id) const { return !id.empty() && pressed() == id; }
  /// True once after pressed() changed: the screen must be drawn again, at once.
  bool take_changed();
  /// Forgets a press in progress: the screen has changed under the finger.
  void cancel();

 private:
  void show(bool inside);

  std::string id_;
  bool inside_ = false;
  bool changed_ = false;
  std::optional<SteadyTime> acted_at_;
};

}  // namespace giliran::ui
