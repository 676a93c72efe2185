#include <algorithm>

#include "counter_client/screens/pen.hpp"

/// The edges of the window: header, banner of a lost connection, footer.
namespace giliran::counter {

namespace {

using ui::Align;
using ui::VAlign;
using ui::Weight;

constexpr double margin = 22;
constexpr double dot = 12;

bool wants_banner(const Shown& shown) {
  return shown.link != Link::up;
}

int banner_text_width(const Pen& pen, int width) {
  return width - 2 * pen.px(margin) - pen.px(34);
}

ui::TextStyle banner_style(const Pen& pen) {
  return pen.style(17, Weight::semibold, pen.theme.on_bad_tint);
}

/// With what works meanwhile, unless that took too much of a small window.
std::string banner_text(Pen& pen, int width, const Shown& shown) {
  const std::string brief = pen.words.banner(shown);
  if (!shown.lost_since) return brief;
  const std::string full = brief + " " + pen.words.without_hall();
  const int height =
      pen.canvas.paragraph_height(full, banner_text_width(pen, width), banner_style(pen));
  return height <= pen.canvas.size().h / (pen.metrics.wide ? 16 : 10) ? full : brief;
}

struct Footer {
  std::string link;
  std::string today;
  ui::TextStyle style;
  int link_width = 0;
  bool one_line = true;
};

Footer footer_of(Pen& pen, int width, const Shown& shown) {
  Footer footer;
  footer.link = pen.words.say(shown.link == Link::up           ? tr("Tersambung")
                              : shown.link == Link::connecting ? tr("Menyambung…")
                                                               : tr("Terputus"));
  if (shown.state) footer.today = pen.words.today(shown);
  footer.style = pen.style(15, Weight::medium, pen.theme.ink_2);
  footer.link_width = pen.px(dot + 8) + pen.canvas.measure(footer.link, footer.style).w;
  const int both =
      footer.link_width + pen.px(20) + pen.canvas.measure(footer.today, footer.style).w;
  footer.one_line = both <= width - 2 * pen.px(margin);
  return footer;
}

void draw_link(Pen& pen, ui::Rect area, const Footer& footer, Link link) {
  const ui::Rect sign = area.take_left(pen.px(dot), pen.px(8));
  const int radius = sign.w / 2;
  pen.canvas.circle(sign.centre(), radius, link == Link::up ? pen.theme.ok : pen.theme.bad);
  if (link != Link::up) pen.canvas.circle(sign.centre(), radius * 3 / 5, pen.theme.sand);
  pen.canvas.line(footer.link, area, footer.style);
}

struct Sign {
  const char* text;
  ui::Color ground;
  ui::Color on;
};

Sign sign_of(const Pen& pen, CounterState state) {
  const ui::Theme& theme = pen.theme;
  if (state == CounterState::closed) return {tr("Tutup"), theme.muted, theme.on_brand};
  if (state == CounterState::on_break) {
    return {tr("Istirahat"), theme.sun_tint, theme.on_sun_tint};
  }
  return {tr("Buka"), theme.ok, theme.on_ok};
}

}  // namespace

void draw_header(Pen& pen, const ui::Rect& area, const Shown& shown) {
  const ui::Theme& theme = pen.theme;
  pen.canvas.fill(area, theme.brand_dark);
  ui::Rect inner = area.inset(pen.px(margin), pen.high(12));
  const std::string name = pen.words.at_the_counter(shown);
  const auto name_style = pen.style(17, Weight::semibold, theme.on_brand);
  if (shown.state) {
    const Sign sign = sign_of(pen, *shown.state);
    const std::string text = pen.words.say(sign.text);
    auto style = pen.style(17, Weight::semibold, sign.on, Align::centre);
    const int width = pen.canvas.measure(text, style).w + pen.px(32);
    // Beside both lines; a long name needs the width of its own.
    const bool beside = pen.canvas.measure(name, name_style).w <= inner.w - width - pen.px(12);
    ui::Rect title = inner;
    if (!beside) title.h /= 2;
    const ui::Rect column = title.take_right(width, pen.px(12));
    if (beside) inner = title;
    const ui::Rect pill = column.centred({width, std::min(column.h, pen.px(36))});
    pen.canvas.pill(pill, sign.ground);
    pen.canvas.line(text, pill, style);
  }
  auto title = pen.style(22, Weight::bold, theme.on_brand, Align::left, VAlign::bottom);
  title.face = ui::Face::display;
  const ui::Rect top = inner.take_top(inner.h / 2);
  pen.canvas.line(pen.words.counter(shown.counter), top, title);
  pen.canvas.line(name, inner, name_style);
}

int banner_height(Pen& pen, int width, const Shown& shown) {
  if (!wants_banner(shown)) return 0;
  const int text = pen.canvas.paragraph_height(banner_text(pen, width, shown),
                                               banner_text_width(pen, width), banner_style(pen));
  return text + 2 * pen.high(10);
}

void draw_banner(Pen& pen, const ui::Rect& area, const Shown& shown) {
  pen.canvas.fill(area, pen.theme.bad_tint);
  ui::Rect inner = area.inset(pen.px(margin), 0);
  const ui::Rect sign = inner.take_left(pen.px(22), pen.px(12));
  pen.canvas.icon(ui::Icon::disconnected, sign, pen.theme.on_bad_tint);
  pen.canvas.paragraph(banner_text(pen, area.w, shown), inner, banner_style(pen));
}

int footer_height(Pen& pen, int width, const Shown& shown) {
  const Footer footer = footer_of(pen, width, shown);
  const int line = pen.px(15 * 1.25);
  return 2 * pen.high(10) + (footer.one_line ? line : 2 * line + pen.px(2));
}

void draw_footer(Pen& pen, const ui::Rect& area, const Shown& shown) {
  const Footer footer = footer_of(pen, area.w, shown);
  pen.canvas.fill(area, pen.theme.sand);
  ui::Rect inner = area.inset(pen.px(margin), pen.high(10));
  const ui::Rect link = footer.one_line ? inner.take_left(footer.link_width, pen.px(12))
                                        : inner.take_top(inner.h / 2);
  draw_link(pen, link, footer, shown.link);
  if (footer.today.empty()) return;
  auto style = footer.style;
  style.align = footer.one_line ? Align::right : Align::left;
  pen.canvas.line(footer.today, inner, style);
}

}  // namespace giliran::counter
