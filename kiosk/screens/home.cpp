#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"

/// The first screen: the agencies.
namespace giliran::kiosk {

using ui::Rect;

namespace {

/// How much of an agency its card has room for; all cards of a screen show the same.
enum class Room { all, no_rule, no_summary };

int columns_for(const Sheet& sheet, int n) {
  if (n <= 1) return 1;
  if (sheet.portrait()) return n <= 16 ? 2 : 3;
  return n <= 4 ? 2 : 3;
}

void draw_wait(Sheet& sheet, Rect row, const protocol::KioskAgency& agency) {
  const auto& theme = sheet.theme();
  const bool open = agency.state == ServiceState::open;
  const bool offline = sheet.scene().offline;
  const std::string left = open && offline ? sheet.say(tr("Nomor dapat diambil"))
                           : open ? waiting_text(sheet.catalog(), sheet.language(), agency.waiting)
                                  : opens_text(sheet.catalog(), sheet.language(), agency.state,
                                               agency.opens_at, sheet.scene().clock);
  const std::string right = open && offline ? std::string()
                            : open
                                ? range_text(sheet.catalog(), sheet.language(), agency.wait_range_s)
                                : state_text(sheet.catalog(), sheet.language(), agency.state);
  ui::TextStyle quiet = sheet.text(27, ui::Weight::regular, theme.ink_2);
  quiet.valign = ui::VAlign::middle;
  const bool known = !open || agency.wait_range_s;
  ui::TextStyle strong = sheet.text(known ? 31 : 27, known ? ui::Weight::bold : ui::Weight::medium,
                                    open ? theme.ink : theme.bad);
  strong.align = ui::Align::right;
  strong.valign = ui::VAlign::middle;
  const int gap = sheet.px(10);
  const auto width = [&](const std::string& words, const ui::TextStyle& style) {
    return sheet.canvas().measure(words, style).w + 2;
  };
  while (width(left, quiet) + gap + width(right, strong) > row.w &&
         (quiet.px > quiet.min_px || strong.px > strong.min_px)) {
    if (strong.px > strong.min_px) --strong.px;
    if (quiet.px > quiet.min_px && quiet.px >= strong.px - 4) --quiet.px;
  }
  sheet.canvas().line(right, row.take_right(std::min(row.w, width(right, strong)), gap), strong);
  sheet.canvas().line(left, row, quiet);
}

void draw_agency(Sheet& sheet, const Rect& rect, const protocol::KioskAgency& agency, Room room) {
  const auto& theme = sheet.theme();
  const bool open = agency.state == ServiceState::open;
  const std::string id = "agency:" + agency.agency.value();
  sheet.card(rect, id, !open);
  sheet.target(id, rect);
  const bool roomy = room == Room::all;
  const bool narrow = rect.w < sheet.px(420);
  Rect inner = rect.inset(sheet.px(narrow ? 20 : roomy ? 38 : 24), sheet.px(roomy ? 36 : 16));
  const Rect footer = inner.take_bottom(sheet.px(40), sheet.px(roomy ? 22 : 4));
  draw_wait(sheet, footer, agency);
  if (roomy) {
    sheet.canvas().horizontal_line({inner.x, inner.bottom()}, inner.w, std::max(1, sheet.px(2)),
                                   theme.line);
    inner.h -= sheet.px(20);
  }
  const int side = std::min(sheet.px(roomy ? 84 : 64), inner.h);
  sheet.badge(inner.take_left(side, sheet.px(roomy ? 24 : 18)).take_top(side), agency.letter,
              !open);

  ui::TextStyle name =
      sheet.text(roomy ? 38 : 31, ui::Weight::bold, open ? theme.ink : theme.ink_2);
  name.line_height = 1.15;
  const std::string& called = agency.name.in(sheet.language());
  const std::string& does = agency.summary.in(sheet.language());
  const ui::TextStyle summary = sheet.text(roomy ? 27 : 25, ui::Weight::regular, theme.ink_2);
  const bool with_summary = room != Room::no_summary && !does.empty();
  const int below = with_summary ? sheet.paragraph_height(does, inner.w, summary) + sheet.px(6) : 0;
  while (name.px > name.min_px &&
         (sheet.paragraph_height(called, inner.w, name) + below > inner.h ||
          sheet.canvas().measure(longest_word(called), name).w > inner.w)) {
    --name.px;
  }
  if (!with_summary) name.valign = ui::VAlign::middle;
  const int height = sheet.paragraph_height(called, inner.w, name);
  const Rect box = with_summary ? inner.take_top(height, sheet.px(6)) : inner;
  sheet.canvas().paragraph(called, box, name);
  if (with_summary) sheet.canvas().paragraph(does, inner, summary);
}

}  // namespace

void draw_home(Sheet& sheet) {
  const Scene& scene = sheet.scene();
  Rect area = browse_frame(sheet, sheet.say(tr("Pilih layanan Anda")),
                           sheet.say(tr("Sentuh satu kotak untuk mengambil nomor antrean.")),
                           std::nullopt, true);
  const auto& agencies = scene.view->agencies;
  if (agencies.empty()) return;
  const int n = static_cast<int>(agencies.size());
  const int columns = columns_for(sheet, n);
  const int gap = sheet.px(n > 8 ? 16 : 28);
  const auto cells = grid(area, n, columns, gap, sheet.px(sheet.portrait() ? 380 : 474));
  const int height = cells.front().h;
  const Room room = height >= sheet.px(270)   ? Room::all
                    : height >= sheet.px(180) ? Room::no_rule
                                              : Room::no_summary;
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    draw_agency(sheet, cells[i], agencies[i], room);
  }
}

}  // namespace giliran::kiosk
