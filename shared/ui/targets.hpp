#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/geometry.hpp"

namespace giliran::ui {

/// A place that can be touched, and what it is called ("service:A", "language:en").
struct Target {
  std::string id;
  Rect rect;
};

/// The places of the frame on the screen. A screen clears and fills them while it draws.
class Targets {
 public:
  void clear() { targets_.clear(); }
  void add(std::string id, const Rect& rect) { targets_.push_back({std::move(id), rect}); }
  /// The target at p; the last one added lies on top.
  const Target* at(Point p) const;
  /// The target with that id, null if there is none.
  const Target* find(std::string_view id) const;
  const std::vector<Target>& all() const { return targets_; }

 private:
  std::vector<Target> targets_;
};

}  // namespace giliran::ui
