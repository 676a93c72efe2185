#include "kiosk/screens/frame.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/words.hpp"

namespace giliran::kiosk {

using ui::Rect;

namespace {

std::vector<ButtonFace> way_back(const Sheet& sheet, bool home) {
  if (!home) {
    return {
        {"back", sheet.say(tr("Kembali")), ButtonFace::Kind::plain, ui::Icon::arrow_left, 1.25}};
  }
  if (sheet.scene().reprints.empty()) return {};
  return {{"reprint", sheet.say(tr("Cetak ulang nomor")), ButtonFace::Kind::plain,
           ui::Icon::printer, 1.25}};
}

/// The buttons under everything: one row if the screen is high, else up to two.
void draw_buttons(Sheet& sheet, Rect& area, bool home) {
  const int height = sheet.px(116);
  const auto back = way_back(sheet, home);
  std::vector<ButtonFace> row = sheet.languages();
  if (!sheet.portrait()) {
    if (!row.empty()) sheet.button_row(area.take_bottom(height, sheet.px(24)), row);
    if (!back.empty()) sheet.button_row(area.take_bottom(height, sheet.px(24)), back);
    return;
  }
  row.insert(home ? row.end() : row.begin(), back.begin(), back.end());
  if (row.empty()) return;
  Rect place = area.take_bottom(height, sheet.px(32));
  if (row.size() == 1) place = place.take_left(place.w / 2);
  sheet.button_row(place, row);
}

/// Quiet: most visitors have neither a code nor a missed number.
void draw_code_button(Sheet& sheet, const Rect& rect) {
  const auto& theme = sheet.theme();
  sheet.card(rect, "code");
  sheet.target("code", rect);
  ui::TextStyle style = sheet.text(29, ui::Weight::semibold, theme.ink);
  style.align = ui::Align::centre;
  style.valign = ui::VAlign::middle;
  sheet.canvas().paragraph(sheet.say(tr("Punya kode atau nomor terlewat?")),
                           rect.inset(sheet.px(20), sheet.px(12)), style);
}

/// On a high screen the way to codes stands beside it.
void draw_priority(Sheet& sheet, Rect& area) {
  if (!sheet.portrait()) return sheet.priority(area.take_bottom(sheet.px(176), sheet.px(32)));
  const bool codes = sheet.scene().takes_codes;
  Rect row = area.take_bottom(sheet.px(codes ? 164 : 142), sheet.px(32));
  if (codes) draw_code_button(sheet, row.take_right(sheet.px(300), sheet.px(24)));
  sheet.priority(row);
}

void draw_title(Sheet& sheet, Rect& area, const std::string& words, const std::string& below,
                std::optional<FrameBadge> badge) {
  ui::TextStyle style = sheet.title(badge ? 58 : 68, sheet.theme().ink);
  Rect place = area;
  if (badge) {
    const int side = sheet.px(96);
    sheet.badge(place.take_left(side, sheet.px(28)).take_top(side), badge->letter, badge->closed);
  }
  while (style.px > style.min_px &&
         sheet.canvas().measure(longest_word(words), style).w > place.w) {
    --style.px;
  }
  int height = sheet.paragraph_height(words, place.w, style);
  if (badge) height = std::max(height, sheet.px(96));
  if (badge) style.valign = ui::VAlign::middle;
  place.h = height;
  sheet.canvas().paragraph(words, place, style);
  area.take_top(height, sheet.px(10));
  if (!below.empty()) {
    sheet.paragraph(area, below, sheet.text(32, ui::Weight::regular, sheet.theme().ink_2), 28);
  }
}

/// Calm: nothing is wrong for the visitor, who gets a number all the same.
void draw_offline(Sheet& sheet, Rect& area) {
  const Scene& scene = sheet.scene();
  if (!scene.offline || scene.page != Page::home) return;
  ui::TextStyle style = sheet.text(29, ui::Weight::semibold, sheet.theme().on_sun_tint);
  sheet.note(area,
             fmt::format(fmt::runtime(sheet.say(tr("Pusat antrean tidak terhubung sejak {} – nomor "
                                                   "tetap dapat diambil"))),
                         time_text(sheet.language(), *scene.lost_since)),
             style, 24);
}

void draw_trouble(Sheet& sheet, Rect& area) {
  if (sheet.scene().printer_ready) return;
  sheet.banner(area,
               printer_text(sheet.catalog(), sheet.language(), sheet.scene().printer) + " " +
                   sheet.say(tr("Nomor Anda akan tampil di layar ini.")),
               24);
}

}  // namespace

std::string longest_word(const std::string& text) {
  std::string longest;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    if (to - from > longest.size()) longest = text.substr(from, to - from);
    from = to + 1;
  }
  return longest;
}

Rect browse_frame(Sheet& sheet, const std::string& title, const std::string& subtitle,
                  std::optional<FrameBadge> badge, bool home) {
  sheet.canvas().clear(sheet.theme().paper);
  Rect area = sheet.canvas().bounds().inset(sheet.px(64), sheet.px(52));
  Rect side = sheet.portrait() ? area : area.take_left(sheet.px(560), sheet.px(48));
  const Page page = sheet.scene().page;
  draw_buttons(sheet, side, home);
  if (page == Page::home || page == Page::services) draw_priority(sheet, side);
  sheet.header(side);
  draw_title(sheet, side, title, subtitle, badge);
  draw_offline(sheet, side);
  draw_trouble(sheet, side);
  if (sheet.portrait()) return side;
  if (sheet.scene().takes_codes) {
    draw_code_button(sheet, area.take_bottom(sheet.px(100), sheet.px(24)));
  }
  return area;
}

}  // namespace giliran::kiosk
