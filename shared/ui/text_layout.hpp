#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/fonts.hpp"
#include "shared/ui/geometry.hpp"
#include "shared/ui/lru.hpp"
#include "shared/ui/text_style.hpp"

namespace giliran::ui {

/// Malformed bytes as U+FFFD, control characters other than newline as spaces.
std::string clean_text(std::string_view text);

/// Something drawn as one picture: a run of one font, or a single digit in its cell.
struct TextPiece {
  std::string text;
  int x = 0;  ///< from the line's start
  int width = 0;
  int ascent = 0;          ///< of the font it is drawn with
  bool has_glyphs = true;  ///< false: no font has the characters, a box is drawn
};

struct TextLine {
  std::vector<TextPiece> pieces;
  int width = 0;
  int ascent = 0;   ///< of the main font
  int descent = 0;  ///< below the baseline, positive
};

/// A text broken into lines at the size it got.
struct TextLayout {
  std::vector<TextLine> lines;
  int px = 0;
  int line_px = 0;           ///< height of a line
  int width = 0;             ///< of the longest line
  bool word_broken = false;  ///< a word was wider than the place
  bool missing_glyph = false;
  int height() const { return line_px * static_cast<int>(lines.size()); }
  bool fits(Size place) const { return !word_broken && width <= place.w && height() <= place.h; }
};

/// How a text may be laid out: `one_line` keeps to one line as long as a size down to min_px
/// allows it.
enum class TextMode { one_line, wrapped };

/// Measures, wraps and shrinks text. Results are remembered (bounded). One thread.
class TextLayouter {
 public:
  explicit TextLayouter(Fonts& fonts) : fonts_(fonts) {}
  /// Colour and alignment of the style play no part.
  const TextLayout& fit(std::string_view text, Size place, const TextStyle& style, TextMode mode);
  /// One line at style.px, however wide; in pieces of at most `piece_chars` characters if given.
  TextLine line(std::string_view text, const TextStyle& style, std::size_t piece_chars = 0);

 private:
  struct Key {
    std::string text;
    int w, h, px, min_px;
    Weight weight;
    Face face;
    bool equal_digits;
    double line_height;
    TextMode mode;
    auto operator<=>(const Key&) const = default;
  };
  TextLayout fit_new(const std::string& text, Size place, TextStyle style, TextMode mode);
  TextLayout largest(const std::string& text, Size place, TextStyle style, int width);
  TextLayout wrap(const std::string& text, int width, const TextStyle& style);
  void wrap_word(std::string_view word, int width, const TextStyle& style, std::string& line,
                 TextLayout& layout);
  void end_line(std::string& line, const TextStyle& style, TextLayout& layout);
  void add_run(std::string_view text, const TextStyle& style, TextLine& line);

  Fonts& fonts_;
  Lru<Key, TextLayout> known_{1024};
};

}  // namespace giliran::ui
