#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace giliran::ui {

/// All lengths are pixels of the canvas, y downwards. Pure values, usable from any thread.
struct Point {
  int x = 0;
  int y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  int w = 0;
  int h = 0;
  bool portrait() const { return h > w; }
  friend bool operator==(const Size&, const Size&) = default;
};

/// A rectangle; the right and bottom edges are outside. Split helpers never give negative sizes.
struct Rect {
  int x = 0;
  int y = 0;
  int w = 0;
  int h = 0;

  friend bool operator==(const Rect&, const Rect&) = default;
  int right() const { return x + w; }
  int bottom() const { return y + h; }
  Point centre() const { return {x + w / 2, y + h / 2}; }
  Size size() const { return {w, h}; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool contains(const Rect& r) const {
    return r.x >= x && r.right() <= right() && r.y >= y && r.bottom() <= bottom();
  }
  bool overlaps(const Rect& r) const {
    return x < r.right() && r.x < right() && y < r.bottom() && r.y < bottom();
  }

  Rect moved(int dx, int dy) const { return {x + dx, y + dy, w, h}; }
  Rect inset(int all) const { return inset(all, all); }
  Rect inset(int horizontal, int vertical) const {
    return {x + horizontal, y + vertical, std::max(0, w - 2 * horizontal),
            std::max(0, h - 2 * vertical)};
  }
  /// A rectangle of the given size in the middle of this one (it may stick out if larger).
  Rect centred(Size size) const {
    return {x + (w - size.w) / 2, y + (h - size.h) / 2, size.w, size.h};
  }

  /// Cuts a strip off this rectangle and returns it; `gap` more pixels are dropped between the
  /// strip and what remains. A strip larger than the rectangle gets all of it.
  Rect take_top(int height, int gap = 0);
  Rect take_bottom(int height, int gap = 0);
  Rect take_left(int width, int gap = 0);
  Rect take_right(int width, int gap = 0);

  /// n equal columns (rows) with `gap` between them. What does not divide goes one pixel each to
  /// the first ones, so that together they fill the rectangle exactly.
  std::vector<Rect> columns(int n, int gap) const;
  std::vector<Rect> rows(int n, int gap) const;
};

/// The smallest rectangle around both; an empty one does not count.
Rect united(const Rect& a, const Rect& b);

/// Millimetres to pixels, for targets and texts whose real size matters.
struct Scale {
  double px_per_mm = 96 / 25.4;
  static Scale from_dpi(double dpi) { return {dpi / 25.4}; }
  int px(double mm) const { return static_cast<int>(std::lround(mm * px_per_mm)); }
};

}  // namespace giliran::ui
