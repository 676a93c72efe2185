#include "kiosk/core/code.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"

/// The keypad for a booking's code or a missed number, low enough to reach from a wheelchair.
namespace giliran::kiosk {

using ui::Rect;

namespace {

std::string what_to_type(const Sheet& sheet) {
  const auto& view = *sheet.scene().view;
  const std::string code = sheet.say(tr("Kode janji temu atau slip: 8 huruf dan angka."));
  const std::string number = fmt::format(
      fmt::runtime(sheet.say(tr("Nomor yang terlewat paling lama {} menit: seperti A-027."))),
      view.reentry_minutes);
  if (!view.takes_bookings) return number;
  return view.reentry_minutes > 0 ? code + "\n" + number : code;
}

/// Why what was typed last led to nothing; empty if it is still being typed.
std::string trouble(const Sheet& sheet) {
  const Scene& scene = sheet.scene();
  if (scene.refusal) return code_refusal_text(sheet.catalog(), sheet.language(), *scene.refusal);
  if (scene.unreadable)
    return sheet.say(tr("Ini bukan kode atau nomor yang lengkap. Periksa lagi."));
  return {};
}

void draw_field(Sheet& sheet, const Rect& rect) {
  const auto& theme = sheet.theme();
  const std::string& typed = sheet.scene().typed;
  sheet.canvas().box(rect, {.fill = theme.card,
                            .radius = sheet.px(24),
                            .border = theme.brand,
                            .border_px = std::max(2, sheet.px(4))});
  ui::TextStyle style =
      sheet.title(typed.empty() ? 40 : 76, typed.empty() ? theme.ink_2 : theme.ink);
  style.align = ui::Align::centre;
  style.valign = ui::VAlign::middle;
  style.equal_digits = true;
  sheet.canvas().line(typed.empty() ? sheet.say(tr("Kode atau nomor")) : code_groups(typed),
                      rect.inset(sheet.px(24), sheet.px(8)), style);
}

void draw_key(Sheet& sheet, const Rect& rect, const std::string& id, const std::string& face) {
  const auto& theme = sheet.theme();
  sheet.card(rect, id);
  sheet.target(id, rect);
  ui::TextStyle style = sheet.text(46, ui::Weight::bold, theme.ink);
  style.align = ui::Align::centre;
  style.valign = ui::VAlign::middle;
  sheet.canvas().line(face, rect, style);
}

/// Letters in the order of the alphabet at the left, digits as on a telephone at the right.
void draw_keys(Sheet& sheet, Rect area) {
  constexpr int rows = 4;
  constexpr int letter_columns = 6;
  constexpr int digit_columns = 3;
  const int gap = sheet.px(14);
  const int middle = sheet.px(34);
  const int key = (area.w - middle - (letter_columns + digit_columns - 2) * gap) /
                  (letter_columns + digit_columns);
  const Rect digits = area.take_right(digit_columns * key + (digit_columns - 1) * gap, middle);
  const auto cells = [&](const Rect& block, int columns) {
    std::vector<Rect> all;
    for (const Rect& row : block.rows(rows, gap)) {
      for (const Rect& cell : row.columns(columns, gap))
        all.push_back(cell);
    }
    return all;
  };
  const auto letters = cells(area, letter_columns);
  for (std::size_t i = 0; i < code_letters.size(); ++i) {
    const std::string face(1, code_letters[i]);
    draw_key(sheet, letters[i], "key:" + face, face);
  }
  const auto places = cells(digits, digit_columns);
  for (std::size_t i = 0; i < 9; ++i) {
    const std::string face(1, code_digits[i + 1]);
    draw_key(sheet, places[i], "key:" + face, face);
  }
  draw_key(sheet, places[9], "key:0", "0");
  const Rect erase = united(places[10], places[11]);
  sheet.button(erase, {"erase", sheet.say(tr("Hapus")), ButtonFace::Kind::plain, ui::Icon::undo});
}

}  // namespace

void draw_code(Sheet& sheet) {
  Rect area = browse_frame(sheet, sheet.say(tr("Punya kode atau nomor terlewat?")),
                           what_to_type(sheet), std::nullopt, false);
  sheet.button(area.take_bottom(sheet.px(130), sheet.px(24)),
               {"submit", sheet.say(tr("Lanjut")), ButtonFace::Kind::main});
  draw_keys(sheet, area.take_bottom(sheet.px(sheet.portrait() ? 522 : 470), sheet.px(28)));
  draw_field(sheet, area.take_bottom(sheet.px(140), sheet.px(24)));
  const std::string words = trouble(sheet);
  if (words.empty()) return;
  Rect strip = area.take_bottom(std::min(area.h, sheet.banner_height(words, area.w)));
  sheet.banner(strip, words, 0);
}

}  // namespace giliran::kiosk
