#include <algorithm>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/sheet.hpp"

/// Numbers that were given out without paper, to be printed now.
namespace giliran::kiosk {

using ui::Rect;

void draw_reprints(Sheet& sheet) {
  const auto& theme = sheet.theme();
  const auto& numbers = sheet.scene().reprints;
  Rect area = browse_frame(sheet, sheet.say(tr("Cetak ulang nomor")),
                           sheet.say(tr("Nomor dari 30 menit terakhir yang belum tercetak.")),
                           std::nullopt, false);
  if (numbers.empty()) {
    sheet.paragraph(area, sheet.say(tr("Tidak ada nomor yang menunggu dicetak.")),
                    sheet.text(36, ui::Weight::medium, theme.ink), 0);
    return;
  }
  constexpr std::size_t most = 18;  // the newest; more than that has never waited for one printer
  const int n = static_cast<int>(std::min(numbers.size(), most));
  const auto cells = grid(area, n, n > 8 ? 3 : 2, sheet.px(20), sheet.px(190));
  for (int i = 0; i < n; ++i) {
    const HeldTicket& ticket = numbers[static_cast<std::size_t>(i)];
    const std::string id = "reprint:" + ticket.number.text();
    const Rect& cell = cells[static_cast<std::size_t>(i)];
    sheet.card(cell, id);
    sheet.target(id, cell);
    Rect inner = cell.inset(sheet.px(28), sheet.px(12));
    const int side = std::min(sheet.px(48), inner.h);
    sheet.canvas().icon(ui::Icon::printer, inner.take_right(side, sheet.px(16)), theme.brand);
    ui::TextStyle number = sheet.text(52, ui::Weight::bold, theme.brand_dark);
    number.valign = ui::VAlign::bottom;
    sheet.canvas().line(ticket.number.text(), inner.take_top(sheet.px(58)), number);
    sheet.canvas().paragraph(ticket.service.in(sheet.language()), inner,
                             sheet.text(26, ui::Weight::regular, theme.ink_2));
  }
}

}  // namespace giliran::kiosk
