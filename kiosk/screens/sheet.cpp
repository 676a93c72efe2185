#include "kiosk/screens/sheet.hpp"

#include <algorithm>
#include <cmath>

namespace giliran::kiosk {

using ui::Rect;

namespace {

constexpr ui::Size portrait_design{1080, 1920};
constexpr ui::Size landscape_design{1920, 1080};
/// Text is never smaller: its capitals are 6 mm high on the screen of the design (2.7 pixels/mm).
constexpr double smallest_text = 23;
constexpr double smallest_target_mm = 25;

}  // namespace

Sheet::Sheet(ui::Canvas& canvas, const Scene& scene, const Look& look, std::string_view pressed,
             ui::Targets& targets)
    : canvas_(canvas),
      scene_(scene),
      look_(look),
      pressed_(pressed),
      targets_(targets),
      portrait_(canvas.size().portrait()) {
  const ui::Size design = portrait_ ? portrait_design : landscape_design;
  unit_ = std::min(canvas.size().w / static_cast<double>(design.w),
                   canvas.size().h / static_cast<double>(design.h));
}

int Sheet::px(double design) const {
  return static_cast<int>(std::lround(design * unit_));
}

std::string Sheet::say(const char* indonesian) const {
  return look_.catalog.text(scene_.language, indonesian);
}

ui::TextStyle Sheet::text(double design, ui::Weight weight, ui::Color color) const {
  return {.px = px(design),
          .weight = weight,
          .color = color,
          .min_px = std::min(px(design), px(smallest_text))};
}

ui::TextStyle Sheet::title(double design, ui::Color color) const {
  ui::TextStyle style = text(design, ui::Weight::bold, color);
  style.face = ui::Face::display;
  style.line_height = 1.15;
  return style;
}

int Sheet::paragraph_height(const std::string& words, int width, const ui::TextStyle& style) {
  return canvas_.paragraph_height(words, width, style);
}

void Sheet::paragraph(Rect& area, const std::string& words, const ui::TextStyle& style,
                      double gap) {
  const int height = std::min(area.h, paragraph_height(words, area.w, style));
  canvas_.paragraph(words, area.take_top(height, px(gap)), style);
}

/// A target is never smaller than a finger needs, whatever is drawn there.
void Sheet::target(std::string id, const Rect& rect) {
  const double shrunk = std::min(1.0, std::min(canvas_.size().w, canvas_.size().h) / 1080.0);
  const int least = static_cast<int>(std::ceil(smallest_target_mm * look_.pixels_per_mm * shrunk));
  const Rect grown = rect.centred({std::max(rect.w, least), std::max(rect.h, least)});
  targets_.add(std::move(id), grown);
}

void Sheet::cover() {
  targets_.clear();
}

void Sheet::card(const Rect& rect, std::string_view id, bool closed) {
  ui::BoxStyle style{.fill = closed ? theme().paper : theme().card,
                     .radius = px(28),
                     .border = theme().line,
                     .border_px = std::max(2, px(3)),
                     .dashed = closed};
  if (is_pressed(id)) {
    style.fill = theme().tint;
    style.border = theme().brand;
    style.dashed = false;
  }
  canvas_.box(rect, style);
}

void Sheet::badge(const Rect& rect, char letter, bool closed) {
  canvas_.box(rect, {.fill = closed ? theme().muted : theme().brand, .radius = rect.h * 2 / 7});
  ui::TextStyle style = text(rect.h / unit_ * 0.58, ui::Weight::bold, theme().on_brand);
  style.min_px = 0;
  style.align = ui::Align::centre;
  style.valign = ui::VAlign::middle;
  canvas_.line(std::string(1, letter), rect, style);
}

void Sheet::button(const Rect& rect, const ButtonFace& face) {
  using Kind = ButtonFace::Kind;
  ui::BoxStyle box{.radius = px(24), .border_px = std::max(2, px(3))};
  ui::Color ink = theme().ink;
  if (face.kind == Kind::plain) {
    box.fill = theme().card;
    box.border = theme().line;
  } else if (face.kind == Kind::chosen) {
    box.fill = theme().brand_dark;
    ink = theme().on_brand;
  } else if (face.kind == Kind::main) {
    box.fill = theme().sun;
    ink = theme().on_sun;
  } else {
    box.border = theme().on_brand_2;
    ink = theme().on_brand;
  }
  if (is_pressed(face.id)) {
    box.fill = face.kind == Kind::main    ? ui::mixed(theme().sun, theme().on_sun, 0.18)
               : face.kind == Kind::plain ? theme().tint
                                          : theme().brand;
  }
  canvas_.box(rect, box);
  target(face.id, rect);

  ui::TextStyle style = face.kind == Kind::main ? text(44, ui::Weight::bold, ink)
                                                : text(30, ui::Weight::semibold, ink);
  style.valign = ui::VAlign::middle;
  Rect inner = rect.inset(px(14), px(10));
  if (face.icon) {
    const auto wanted = [&] { return style.px + px(10) + canvas_.measure(face.text, style).w + 1; };
    while (wanted() > inner.w && style.px > style.min_px)
      --style.px;
    const int side = style.px;
    Rect label = inner.centred({std::min(inner.w, wanted()), inner.h});
    const Rect sign = label.take_left(side, px(10));
    canvas_.icon(*face.icon, sign.centred({side, side}), ink);
    canvas_.line(face.text, label, style);
  } else {
    style.align = ui::Align::centre;
    canvas_.line(face.text, inner, style);
  }
}

void Sheet::button_row(const Rect& rect, const std::vector<ButtonFace>& faces) {
  const int gap = px(24);
  double shares = 0;
  for (const ButtonFace& face : faces)
    shares += face.width;
  const double width = rect.w - gap * (static_cast<double>(faces.size()) - 1);
  Rect left = rect;
  for (std::size_t i = 0; i + 1 < faces.size(); ++i) {
    button(left.take_left(static_cast<int>(width * faces[i].width / shares), gap), faces[i]);
  }
  if (!faces.empty()) button(left, faces.back());
}

int Sheet::note_height(const std::string& words, int width, const ui::TextStyle& style) {
  return paragraph_height(words, width - 2 * px(16), style) + 2 * px(4);
}

void Sheet::note(Rect& area, const std::string& words, const ui::TextStyle& style, double gap) {
  Rect strip = area.take_top(note_height(words, area.w, style), px(gap));
  ui::TextStyle ink = style;
  ink.color = theme().on_sun_tint;
  if (canvas_.measure(words, ink).w + 2 < strip.w - 2 * px(16)) {  // no wider than one line needs
    const int width = canvas_.measure(words, ink).w + 2 + 2 * px(16);
    const int from = ink.align == ui::Align::centre ? (strip.w - width) / 2 : 0;
    strip = {strip.x + from, strip.y, width, strip.h};
  }
  canvas_.box(strip, {.fill = theme().sun_tint, .radius = px(10)});
  canvas_.paragraph(words, strip.inset(px(16), px(4)), ink);
}

int Sheet::banner_height(const std::string& words, int width) {
  const ui::TextStyle style = text(30, ui::Weight::semibold, theme().on_bad_tint);
  const int side = px(44);
  return std::max(side, paragraph_height(words, width - 2 * px(24) - side - px(20), style)) +
         2 * px(18);
}

void Sheet::banner(Rect& area, const std::string& words, double gap) {
  ui::TextStyle style = text(30, ui::Weight::semibold, theme().on_bad_tint);
  const int pad = px(24);
  const int side = px(44);
  const int height = banner_height(words, area.w);
  Rect strip = area.take_top(height, px(gap));
  canvas_.box(strip, {.fill = theme().bad_tint, .radius = px(20)});
  strip = strip.inset(pad, px(18));
  canvas_.icon(ui::Icon::warning, strip.take_left(side, px(20)), theme().on_bad_tint);
  style.valign = ui::VAlign::middle;
  canvas_.paragraph(words, strip, style);
}

std::vector<ButtonFace> Sheet::languages() const {
  std::vector<ButtonFace> faces;
  if (!scene_.view || scene_.view->languages.size() < 2) return faces;
  for (const Language one : scene_.view->languages) {
    const bool chosen = one == scene_.language;
    ButtonFace face{"language:" + std::string(code_of(one)), std::string(own_name(one))};
    if (chosen) {
      face.kind = ButtonFace::Kind::chosen;
      face.icon = ui::Icon::check;
    }
    faces.push_back(std::move(face));
  }
  return faces;
}

void Sheet::header(Rect& area) {
  const auto& view = *scene_.view;
  const bool side_by_side = area.w >= px(900);
  Rect row = area.take_top(px(104), px(36));
  ui::TextStyle clock = text(54, ui::Weight::semibold, theme().ink);
  ui::TextStyle date = text(27, ui::Weight::regular, theme().ink_2);
  clock.align = side_by_side ? ui::Align::right : ui::Align::left;
  date.align = ui::Align::right;
  clock.equal_digits = true;
  clock.line_height = 1.1;
  Rect time = row;
  if (side_by_side) {
    time = row.take_right(row.w * 42 / 100, px(24));
  } else {
    time = area.take_top(px(64), px(36));
    clock.valign = date.valign = ui::VAlign::middle;
  }
  const Rect hours = side_by_side ? time.take_top(px(60)) : time.take_left(px(180), px(16));
  canvas_.line(time_text(language(), scene_.clock), hours, clock);
  canvas_.line(date_text(catalog(), language(), scene_.clock, false), time, date);
  const ui::TextStyle name = text(34, ui::Weight::bold, theme().brand_dark);
  canvas_.paragraph(view.name.in(language()) + "\n" + view.place.in(language()), row, name);
}

void Sheet::priority(const Rect& rect) {
  canvas_.box(rect, {.fill = is_pressed("priority") ? theme().card : theme().tint,
                     .radius = px(28),
                     .border = theme().brand,
                     .border_px = std::max(2, px(3))});
  target("priority", rect);
  Rect inner = rect.inset(px(portrait_ ? 40 : 28), px(14));
  const Rect knob = inner.take_right(px(130), px(24)).centred({px(130), px(75)});
  canvas_.toggle(knob, scene_.priority, theme());
  const std::string who = say(tr("Lansia, penyandang disabilitas, ibu hamil"));
  const std::string what = say(scene_.priority ? tr("Antrean prioritas menyala")
                                               : tr("Nyalakan untuk antrean prioritas"));
  ui::TextStyle strong = text(33, ui::Weight::bold, theme().ink);
  const ui::TextStyle quiet = text(26, ui::Weight::regular, theme().ink_2);
  while (strong.px > strong.min_px &&
         paragraph_height(who, inner.w, strong) + paragraph_height(what, inner.w, quiet) >
             inner.h) {
    --strong.px;
  }
  const int first = paragraph_height(who, inner.w, strong);
  const int both = first + paragraph_height(what, inner.w, quiet);
  inner.take_top(std::max(0, (inner.h - both) / 2));
  canvas_.paragraph(who, inner.take_top(first), strong);
  canvas_.paragraph(what, inner, quiet);
}

std::vector<Rect> grid(const Rect& area, int n, int columns, int gap, int max_height) {
  std::vector<Rect> cells;
  const int rows = (n + columns - 1) / columns;
  Rect used = area;
  used.h = std::min(area.h, rows * max_height + (rows - 1) * gap);
  for (const Rect& row : used.rows(rows, gap)) {
    for (const Rect& cell : row.columns(columns, gap)) {
      if (static_cast<int>(cells.size()) < n) cells.push_back(cell);
    }
  }
  return cells;
}

}  // namespace giliran::kiosk
