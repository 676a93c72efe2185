#include "display/screens/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "shared/catalog/phrases.hpp"

namespace giliran::display {

using ui::Align;
using ui::Color;
using ui::Face;
using ui::Rect;
using ui::TextStyle;
using ui::VAlign;
using ui::Weight;

void Parts::header(Rect area) const {
  canvas.fill(area, ui::mixed(look.theme.night, Color::rgb(0), 0.35));
  area = area.inset(px(56), 0);
  const TextStyle clock{.px = px(46),
                        .weight = Weight::bold,
                        .color = look.theme.on_night,
                        .align = Align::right,
                        .valign = VAlign::middle,
                        .equal_digits = true};
  const std::string time = time_text(look.language, scene.clock);
  canvas.line(time, area.take_right(canvas.measure(time, clock).w + px(4), px(26)), clock);
  const TextStyle style{.px = px(34),
                        .weight = Weight::semibold,
                        .color = look.theme.on_night,
                        .align = Align::right,
                        .valign = VAlign::middle,
                        .min_px = px(22)};
  const std::string date = area.w > px(1200)
                               ? date_text(look.catalog, look.language, scene.clock, true)
                               : short_date_text(look.catalog, look.language, scene.clock);
  canvas.line(date, area.take_right(canvas.measure(date, style).w + px(4), px(30)), style);
  if (!scene.has_view) return;
  TextStyle left = style;
  left.align = Align::left;
  canvas.line(fmt::format("{} · {}", scene.name.in(look.language), scene.place.in(look.language)),
              area, left);
}

void Parts::current(Rect area) const {
  if (scene.current) {
    called(*scene.current, area);
  } else {
    welcome(area);
  }
}

void Parts::called(const ShownCall& call, const Rect& area) const {
  const bool live = scene.link == Link::live;
  canvas.fill(area, live ? look.theme.sun : look.theme.night_2);
  const Color ink = live ? look.theme.on_sun : look.theme.on_night;
  Rect inside = area.inset(px(72), px(30));
  // Label, number and counter in the parts of the height that they have in a panel of 757.
  const int number_px = std::min(px(345), inside.h * 49 / 100);
  const int small_px = number_px * 13 / 100;
  const int counter_px = number_px * 29 / 100;
  const int label_h = small_px * 125 / 100;
  const int number_h = number_px * 100 / 100;
  const int counter_h = counter_px * 125 / 100;
  const int gap = number_px * 6 / 100;
  Rect group = inside.centred({inside.w, label_h + number_h + gap + counter_h});
  canvas.line(live ? say(tr("Nomor antrean")) : say(tr("Panggilan terakhir")),
              group.take_top(label_h),
              {.px = small_px, .weight = Weight::semibold, .color = ink, .min_px = small_px / 2});
  canvas.line(call.number.text(), group.take_top(number_h, gap),
              {.px = number_px,
               .weight = Weight::extra_bold,
               .color = ink,
               .valign = VAlign::middle,
               .min_px = number_px / 4,
               .face = Face::display,
               .line_height = 1.0});
  const Rect arrow = group.take_left(counter_px * 125 / 100, counter_px * 45 / 100);
  canvas.arrow(arrow.inset(0, counter_px * 15 / 100), ink, counter_px * 0.14);
  canvas.line(fmt::format(fmt::runtime(say(tr("Loket {}"))), call.counter.value()), group,
              {.px = counter_px,
               .weight = Weight::extra_bold,
               .color = ink,
               .valign = VAlign::middle,
               .min_px = counter_px / 2,
               .face = Face::display});
}

void Parts::welcome(const Rect& area) const {
  canvas.fill(area, look.theme.night_2);
  Rect inside = area.inset(px(72), px(40));
  const TextStyle title{.px = px(110),
                        .weight = Weight::extra_bold,
                        .color = look.theme.on_night,
                        .min_px = px(50),
                        .face = Face::display,
                        .line_height = 1.15};
  const TextStyle words{
      .px = px(44), .weight = Weight::medium, .color = look.theme.on_night_2, .min_px = px(28)};
  const bool waiting = !scene.has_view;
  const std::string first = !waiting                         ? say(tr("Selamat datang"))
                            : scene.link == Link::connecting ? say(tr("Menyambung…"))
                                                             : say(tr("Belum tersambung"));
  const std::string second = waiting ? say(tr("Layar ini menunggu sistem antrean."))
                                     : say(tr("Nomor yang dipanggil tampil di sini."));
  const int title_h = canvas.paragraph_height(first, inside.w, title);
  const int words_h = canvas.paragraph_height(second, inside.w, words);
  Rect group = inside.centred({inside.w, title_h + px(20) + words_h});
  canvas.paragraph(first, group.take_top(title_h, px(20)), title);
  canvas.paragraph(second, group, words);
}

void Parts::recent(Rect area) const {
  area = area.inset(px(56), 0);
  area.take_top(px(20));
  const TextStyle label{.px = px(32),
                        .weight = Weight::medium,
                        .color = look.theme.on_night_2,
                        .valign = VAlign::middle,
                        .min_px = px(22)};
  Rect head = area.take_top(px(62));
  TextStyle right = label;
  right.align = Align::right;
  const std::string counter = say(tr("Loket"));
  canvas.line(counter, head.take_right(canvas.measure(counter, label).w + px(4), px(20)), right);
  canvas.line(say(tr("Baru dipanggil")), head, label);
  const int rows = std::clamp(area.h / px(134), 3, 6);
  const auto places = area.rows(rows, 0);
  for (std::size_t i = 0; i < places.size() && i < scene.recent.size(); ++i) {
    Rect row = places[i];
    canvas.horizontal_line({row.x, row.y}, row.w, std::max(1, px(2)), look.theme.night_line);
    const int row_px = std::min(px(84), row.h * 64 / 100);
    const TextStyle number{.px = row_px,
                           .weight = Weight::bold,
                           .color = look.theme.on_night,
                           .valign = VAlign::middle,
                           .min_px = row_px / 2,
                           .face = Face::display};
    TextStyle where = number;
    where.color = look.theme.on_night_sun;
    where.align = Align::right;
    canvas.line(fmt::format("{}", scene.recent[i].counter.value()),
                row.take_right(row.w / 4, px(16)), where);
    canvas.line(scene.recent[i].number.text(), row, number);
  }
}

}  // namespace giliran::display
