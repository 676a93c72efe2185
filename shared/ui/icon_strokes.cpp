#include "shared/ui/icon_strokes.hpp"

#include <cmath>
#include <numbers>

namespace giliran::ui {
namespace {

/// Part of an ellipse, degrees clockwise from three o'clock.
Stroke arc(double cx, double cy, double rx, double ry, double from, double to) {
  Stroke stroke;
  const int steps = 32;
  for (int i = 0; i <= steps; ++i) {
    const double angle = (from + (to - from) * i / steps) * std::numbers::pi / 180;
    stroke.push_back({cx + rx * std::cos(angle), cy + ry * std::sin(angle)});
  }
  return stroke;
}

Stroke arc(double cx, double cy, double r, double from, double to) {
  return arc(cx, cy, r, r, from, to);
}

Stroke ring(double cx, double cy, double r) {
  return arc(cx, cy, r, 0, 360);
}

Stroke joined(Stroke a, const Stroke& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

const Stroke speaker{{4, 9.5}, {7, 9.5}, {11.5, 5.5}, {11.5, 18.5}, {7, 14.5}, {4, 14.5}, {4, 9.5}};
const Stroke slash{{4, 4}, {20, 20}};

Strokes signs(Icon icon) {
  switch (icon) {
    case Icon::arrow_right:
      return {{{4, 12}, {20, 12}}, {{13.5, 5.5}, {20, 12}, {13.5, 18.5}}};
    case Icon::arrow_left:
      return {{{4, 12}, {20, 12}}, {{10.5, 5.5}, {4, 12}, {10.5, 18.5}}};
    case Icon::arrow_up:
      return {{{12, 4}, {12, 20}}, {{5.5, 10.5}, {12, 4}, {18.5, 10.5}}};
    case Icon::arrow_down:
      return {{{12, 4}, {12, 20}}, {{5.5, 13.5}, {12, 20}, {18.5, 13.5}}};
    case Icon::chevron_right:
      return {{{9, 5}, {16, 12}, {9, 19}}};
    case Icon::chevron_left:
      return {{{15, 5}, {8, 12}, {15, 19}}};
    case Icon::check:
      return {{{4.5, 12.5}, {9.5, 17.5}, {19.5, 6.5}}};
    case Icon::close:
      return {{{5.5, 5.5}, {18.5, 18.5}}, {{18.5, 5.5}, {5.5, 18.5}}};
    case Icon::plus:
      return {{{12, 4.5}, {12, 19.5}}, {{4.5, 12}, {19.5, 12}}};
    case Icon::warning:
      return {{{12, 3.5}, {21.5, 20}, {2.5, 20}, {12, 3.5}}, {{12, 9.5}, {12, 13.5}}, {{12, 16.8}}};
    case Icon::info:
      return {ring(12, 12, 9), {{12, 11.5}, {12, 16.5}}, {{12, 7.8}}};
    case Icon::undo:
      return {joined({{4, 9}, {14.5, 9}}, joined(arc(14.5, 14, 5, -90, 90), {{9, 19}})),
              {{8.5, 4.5}, {4, 9}, {8.5, 13.5}}};
    case Icon::pause:
      return {{{8.5, 5}, {8.5, 19}}, {{15.5, 5}, {15.5, 19}}};
    case Icon::contrast:
      return {ring(12, 12, 9),
              {{12, 3}, {12, 21}},
              {{14.2, 5.2}, {14.2, 18.8}},
              {{16.4, 6.2}, {16.4, 17.8}},
              {{18.6, 8}, {18.6, 16}}};
    default:
      return {};
  }
}

Strokes things(Icon icon) {
  switch (icon) {
    case Icon::printer:
      return {{{7, 8.5}, {7, 3.5}, {17, 3.5}, {17, 8.5}},
              {{7, 17},
               {4, 17},
               {3, 16},
               {3, 9.5},
               {4, 8.5},
               {20, 8.5},
               {21, 9.5},
               {21, 16},
               {20, 17},
               {17, 17}},
              {{7, 14}, {17, 14}, {17, 20.5}, {7, 20.5}, {7, 14}}};
    case Icon::disconnected:
      return {arc(12, 19, 14, -135, -45), arc(12, 19, 8.5, -135, -45), {{12, 18.6}}, slash};
    case Icon::sound:
      return {speaker, arc(12.5, 12, 3.5, -50, 50), arc(12.5, 12, 7.5, -50, 50)};
    case Icon::sound_off:
      return {speaker, {{15.5, 9.5}, {20.5, 14.5}}, {{20.5, 9.5}, {15.5, 14.5}}};
    case Icon::accessibility:
      return {ring(12, 12, 9.5),
              {{12, 7}},
              {{7.3, 10}, {12, 10.9}, {16.7, 10}},
              {{12, 10.9}, {12, 13.6}},
              {{9.2, 18.4}, {12, 13.6}, {14.8, 18.4}}};
    case Icon::person:
      return {ring(12, 8, 4),
              joined({{4.5, 20.5}}, joined(arc(12, 20, 7.5, 6, 180, 360), {{19.5, 20.5}}))};
    case Icon::clock:
      return {ring(12, 12, 9), {{12, 6.8}, {12, 12}, {15.5, 14.2}}};
    case Icon::bell:
      return {joined({{4.5, 17.5}, {6.2, 15}, {6.2, 10}},
                     joined(arc(12, 9.8, 5.8, 180, 360), {{17.8, 15}, {19.5, 17.5}, {4.5, 17.5}})),
              arc(12, 18.5, 2.6, 20, 160)};
    case Icon::globe:
      return {ring(12, 12, 9), arc(12, 12, 4, 9, 0, 360), {{3.3, 12}, {20.7, 12}}};
    case Icon::phone:
      return {joined(joined(arc(8, 4.5, 1.5, 180, 270), arc(16, 4.5, 1.5, -90, 0)),
                     joined(joined(arc(16, 19.5, 1.5, 0, 90), arc(8, 19.5, 1.5, 90, 180)),
                            {{6.5, 4.5}})),
              {{11, 18}, {13, 18}}};
    case Icon::document:
      return {{{14, 3}, {6, 3}, {6, 21}, {18.5, 21}, {18.5, 7.5}, {14, 3}, {14, 7.5}, {18.5, 7.5}},
              {{9.5, 12.5}, {15, 12.5}},
              {{9.5, 16.5}, {15, 16.5}}};
    default:
      return signs(icon);
  }
}

}  // namespace

Strokes icon_strokes(Icon icon) {
  return things(icon);
}

}  // namespace giliran::ui
