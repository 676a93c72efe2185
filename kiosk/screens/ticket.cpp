#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"
#include "shared/qr/qr.hpp"

/// The number: while its paper is under way, with the paper, and without it.
namespace giliran::kiosk {

using ui::Rect;

namespace {

struct Heading {
  std::string title;
  std::string below;
  std::string trouble;  ///< instead of what is below
};

std::string called_text(const Sheet& sheet) {
  return sheet.say(
      sheet.scene().ticket->offline
          ? tr("Nomor Anda akan dipanggil petugas, di layar, atau lewat pengeras suara")
          : tr("Nomor Anda akan dipanggil di layar dan pengeras suara"));
}

Heading heading_of(const Sheet& sheet) {
  const Scene& scene = sheet.scene();
  const std::string why = printer_text(sheet.catalog(), sheet.language(), scene.printer) + " ";
  switch (scene.page) {
    case Page::back:
      return {sheet.say(tr("Anda kembali di antrean")),
              sheet.say(tr("Simpan tiket Anda; nomornya akan dipanggil lagi")),
              {}};
    case Page::number:
      if (!scene.dated) {
        return {sheet.say(tr("Catat nomor Anda")),
                {},
                why + sheet.say(tr("Tiket tidak tercetak, tetapi nomor Anda berlaku."))};
      }
      return {sheet.say(tr("Catat kode Anda")),
              {},
              why + sheet.say(tr("Slip tidak tercetak, tetapi kode Anda berlaku."))};
    case Page::ticket:
      if (scene.dated) break;
      return {sheet.say(tr("Silakan ambil tiket Anda")), called_text(sheet), {}};
    default:
      if (scene.dated) break;
      return {sheet.say(tr("Tiket Anda sedang dicetak")), called_text(sheet), {}};
  }
  return {sheet.say(scene.page == Page::ticket ? tr("Silakan ambil slip Anda")
                                               : tr("Slip Anda sedang dicetak")),
          sheet.say(tr("Slip ini untuk hari lain, belum nomor antrean")),
          {}};
}

void draw_heading(Sheet& sheet, Rect& area) {
  const auto& theme = sheet.theme();
  const Heading heading = heading_of(sheet);
  ui::TextStyle title = sheet.title(60, theme.on_brand);
  ui::TextStyle below = sheet.text(34, ui::Weight::regular, theme.on_brand_2);
  title.align = below.align = sheet.portrait() ? ui::Align::centre : ui::Align::left;
  sheet.paragraph(area, heading.title, title, heading.trouble.empty() ? 12 : 28);
  if (heading.trouble.empty()) {
    sheet.paragraph(area, heading.below, below, 52);
  } else {
    sheet.banner(area, heading.trouble, 36);
  }
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

/// What it is about, and whether with priority, at the top of the card.
void draw_subject(Sheet& sheet, Rect& inner, const std::string& service, bool priority) {
  const auto& theme = sheet.theme();
  ui::TextStyle style = sheet.text(38, ui::Weight::semibold, theme.ink_2);
  style.align = ui::Align::centre;
  sheet.paragraph(inner, service, style, 10);
  if (!priority) return;
  ui::TextStyle mark = sheet.text(30, ui::Weight::bold, theme.on_sun_tint);
  mark.align = ui::Align::centre;
  mark.valign = ui::VAlign::middle;
  const std::string word = sheet.say(tr("Prioritas"));
  const Rect row = inner.take_top(sheet.px(56), sheet.px(6));
  const Rect pill = row.centred({sheet.canvas().measure(word, mark).w + sheet.px(60), row.h});
  sheet.canvas().pill(pill, theme.sun_tint);
  sheet.canvas().line(word, pill, mark);
}

void draw_large(Sheet& sheet, const Rect& rect, const std::string& text, double design) {
  sheet.canvas().line(text, rect,
                      {.px = sheet.px(design),
                       .weight = ui::Weight::extra_bold,
                       .color = sheet.theme().brand_dark,
                       .align = ui::Align::centre,
                       .valign = ui::VAlign::middle,
                       .min_px = sheet.px(80),
                       .face = ui::Face::display,
                       .line_height = 1.0});
}

void draw_dashes(Sheet& sheet, Rect& above) {
  const int thick = std::max(2, sheet.px(4));
  sheet.canvas().dashed_line({above.x + sheet.px(8), above.bottom()}, above.w - sheet.px(16), thick,
                             sheet.theme().line);
  above.h -= sheet.px(20);
}

/// A slip for another day: the day, the code, and what to do with it.
void draw_dated(Sheet& sheet, const Rect& card, const HeldCode& slip) {
  const auto& theme = sheet.theme();
  sheet.canvas().box(card, {.fill = theme.card, .radius = sheet.px(36)});
  Rect inner = card.inset(sheet.px(56), sheet.px(44));
  draw_subject(sheet, inner, service_line(slip.agency, slip.service, sheet.language()),
               slip.priority);
  ui::TextStyle day = sheet.title(52, theme.ink);
  ui::TextStyle rule = sheet.text(32, ui::Weight::medium, theme.ink);
  day.align = rule.align = ui::Align::centre;
  sheet.paragraph(inner, date_text(sheet.catalog(), sheet.language(), slip.day, false), day, 10);
  const std::string what =
      (slip.opens
           ? fmt::format(fmt::runtime(sheet.say(tr("Datang sebelum layanan buka pukul {}."))),
                         time_text(sheet.language(), *slip.opens))
           : sheet.say(tr("Datang sebelum layanan buka."))) +
      " " + sheet.say(tr("Ketik atau pindai kode ini di kiosk. Anda didahulukan."));
  const int height = sheet.paragraph_height(what, inner.w, rule);
  sheet.canvas().paragraph(what, inner.take_bottom(height, sheet.px(28)), rule);
  draw_dashes(sheet, inner);
  draw_large(sheet, inner, code_groups(slip.code.value()), 132);
}

/// Instead of the wait, of a number that was given without the hall.
void draw_alone(Sheet& sheet, Rect area) {
  ui::TextStyle strong = sheet.text(44, ui::Weight::bold, sheet.theme().ink);
  ui::TextStyle quiet = sheet.text(28, ui::Weight::regular, sheet.theme().ink_2);
  strong.align = quiet.align = ui::Align::centre;
  sheet.paragraph(area, sheet.say(tr("Tunggu nomor Anda dipanggil")), strong, 8);
  sheet.paragraph(area, sheet.say(tr("Diberikan tanpa sambungan pusat")), quiet, 0);
}

void draw_number(Sheet& sheet, const Rect& card, const HeldTicket& ticket) {
  const auto& theme = sheet.theme();
  sheet.canvas().box(card, {.fill = theme.card, .radius = sheet.px(36)});
  Rect inner = card.inset(sheet.px(56), sheet.px(44));
  draw_subject(sheet, inner, service_line(ticket.agency, ticket.service, sheet.language()),
               ticket.priority);
  const std::string doubt = outlook_text(sheet.catalog(), sheet.language(), ticket.outlook);
  if (!doubt.empty()) {
    ui::TextStyle style = sheet.text(30, ui::Weight::semibold, theme.on_sun_tint);
    style.align = ui::Align::centre;
    Rect strip = inner.take_bottom(sheet.note_height(doubt, inner.w, style), sheet.px(16));
    sheet.note(strip, doubt, style, 0);
  }
  Rect facts = inner.take_bottom(sheet.px(150), sheet.px(28));
  draw_dashes(sheet, inner);
  draw_large(sheet, inner, ticket.number.text(), 250);
  if (ticket.offline) return draw_alone(sheet, facts);

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

/// A code to scan with the words beside it. A number that is back has its paper already.
void draw_follow(Sheet& sheet, Rect area, int side) {
  const Scene& scene = sheet.scene();
  if (scene.page == Page::back) return;
  const auto& theme = sheet.theme();
  Rect row = area.take_top(side);
  sheet.canvas().qr(encode_qr(scene.dated ? scene.dated->code.value() : scene.ticket->url),
                    row.take_left(side, sheet.px(40)), sheet.px(24));
  const std::string head =
      sheet.say(scene.dated ? tr("Simpan kode ini") : tr("Pantau dari ponsel"));
  const std::string body =
      sheet.say(scene.dated ? tr("Foto layar ini bila perlu. Kode berlaku untuk satu kali datang.")
                : scene.ticket->offline
                    ? tr("Pindai kode ini; halamannya terbuka bila pusat sudah terhubung lagi.")
                    : tr("Pindai kode ini, lalu tunggu di mana saja di plaza."));
  const ui::TextStyle strong = sheet.text(40, ui::Weight::bold, theme.on_brand);
  const ui::TextStyle quiet = sheet.text(32, ui::Weight::regular, theme.on_brand_2);
  const int first = sheet.paragraph_height(head, row.w, strong);
  const int both = first + sheet.px(8) + sheet.paragraph_height(body, row.w, quiet);
  row.take_top(std::max(0, (row.h - both) / 2));
  sheet.paragraph(row, head, strong, 8);
  sheet.paragraph(row, body, quiet, 0);
}

/// The main button and the time that is left, at the lower end of the area.
void draw_end(Sheet& sheet, Rect& area) {
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
  const bool again = scene.ticket && std::ranges::find(scene.reprints, scene.ticket->ticket,
                                                       &HeldTicket::ticket) != scene.reprints.end();
  if (lacking && again) {
    sheet.button(area.take_bottom(sheet.px(116), sheet.px(24)),
                 {"reprint:" + scene.ticket->number.text(), sheet.say(tr("Coba cetak lagi")),
                  ButtonFace::Kind::on_dark, ui::Icon::printer});
  }
}

}  // namespace

void draw_ticket(Sheet& sheet) {
  const Scene& scene = sheet.scene();
  const bool lacking = scene.page == Page::number;
  sheet.canvas().clear(sheet.theme().brand_dark);
  Rect area = sheet.canvas().bounds().inset(sheet.px(80), sheet.px(60));
  const bool priority = scene.dated ? scene.dated->priority : scene.ticket->priority;
  const bool doubt = scene.ticket && scene.ticket->outlook != Outlook::sure;
  const int more = (priority ? sheet.px(62) : 0) + (doubt ? sheet.px(80) : 0);
  const auto draw_card = [&](const Rect& card) {
    if (scene.dated) return draw_dated(sheet, card, *scene.dated);
    draw_number(sheet, card, *scene.ticket);
  };
  if (sheet.portrait()) {
    area.take_top(sheet.px(60));
    draw_end(sheet, area);
    draw_heading(sheet, area);
    area = area.inset(sheet.px(60), 0);
    draw_card(area.take_top(std::min(area.h, sheet.px(620) + more), sheet.px(56)));
    draw_follow(sheet, area, std::min(area.h, sheet.px(lacking ? 330 : 290)));
    return;
  }
  const Rect left = area.take_left(area.w / 2, sheet.px(64));
  draw_card(left.centred({left.w, std::min(left.h, sheet.px(720) + more)}));
  draw_end(sheet, area);
  area.take_top(sheet.px(60));
  draw_heading(sheet, area);
  draw_follow(sheet, area, std::min(area.h, sheet.px(lacking ? 330 : 270)));
}

}  // namespace giliran::kiosk
