#pragma once

#include <cmath>

#include "shared/ui/geometry.hpp"

namespace giliran::counter {

/// Sizes for a window: lengths are given as in a window of 480x860 and grow or shrink with it.
/// A low window first loses air between things, then size.
struct Metrics {
  double size = 1;  ///< of text and widths
  double air = 1;   ///< of heights and gaps, on top of size
  bool wide = false;

  static Metrics of(ui::Size window);
  int px(double length) const { return static_cast<int>(std::lround(length * size)); }
  int high(double length) const { return static_cast<int>(std::lround(length * size * air)); }
};

/// Where the parts of the window are. In a wide window the queue stands beside the work.
struct Layout {
  ui::Rect header;
  ui::Rect banner;  ///< empty unless asked for
  ui::Rect ticket;
  ui::Rect main;
  ui::Rect actions;
  ui::Rect queue;  ///< notices take from its top
  ui::Rect footer;
  ui::Rect panel;  ///< over everything below the ticket; in a wide window over the queue
};

Layout lay_out(ui::Size window, const Metrics& metrics, int banner_height, int footer_height);

}  // namespace giliran::counter
