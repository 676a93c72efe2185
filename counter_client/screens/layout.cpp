#include "counter_client/screens/layout.hpp"

#include <algorithm>

namespace giliran::counter {

namespace {

constexpr double margin = 22;

ui::Rect padded(const ui::Rect& area, const Metrics& metrics) {
  return area.inset(metrics.px(margin), metrics.high(18));
}

}  // namespace

Metrics Metrics::of(ui::Size window) {
  Metrics metrics;
  metrics.wide = window.w >= 700 && window.w > window.h * 1.1;
  const double columns = metrics.wide ? 2 : 1;
  const double height = metrics.wide ? 600 : 860;  // that the work takes with all its air
  const double by_width = window.w / columns / 480;
  const double by_height = window.h / height * (metrics.wide ? 1.1 : 1.25);
  metrics.size = std::clamp(std::min(by_width, by_height), 0.8, 2.4);
  metrics.air = std::clamp(window.h / (height * metrics.size), 0.62, 1.1);
  return metrics;
}

Layout lay_out(ui::Size window, const Metrics& metrics, int banner_height, int footer_height) {
  Layout layout;
  ui::Rect rest{0, 0, window.w, window.h};
  layout.header = rest.take_top(metrics.high(82));
  layout.footer = rest.take_bottom(footer_height);
  layout.banner = rest.take_top(banner_height);
  ui::Rect work = rest;
  if (metrics.wide) {
    layout.panel = work.take_right(window.w / 2);
    layout.queue = padded(layout.panel, metrics);
  }
  layout.ticket = work.take_top(metrics.high(180));
  if (!metrics.wide) layout.panel = work;
  work = padded(work, metrics);
  layout.main = work.take_top(metrics.high(92), metrics.high(10));
  layout.actions = work.take_top(std::max(metrics.high(142), metrics.px(134)), metrics.high(22));
  if (!metrics.wide) {
    layout.queue = {work.x, work.y, work.w, layout.footer.y - work.y};
  }
  return layout;
}

}  // namespace giliran::counter
