#include "counter_client/screens/screen.hpp"

#include <algorithm>

#include "counter_client/screens/pen.hpp"

namespace giliran::counter {

ui::TextStyle Pen::style(double size, ui::Weight weight, ui::Color color, ui::Align align,
                         ui::VAlign valign) const {
  const int wanted = px(size);
  return {.px = wanted,
          .weight = weight,
          .color = color,
          .align = align,
          .valign = valign,
          .min_px = std::min(wanted, std::max(11, wanted * 2 / 3)),
          .equal_digits = true};
}

void draw_screen(ui::Canvas& canvas, const Words& words, const Shown& shown,
                 std::string_view pressed, ui::Targets& targets) {
  const Metrics metrics = Metrics::of(canvas.size());
  targets.clear();
  Pen pen{canvas, words, metrics, targets};
  const int width = canvas.size().w;
  const Layout layout = lay_out(canvas.size(), metrics, banner_height(pen, width, shown),
                                footer_height(pen, width, shown));
  canvas.clear(pen.theme.paper);
  draw_header(pen, layout.header, shown);
  if (!layout.banner.empty()) draw_banner(pen, layout.banner, shown);
  draw_ticket(pen, layout.ticket, shown);
  if (!shown.panel || metrics.wide) draw_buttons(pen, layout, shown, pressed);
  if (shown.panel) {
    draw_panel(pen, layout.panel, *shown.panel, pressed);
  } else {
    draw_queue(pen, layout.queue, shown);
  }
  draw_footer(pen, layout.footer, shown);
}

}  // namespace giliran::counter
