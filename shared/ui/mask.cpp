#include "shared/ui/mask.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "shared/ui/icon_strokes.hpp"

namespace giliran::ui {
namespace {

/// Alpha 0..1 of each pixel, asked at its middle.
template <class Alpha>
SurfacePtr make_mask(Size size, const Alpha& alpha) {
  SurfacePtr surface(SDL_CreateRGBSurfaceWithFormat(0, std::max(1, size.w), std::max(1, size.h), 32,
                                                    SDL_PIXELFORMAT_ARGB8888));
  if (!surface) throw ScreenError(fmt::format("no picture in memory: {}", SDL_GetError()));
  for (int y = 0; y < surface->h; ++y) {
    auto* row = reinterpret_cast<Uint32*>(static_cast<char*>(surface->pixels) +
                                          static_cast<std::ptrdiff_t>(y) * surface->pitch);
    for (int x = 0; x < surface->w; ++x) {
      const double a = std::clamp(alpha(x + 0.5, y + 0.5), 0.0, 1.0);
      row[x] = static_cast<Uint32>(std::lround(a * 255)) << 24 | 0xFFFFFF;
    }
  }
  return surface;
}

/// Signed distance to the edge of a rounded rectangle around the origin, negative inside (Inigo
/// Quilez, "2D distance functions", sdRoundedBox).
double rounded_distance(double x, double y, double half_w, double half_h, double radius) {
  const double qx = std::abs(x) - half_w + radius;
  const double qy = std::abs(y) - half_h + radius;
  return std::hypot(std::max(qx, 0.0), std::max(qy, 0.0)) + std::min(std::max(qx, qy), 0.0) -
         radius;
}

double outline_alpha(double distance, int border) {
  const double outer = 0.5 - distance;
  return border == 0 ? outer : std::min(outer, distance + border + 0.5);
}

/// Way along the outline from the top left corner's end, clockwise, of the point of the outline
/// next to (x, y); the outline runs through the middle of the border.
double way_along(double x, double y, double w, double h, double r) {
  const double quarter = r * std::numbers::pi / 2;
  const double top = w - 2 * r;
  const double side = h - 2 * r;
  const auto corner = [&](double cx, double cy, double from) {
    double angle = std::atan2(y - cy, x - cx) - from;
    while (angle < 0)
      angle += 2 * std::numbers::pi;
    return std::clamp(angle, 0.0, std::numbers::pi / 2) * r;
  };
  const bool left = x < r;
  const bool right = x > w - r;
  const bool high = y < r;
  const bool low = y > h - r;
  if (right && high) return top + corner(w - r, r, -std::numbers::pi / 2);
  if (right && low) return top + quarter + side + corner(w - r, h - r, 0);
  if (left && low) return 2 * top + 2 * quarter + side + corner(r, h - r, std::numbers::pi / 2);
  if (left && high) return 2 * top + 3 * quarter + 2 * side + corner(r, r, std::numbers::pi);
  const double to_top = y, to_bottom = h - y, to_left = x, to_right = w - x;
  const double least = std::min({to_top, to_bottom, to_left, to_right});
  if (least == to_top) return x - r;
  if (least == to_right) return top + quarter + (y - r);
  if (least == to_bottom) return top + 2 * quarter + side + (w - r - x);
  return 2 * top + 3 * quarter + side + (h - r - y);
}

double stroke_distance(double x, double y, const Stroke& stroke) {
  double best = 1e9;
  const std::size_t segments = std::max<std::size_t>(stroke.size(), 2) - 1;
  for (std::size_t i = 0; i < segments; ++i) {
    const StrokePoint a = stroke[i];
    const StrokePoint b = stroke[std::min(i + 1, stroke.size() - 1)];
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 == 0 ? 0 : std::clamp(((x - a.x) * dx + (y - a.y) * dy) / length2, 0.0, 1.0);
    best = std::min(best, std::hypot(x - a.x - t * dx, y - a.y - t * dy));
  }
  return best;
}

SurfacePtr strokes_mask(Size size, const Strokes& strokes, double scale, double width) {
  return make_mask(size, [&](double x, double y) {
    double distance = 1e9;
    for (const Stroke& stroke : strokes)
      distance = std::min(distance, stroke_distance(x / scale, y / scale, stroke) * scale);
    return width / 2 - distance + 0.5;
  });
}

}  // namespace

SurfacePtr rounded_mask(Size size, int radius, int border) {
  return make_mask(size, [&](double x, double y) {
    const double half_w = size.w / 2.0, half_h = size.h / 2.0;
    return outline_alpha(rounded_distance(x - half_w, y - half_h, half_w, half_h, radius), border);
  });
}

SurfacePtr dashed_mask(Size size, int radius, int border) {
  const double middle = border / 2.0;
  const double w = size.w - border, h = size.h - border;
  const double r = std::max(0.0, radius - middle);
  const double around = 2 * (w + h) - 8 * r + 2 * std::numbers::pi * r;
  const double period = around / std::max(1.0, std::round(around / (border * 4.0)));
  const double dash = period * 0.6;
  return make_mask(size, [&](double x, double y) {
    const double half_w = size.w / 2.0, half_h = size.h / 2.0;
    const double edge =
        outline_alpha(rounded_distance(x - half_w, y - half_h, half_w, half_h, radius), border);
    if (edge <= 0) return 0.0;
    const double at = std::fmod(way_along(x - middle, y - middle, w, h, r), period);
    // From the nearer end of the dash: positive inside. The gap's middle lies at (dash+period)/2.
    const double inside = at <= (dash + period) / 2 ? std::min(at, dash - at) : at - period;
    return std::min(edge, inside + 0.5);
  });
}

SurfacePtr shadow_mask(Size inner, int radius, int reach) {
  const Size size{inner.w + 2 * reach, inner.h + 2 * reach};
  return make_mask(size, [&](double x, double y) {
    const double distance =
        rounded_distance(x - size.w / 2.0, y - size.h / 2.0, inner.w / 2.0, inner.h / 2.0, radius);
    const double t = std::clamp((distance + reach) / (2.0 * reach), 0.0, 1.0);
    return 1 - t * t * (3 - 2 * t);
  });
}

SurfacePtr icon_mask(Icon icon, int side, double stroke) {
  return strokes_mask({side, side}, icon_strokes(icon), side / 24.0, stroke);
}

SurfacePtr arrow_mask(Size size, double stroke) {
  const double end = stroke / 2 + 0.5;
  const double y = size.h / 2.0;
  const double tip = size.w - end;
  const double head = std::max(1.0, std::min(y - end, (size.w - 2 * end) / 2));
  const Strokes strokes{{{end, y}, {tip, y}},
                        {{tip - head, y - head}, {tip, y}, {tip - head, y + head}}};
  return strokes_mask(size, strokes, 1, stroke);
}

}  // namespace giliran::ui
