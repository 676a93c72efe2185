#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"
#include "shared/qr/qr.hpp"

/// The number: while its paper is under way, with the paper, and without it.
namespace giliran::kiosk {

using ui::Rect;

namespace {

void draw_heading(Sheet& sheet, Rect& area) {
  const auto& theme = sheet.theme();
  const Page page = sheet.scene().page;
  const bool lacking = page == Page::number;
  ui::TextStyle title = sheet.title(60, theme.on_brand);
  ui::TextStyle below = sheet.text(34, ui::Weight::regular, theme.on_brand_2);
  title.align = below.align = sheet.portrait() ? ui::Align::centre : ui::Align::left;
  if (lacking) {
    sheet.paragraph(area, sheet.say(tr("Catat nomor Anda")), title, 28);
    sheet.banner(area,
                 printer_text(sheet.catalog(), sheet.language(), sheet.scene().printer) + " " +
                     sheet.say(tr("Tiket tidak tercetak, tetapi nomor Anda berlaku.")),
                 36);
    return;
  }
  sheet.paragraph(area,
                  page == Page::ticket ? sheet.say(tr("Silakan ambil tiket Anda"))
                                       : sheet.say(tr("Tiket Anda sedang dicetak")),
                  title, 12);
  sheet.paragraph(area, sheet.say(tr("Nomor Anda akan dipanggil di layar dan pengeras suara")),
                  below, 52);
}

void draw_fact(Sheet& sheet, Rect column, const std::string& value, const std::string& caption) {
  ui::TextStyle strong = sheet.text(64, ui::Weight::bold, sheet.theme().ink);
  ui::TextStyle quiet = sheet.text(28, ui::Weight::regular, sheet.theme().ink_2);
  strong.align = quiet.align = ui::Align::centre;
  strong.valign = ui::VAlign::middle;
  strong.face = ui::Face::display;
  sheet.canvas().line(value, column.take_top(sheet.px(84)), strong);
  sheet.canvas().paragraph(caption, column, quiet);
}

void draw_number(Sheet& sheet, const Rect& card, const HeldTicket& ticket) {
  const auto& theme = sheet.theme();
  sheet.canvas().box(card, {.fill = theme.card, .radius = sheet.px(36)});
  Rect inner = card.inset(sheet.px(56), sheet.px(44));
  ui::TextStyle service = sheet.text(38, ui::Weight::semibold, theme.ink_2);
  service.align = ui::Align::centre;
  sheet.paragraph(inner, service_line(ticket, sheet.language()), service, 10);
  if (ticket.priority) {
    ui::TextStyle mark = sheet.text(30, ui::Weight::bold, theme.on_sun_tint);
    mark.align = ui::Align::centre;
    mark.valign = ui::VAlign::middle;
    const std::string word = sheet.say(tr("Prioritas"));
    const Rect row = inner.take_top(sheet.px(56), sheet.px(6));
    const Rect pill = row.centred({sheet.canvas().measure(word, mark).w + sheet.px(60), row.h});
    sheet.canvas().pill(pill, theme.sun_tint);
    sheet.canvas().line(word, pill, mark);
  }
  Rect facts = inner.take_bottom(sheet.px(150), sheet.px(28));
  const int thick = std::max(2, sheet.px(4));
  sheet.canvas().dashed_line({inner.x + sheet.px(8), inner.bottom()}, inner.w - sheet.px(16), thick,
                             theme.line);
  inner.h -= sheet.px(20);
  ui::TextStyle number{.px = sheet.px(250),
                       .weight = ui::Weight::extra_bold,
                       .color = theme.brand_dark,
                       .align = ui::Align::centre,
                       .valign = ui::VAlign::middle,
                       .min_px = sheet.px(110),
                       .face = ui::Face::display,
                       .line_height = 1.0};
  sheet.canvas().line(ticket.number.text(), inner, number);

  const auto columns = facts.columns(2, sheet.px(24));
  draw_fact(
      sheet, columns[0], fmt::format("{}", ticket.ahead),
      sheet.catalog().plural(sheet.language(), "orang di depan", "orang di depan", ticket.ahead));
  if (!ticket.wait) {
    draw_fact(sheet, columns[1], "–", sheet.say(tr("loket belum buka")));
  } else if (ticket.wait->high.count() <= 0) {
    draw_fact(sheet, columns[1], wait_text(sheet.catalog(), sheet.language(), *ticket.wait),
              sheet.say(tr("perkiraan tunggu")));
  } else {
    draw_fact(sheet, columns[1], wait_numbers(*ticket.wait), sheet.say(tr("menit perkiraan")));
  }
}

void draw_follow(Sheet& sheet, Rect area, const HeldTicket& ticket, int side) {
  const auto& theme = sheet.theme();
  Rect row = area.take_top(side);
  sheet.canvas().qr(encode_qr(ticket.url), row.take_left(side, sheet.px(40)), sheet.px(24));
  const std::string head = sheet.say(tr("Pantau dari ponsel"));
  const std::string body = sheet.say(tr("Pindai kode ini, lalu tunggu di mana saja di plaza."));
  const ui::TextStyle strong = sheet.text(40, ui::Weight::bold, theme.on_brand);
  const ui::TextStyle quiet = sheet.text(32, ui::Weight::regular, theme.on_brand_2);
  const int first = sheet.paragraph_height(head, row.w, strong);
  const int both = first + sheet.px(8) + sheet.paragraph_height(body, row.w, quiet);
  row.take_top(std::max(0, (row.h - both) / 2));
  sheet.paragraph(row, head, strong, 8);
  sheet.paragraph(row, body, quiet, 0);
}

/// The main button and the time that is left, at the lower end of the area.
void draw_end(Sheet& sheet, Rect& area, const HeldTicket& ticket) {
  const auto& theme = sheet.theme();
  const Scene& scene = sheet.scene();
  const bool lacking = scene.page == Page::number;
  if (!scene.countdown) {
    Rect row = area.take_bottom(sheet.px(150), sheet.px(40));
    ui::TextStyle style = sheet.text(36, ui::Weight::semibold, theme.on_brand);
    style.valign = ui::VAlign::middle;
    const std::string words = sheet.say(tr("Sebentar, printer sedang bekerja"));
    const int side = sheet.px(56);
    Rect inner = row.centred(
        {std::min(row.w, sheet.canvas().measure(words, style).w + side + sheet.px(24)), row.h});
    sheet.canvas().icon(ui::Icon::printer, inner.take_left(side, sheet.px(20)), theme.on_brand);
    sheet.canvas().line(words, inner, style);
    return;
  }
  ui::TextStyle left = sheet.text(27, ui::Weight::regular, theme.on_brand_2);
  left.align = ui::Align::centre;
  left.equal_digits = true;
  const Countdown& countdown = *scene.countdown;
  sheet.canvas().line(fmt::format(fmt::runtime(sheet.say(tr("Layar ini ditutup dalam {} detik"))),
                                  countdown.left_s),
                      area.take_bottom(sheet.px(40), sheet.px(12)), left);
  sheet.canvas().progress(area.take_bottom(sheet.px(10), sheet.px(24)),
                          static_cast<double>(countdown.left_s) / countdown.of_s, theme.on_brand_2,
                          theme.brand);
  sheet.button(
      area.take_bottom(sheet.px(150), sheet.px(24)),
      {lacking ? "noted" : "done", sheet.say(lacking ? tr("Sudah saya catat") : tr("Selesai")),
       ButtonFace::Kind::main});
  const bool again =
      std::ranges::find(scene.reprints, ticket.ticket, &HeldTicket::ticket) != scene.reprints.end();
  if (lacking && again) {
    sheet.button(area.take_bottom(sheet.px(116), sheet.px(24)),
                 {"reprint:" + ticket.number.text(), sheet.say(tr("Coba cetak lagi")),
                  ButtonFace::Kind::on_dark, ui::Icon::printer});
  }
}

}  // namespace

void draw_ticket(Sheet& sheet) {
  const HeldTicket& ticket = *sheet.scene().ticket;
  const bool lacking = sheet.scene().page == Page::number;
  sheet.canvas().clear(sheet.theme().brand_dark);
  Rect area = sheet.canvas().bounds().inset(sheet.px(80), sheet.px(60));
  const int priority = ticket.priority ? sheet.px(62) : 0;
  if (sheet.portrait()) {
    area.take_top(sheet.px(60));
    draw_end(sheet, area, ticket);
    draw_heading(sheet, area);
    area = area.inset(sheet.px(60), 0);
    draw_number(sheet, area.take_top(std::min(area.h, sheet.px(620) + priority), sheet.px(56)),
                ticket);
    draw_follow(sheet, area, ticket, std::min(area.h, sheet.px(lacking ? 330 : 290)));
    return;
  }
  const Rect left = area.take_left(area.w / 2, sheet.px(64));
  draw_number(sheet, left.centred({left.w, std::min(left.h, sheet.px(720) + priority)}), ticket);
  draw_end(sheet, area, ticket);
  area.take_top(sheet.px(60));
  draw_heading(sheet, area);
  draw_follow(sheet, area, ticket, std::min(area.h, sheet.px(lacking ? 330 : 270)));
}

}  // namespace giliran::kiosk
