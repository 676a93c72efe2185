#pragma once

#include "shared/ui/theme.hpp"

namespace giliran::ui {

enum class Weight { regular, medium, semibold, bold, extra_bold };
/// Inter is for reading sizes, Inter Display (tighter) for titles and big numbers.
enum class Face { text, display };
enum class Align { left, centre, right };
enum class VAlign { top, middle, bottom };

/// How a text is drawn. For designated initialisers keep this order.
struct TextStyle {
  int px = 16;  ///< size of the em, in canvas pixels
  Weight weight = Weight::regular;
  Color color = {};
  Align align = Align::left;
  VAlign valign = VAlign::top;
  int min_px = 0;  ///< may shrink down to this to fit; 0: not at all
  Face face = Face::text;
  bool equal_digits = false;  ///< every digit as wide as the widest: numbers do not jump
  double line_height = 1.25;  ///< times px, from line to line
};

}  // namespace giliran::ui
