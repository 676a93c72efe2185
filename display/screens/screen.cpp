#include "display/screens/screen.hpp"

#include <algorithm>

#include "display/screens/parts.hpp"

namespace giliran::display {

namespace {

void draw_across(const Parts& parts, ui::Rect area) {
  parts.header(area.take_top(parts.px(96)));
  parts.message(area.take_bottom(parts.px(78)));
  parts.waits(area.take_bottom(parts.px(150)), 5, 5);
  parts.current(area.take_left(area.w * 615 / 1000));
  parts.recent(area);
}

void draw_upright(const Parts& parts, ui::Rect area) {
  parts.header(area.take_top(parts.px(120)));
  parts.message(area.take_bottom(parts.px(130)));
  parts.waits(area.take_bottom(parts.px(450)), 2, 6);
  parts.current(area.take_top(area.h * 53 / 100));
  parts.recent(area);
}

}  // namespace

void draw(ui::Canvas& canvas, const Scene& scene, const Look& look) {
  const ui::Size size = canvas.size();
  const bool upright = size.portrait();
  const double scale = upright ? std::min(size.w / 1080.0, size.h / 1920.0)
                               : std::min(size.w / 1920.0, size.h / 1080.0);
  const Parts parts{canvas, scene, look, scale};
  canvas.clear(look.theme.night);
  if (upright) {
    draw_upright(parts, canvas.bounds());
  } else {
    draw_across(parts, canvas.bounds());
  }
}

}  // namespace giliran::display
