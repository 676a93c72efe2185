#include "shared/ui/text_layout.hpp"

#include <climits>
#include <cmath>

#include "shared/base/text.hpp"

namespace giliran::ui {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int advance_of(TTF_Font* font, char digit) {
  int advance = 0;
  TTF_GlyphMetrics32(font, static_cast<Uint32>(digit), nullptr, nullptr, nullptr, nullptr,
                     &advance);
  return advance;
}

int digit_cell(TTF_Font* font) {
  int widest = 0;
  for (char digit = '0'; digit <= '9'; ++digit)
    widest = std::max(widest, advance_of(font, digit));
  return widest;
}

int width_of(TTF_Font* font, const std::string& text) {
  int width = 0;
  TTF_SizeUTF8(font, text.c_str(), &width, nullptr);
  return width;
}

/// Cuts after a space once at least `chars` bytes are in; all of it when chars is 0.
std::string_view take_chunk(std::string_view& text, std::size_t chars) {
  std::size_t end =
      chars == 0 || text.size() <= chars ? std::string_view::npos : text.find(' ', chars);
  end = end == std::string_view::npos ? text.size() : end + 1;
  const std::string_view chunk = text.substr(0, end);
  text.remove_prefix(end);
  return chunk;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string result;
  for (const char32_t code : code_points(text))
    append_utf8(result, code < 0x20 && code != '\n' ? U' ' : code);
  return result;
}

const TextLayout& TextLayouter::fit(std::string_view text, Size place, const TextStyle& style,
                                    TextMode mode) {
  Key key{clean_text(text),  place.w,      place.h,    style.px,
          style.min_px,      style.weight, style.face, style.equal_digits,
          style.line_height, mode};
  if (const TextLayout* known = known_.find(key)) return *known;
  TextLayout layout = fit_new(key.text, place, style, mode);
  return known_.add(std::move(key), std::move(layout), 1);
}

TextLayout TextLayouter::fit_new(const std::string& text, Size place, TextStyle style,
                                 TextMode mode) {
  if (style.min_px <= 0 || style.min_px > style.px) style.min_px = style.px;
  if (mode == TextMode::one_line) {
    TextLayout one = largest(text, place, style, INT_MAX);
    if (one.fits(place)) return one;
  }
  return largest(text, place, style, place.w);
}

/// The layout at the largest size that fits the place; at min_px when none does.
TextLayout TextLayouter::largest(const std::string& text, Size place, TextStyle style, int width) {
  int low = style.min_px;
  int high = style.px;
  TextLayout best = wrap(text, width, style);
  if (best.fits(place) || low == high) return best;
  style.px = low;
  best = wrap(text, width, style);
  if (!best.fits(place)) return best;
  while (high - low > 1) {
    style.px = low + (high - low) / 2;
    TextLayout middle = wrap(text, width, style);
    if (middle.fits(place)) {
      best = std::move(middle);
      low = style.px;
    } else {
      high = style.px;
    }
  }
  return best;
}

TextLayout TextLayouter::wrap(const std::string& text, int width, const TextStyle& style) {
  TextLayout layout;
  layout.px = style.px;
  layout.line_px = std::max(1, static_cast<int>(std::lround(style.px * style.line_height)));
  std::string line;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \n"), rest.size());
    wrap_word(rest.substr(0, end), width, style, line, layout);
    if (end < rest.size() && rest[end] == '\n') end_line(line, style, layout);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!line.empty() || layout.lines.empty()) end_line(line, style, layout);
  return layout;
}

void TextLayouter::wrap_word(std::string_view word, int width, const TextStyle& style,
                             std::string& line, TextLayout& layout) {
  if (word.empty()) return;
  std::string longer = line.empty() ? std::string(word) : line + ' ' + std::string(word);
  if (width == INT_MAX || this->line(longer, style).width <= width) {
    line = std::move(longer);
    return;
  }
  if (!line.empty()) end_line(line, style, layout);
  if (this->line(word, style).width <= width) {
    line = word;
    return;
  }
  layout.word_broken = true;
  while (!word.empty()) {
    const std::size_t bytes = char_bytes(word[0]);
    if (!line.empty() && this->line(line + std::string(word.substr(0, bytes)), style).width > width)
      end_line(line, style, layout);
    line += word.substr(0, bytes);
    word.remove_prefix(bytes);
  }
}

void TextLayouter::end_line(std::string& line, const TextStyle& style, TextLayout& layout) {
  TextLine done = this->line(line, style);
  for (const TextPiece& piece : done.pieces)
    layout.missing_glyph |= !piece.has_glyphs;
  layout.width = std::max(layout.width, done.width);
  layout.lines.push_back(std::move(done));
  line.clear();
}

TextLine TextLayouter::line(std::string_view text, const TextStyle& style,
                            std::size_t piece_chars) {
  TextLine line;
  TTF_Font* main = fonts_.font(style.face, style.weight, style.px);
  line.ascent = TTF_FontAscent(main);
  line.descent = -TTF_FontDescent(main);
  const int cell = style.equal_digits ? digit_cell(main) : 0;
  while (!text.empty()) {
    if (style.equal_digits && is_digit(text[0])) {
      const int advance = advance_of(fonts_.font(style.face, style.weight, style.px), text[0]);
      line.pieces.push_back({.text = std::string(1, text[0]),
                             .x = line.width + (cell - advance) / 2,
                             .width = advance,
                             .ascent = line.ascent});
      line.width += cell;
      text.remove_prefix(1);
      continue;
    }
    std::size_t end = text.size();
    if (style.equal_digits) end = std::min(text.find_first_of("0123456789"), end);
    std::string_view part = text.substr(0, end);
    text.remove_prefix(end);
    while (!part.empty())
      add_run(take_chunk(part, piece_chars), style, line);
  }
  return line;
}

void TextLayouter::add_run(std::string_view text, const TextStyle& style, TextLine& line) {
  for (const FontRun& run : fonts_.runs(text, style.face, style.weight, style.px)) {
    TTF_Font* font = run.font ? run.font : fonts_.font(style.face, style.weight, style.px);
    const std::string run_text(run.text);
    const int width = width_of(font, run_text);
    line.pieces.push_back({.text = run_text,
                           .x = line.width,
                           .width = width,
                           .ascent = TTF_FontAscent(font),
                           .has_glyphs = run.font != nullptr});
    line.width += width;
  }
}

}  // namespace giliran::ui
