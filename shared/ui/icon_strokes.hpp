#pragma once

#include <vector>

#include "shared/ui/icon.hpp"

namespace giliran::ui {

struct StrokePoint {
  double x = 0;
  double y = 0;
};
/// A line through points; a single point is a dot.
using Stroke = std::vector<StrokePoint>;
using Strokes = std::vector<Stroke>;

/// The icon on a grid of 24 x 24.
Strokes icon_strokes(Icon icon);

}  // namespace giliran::ui
