#include "shared/ui/targets.hpp"

#include <algorithm>
#include <ranges>

namespace giliran::ui {

const Target* Targets::at(Point p) const {
  for (const Target& target : targets_ | std::views::reverse)
    if (target.rect.contains(p)) return &target;
  return nullptr;
}

const Target* Targets::find(std::string_view id) const {
  const auto found = std::ranges::find(targets_, id, &Target::id);
  return found == targets_.end() ? nullptr : &*found;
}

}  // namespace giliran::ui
