#include <algorithm>
#include <cmath>

#include "shared/ui/canvas_state.hpp"

namespace giliran::ui {
namespace {

/// How dark a shadow is where it is darkest, of 255.
constexpr Uint8 shadow_alpha = 56;

}  // namespace

void Canvas::fill(const Rect& rect, Color color) {
  if (rect.empty() || color.a == 0) return;
  SDL_SetRenderDrawColor(state_->renderer, color.r, color.g, color.b, color.a);
  const SDL_Rect area{rect.x, rect.y, rect.w, rect.h};
  SDL_RenderFillRect(state_->renderer, &area);
}

void Canvas::box(const Rect& rect, const BoxStyle& style) {
  if (rect.empty()) return;
  const int radius = std::clamp(style.radius, 0, std::min(rect.w, rect.h) / 2);
  if (style.shadow_px > 0) {
    const int reach = style.shadow_px;
    const int corner = std::min(radius + 2 * reach, std::min(rect.w, rect.h) / 2 + reach);
    const int side = 2 * (corner - reach) + 1;
    const Texture& shadow = state_->texture({TextureKind::shadow, side, radius, reach}, [&] {
      return shadow_mask({side, side}, radius, reach);
    });
    state_->nine_slice(shadow, corner, rect.inset(-reach).moved(0, reach / 3),
                       Color{0, 0, 0, shadow_alpha});
  }
  const bool bordered = style.border.a > 0 && style.border_px > 0;
  if (style.fill.a > 0) {
    // Under the middle of the border, so that its soft edge shows the ground, not the fill.
    const int under = bordered ? style.border_px / 2 : 0;
    state_->rounded(rect.inset(under), std::max(0, radius - under), 0, style.fill);
  }
  if (!bordered) return;
  if (style.dashed) {
    const Texture& outline =
        state_->texture({TextureKind::dashed, rect.w, rect.h, radius, style.border_px},
                        [&] { return dashed_mask(rect.size(), radius, style.border_px); });
    state_->copy(outline, {rect.x, rect.y}, style.border);
  } else {
    state_->rounded(rect, radius, style.border_px, style.border);
  }
}

void Canvas::pill(const Rect& rect, Color color) {
  box(rect, {.fill = color, .radius = std::min(rect.w, rect.h) / 2});
}

void Canvas::circle(Point centre, int radius, Color color) {
  pill({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, color);
}

void Canvas::horizontal_line(Point from, int length, int thickness, Color color) {
  fill({from.x, from.y, length, thickness}, color);
}

void Canvas::vertical_line(Point from, int length, int thickness, Color color) {
  fill({from.x, from.y, thickness, length}, color);
}

void Canvas::dashed_line(Point from, int length, int thickness, Color color) {
  if (thickness <= 0 || length <= 0) return;
  const double dash = std::min(3.0 * thickness, static_cast<double>(length));
  const int gaps = static_cast<int>(std::lround((length - dash) / (5.0 * thickness)));
  const double period = gaps > 0 ? (length - dash) / gaps : 0;
  for (int i = 0; i <= gaps; ++i) {
    fill({from.x + static_cast<int>(std::lround(i * period)), from.y,
          static_cast<int>(std::lround(dash)), thickness},
         color);
  }
}

void Canvas::icon(Icon icon, const Rect& rect, Color color, double stroke_px) {
  const int side = std::min(rect.w, rect.h);
  if (side <= 0) return;
  const double stroke = stroke_px > 0 ? stroke_px : side / 12.0;
  const int stroke_key = static_cast<int>(std::lround(stroke * 16));
  const Texture& picture =
      state_->texture({TextureKind::icon, static_cast<int>(icon), side, stroke_key},
                      [&] { return icon_mask(icon, side, stroke); });
  const Rect square = rect.centred({side, side});
  state_->copy(picture, {square.x, square.y}, color);
}

void Canvas::arrow(const Rect& rect, Color color, double stroke_px) {
  if (rect.empty()) return;
  const int stroke_key = static_cast<int>(std::lround(stroke_px * 16));
  const Texture& picture = state_->texture({TextureKind::arrow, rect.w, rect.h, stroke_key},
                                           [&] { return arrow_mask(rect.size(), stroke_px); });
  state_->copy(picture, {rect.x, rect.y}, color);
}

void Canvas::toggle(const Rect& rect, bool on, const Theme& theme) {
  const int border = std::max(2, rect.h / 20);
  box(rect, {.fill = on ? theme.brand : theme.card,
             .radius = rect.h / 2,
             .border = theme.brand,
             .border_px = border});
  const int gap = border + std::max(2, rect.h / 10);
  const int side = rect.h - 2 * gap;
  const Rect knob{on ? rect.right() - gap - side : rect.x + gap, rect.y + gap, side, side};
  pill(knob, on ? theme.card : theme.brand);
  if (on) icon(Icon::check, knob.inset(side / 6), theme.brand, std::max(2.0, side / 9.0));
}

void Canvas::progress(const Rect& rect, double fraction, Color bar, Color track) {
  pill(rect, track);
  const int width = static_cast<int>(std::lround(rect.w * std::clamp(fraction, 0.0, 1.0)));
  if (width <= 0) return;
  // A bar shorter than its round ends is cut, not squeezed.
  push_clip({rect.x, rect.y, width, rect.h});
  pill({rect.x, rect.y, std::max(width, std::min(rect.h, rect.w)), rect.h}, bar);
  pop_clip();
}

Rect Canvas::qr(const QrCode& code, const Rect& rect, int radius) {
  constexpr int quiet = 4;
  const int modules = code.size + 2 * quiet;
  const int px = std::max(1, std::min(rect.w, rect.h) / modules);
  const Rect square = rect.centred({modules * px, modules * px});
  box(square, {.fill = Color::rgb(0xFFFFFF), .radius = std::min(radius, quiet * px)});
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      int run = 0;
      while (x + run < code.size && code.at(x + run, y))
        ++run;
      fill({square.x + (quiet + x) * px, square.y + (quiet + y) * px, run * px, px},
           Color::rgb(0x000000));
      x += run;
    }
  }
  return square;
}

}  // namespace giliran::ui
