#pragma once

#include "counter_client/screens/layout.hpp"
#include "counter_client/screens/words.hpp"
#include "shared/ui/canvas.hpp"
#include "shared/ui/targets.hpp"

namespace giliran::counter {

/// What every part of the window draws with.
struct Pen {
  ui::Canvas& canvas;
  const Words& words;
  const Metrics& metrics;
  ui::Targets& targets;
  const ui::Theme& theme = ui::Theme::normal();

  int px(double length) const { return metrics.px(length); }
  int high(double length) const { return metrics.high(length); }
  /// A style of that size which may shrink by a third, but not below 11 pixels.
  ui::TextStyle style(double size, ui::Weight weight, ui::Color color,
                      ui::Align align = ui::Align::left,
                      ui::VAlign valign = ui::VAlign::middle) const;
};

/// The officer's name board: counter, what it serves, open or closed.
void draw_header(Pen& pen, const ui::Rect& area, const Shown& shown);
/// The ticket at the counter with its timer; without one, who waits.
void draw_ticket(Pen& pen, const ui::Rect& area, const Shown& shown);
/// The big button and the six places below it. `pressed` is the target under the finger.
void draw_buttons(Pen& pen, const Layout& layout, const Shown& shown, std::string_view pressed);
/// The open panel: its question, what was typed, the choices with their keys. `pressed` as above.
void draw_panel(Pen& pen, ui::Rect area, const ShownPanel& panel, std::string_view pressed);
/// A notice, what is unusual now, then who is next, with waits and lateness.
void draw_queue(Pen& pen, ui::Rect area, const Shown& shown);
void draw_banner(Pen& pen, const ui::Rect& area, const Shown& shown);
void draw_footer(Pen& pen, const ui::Rect& area, const Shown& shown);

/// Heights that the texts of these parts need in a window of that width; 0 for no banner.
int banner_height(Pen& pen, int width, const Shown& shown);
int footer_height(Pen& pen, int width, const Shown& shown);

}  // namespace giliran::counter
