#include "shared/ui/press_tracker.hpp"

#include <utility>

namespace giliran::ui {

std::optional<std::string> PressTracker::handle(const Input& input, const Targets& targets,
                                                SteadyTime now) {
  const auto over_own = [&] {
    const Target* target = targets.at(input.at);
    return !id_.empty() && target && target->id == id_;
  };
  switch (input.kind) {
    case InputKind::press: {
      cancel();
      if (acted_at_ && now - *acted_at_ < second_touch_ignored) return std::nullopt;
      if (const Target* target = targets.at(input.at)) {
        id_ = target->id;
        show(true);
      }
      return std::nullopt;
    }
    case InputKind::move:
      show(over_own());
      return std::nullopt;
    case InputKind::release: {
      const bool acts = over_own();
      std::string id = std::exchange(id_, {});
      show(false);
      if (!acts) return std::nullopt;
      acted_at_ = now;
      return id;
    }
    case InputKind::cancel:
      cancel();
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

bool PressTracker::take_changed() {
  return std::exchange(changed_, false);
}

void PressTracker::cancel() {
  id_.clear();
  show(false);
}

void PressTracker::show(bool inside) {
  if (inside == inside_) return;
  inside_ = inside;
  changed_ = true;
}

}  // namespace giliran::ui
