#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "shared/ui/canvas_state.hpp"

namespace giliran::ui {
namespace {

constexpr std::size_t ticker_piece_chars = 24;

int aligned(int start, int space, int length, Align align) {
  if (align == Align::centre) return start + (space - length) / 2;
  return align == Align::right ? start + space - length : start;
}

int aligned(int start, int space, int length, VAlign align) {
  if (align == VAlign::middle) return start + (space - length) / 2;
  return align == VAlign::bottom ? start + space - length : start;
}

}  // namespace

const Texture& Canvas::State::text_texture(const TextPiece& piece, const TextStyle& style) {
  TextureKey key{
      TextureKind::text, static_cast<int>(style.face), static_cast<int>(style.weight), style.px, 0,
      piece.text};
  return texture(std::move(key), [&] {
    TTF_Font* font = fonts.runs(piece.text, style.face, style.weight, style.px).front().font;
    if (!font) font = fonts.font(style.face, style.weight, style.px);
    SurfacePtr surface(TTF_RenderUTF8_Blended(font, piece.text.c_str(), {255, 255, 255, 255}));
    if (!surface) throw ScreenError(fmt::format("a text cannot be drawn: {}", TTF_GetError()));
    return surface;
  });
}

/// The middle between ascent and descent, which in Inter is the middle of a capital letter, stands
/// in the middle of the line.
void Canvas::State::draw_line(const TextLine& line, Point at, int line_px, const TextStyle& style) {
  const int baseline = at.y + (line_px - line.ascent - line.descent) / 2 + line.ascent;
  for (const TextPiece& piece : line.pieces)
    if (piece.width > 0)
      copy(text_texture(piece, style), {at.x + piece.x, baseline - piece.ascent}, style.color);
}

Rect Canvas::State::draw_layout(std::string_view text, const TextLayout& layout, const Rect& box,
                                const TextStyle& style, Size canvas) {
  TextStyle got = style;
  got.px = layout.px;
  Rect used;
  int y = aligned(box.y, box.h, layout.height(), style.valign);
  for (const TextLine& line : layout.lines) {
    const int x = aligned(box.x, box.w, line.width, style.align);
    draw_line(line, {x, y}, layout.line_px, got);
    used = united(used, {x, y, line.width, layout.line_px});
    y += layout.line_px;
  }
  const Rect all{0, 0, canvas.w, canvas.h};
  const bool fits = text.empty() || (layout.fits(box.size()) && !layout.missing_glyph &&
                                     box.contains(used) && all.contains(used));
  if (!fits) ++overflowed;
  drawn.push_back(
      {std::string(text), box, used, layout.px, static_cast<int>(layout.lines.size()), fits});
  return used;
}

Size Canvas::measure(std::string_view text, const TextStyle& style) {
  TextStyle exact = style;
  exact.min_px = 0;
  const TextLayout& layout =
      state_->layouter.fit(text, {1 << 24, 1 << 24}, exact, TextMode::one_line);
  return {layout.width, layout.line_px};
}

int Canvas::paragraph_height(std::string_view text, int width, const TextStyle& style) {
  TextStyle exact = style;
  exact.min_px = 0;
  return state_->layouter.fit(text, {width, 1 << 24}, exact, TextMode::wrapped).height();
}

Rect Canvas::line(std::string_view text, const Rect& box, const TextStyle& style) {
  const TextLayout& layout = state_->layouter.fit(text, box.size(), style, TextMode::one_line);
  return state_->draw_layout(text, layout, box, style, size());
}

Rect Canvas::paragraph(std::string_view text, const Rect& box, const TextStyle& style) {
  const TextLayout& layout = state_->layouter.fit(text, box.size(), style, TextMode::wrapped);
  return state_->draw_layout(text, layout, box, style, size());
}

int Canvas::ticker(std::string_view text, const Rect& box, int offset, const TextStyle& style) {
  const TextLine line = state_->layouter.line(clean_text(text), style, ticker_piece_chars);
  const int line_px = std::max(1, static_cast<int>(std::lround(style.px * style.line_height)));
  const int y = aligned(box.y, box.h, line_px, style.valign);
  TextLine visible = line;
  visible.pieces.clear();
  for (const TextPiece& piece : line.pieces)
    if (piece.x + piece.width > offset && piece.x < offset + box.w) visible.pieces.push_back(piece);
  push_clip(box);
  state_->draw_line(visible, {box.x - offset, y}, line_px, style);
  pop_clip();
  state_->drawn.push_back({std::string(text), box, box, style.px, 1, true});
  return line.width;
}

}  // namespace giliran::ui
