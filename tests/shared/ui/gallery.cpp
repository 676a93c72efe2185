#include "tests/shared/ui/gallery.hpp"

#include <string>

namespace giliran::ui {
namespace {

void draw_texts(Canvas& c, const Theme& t, Rect area) {
  c.line("Pilih layanan Anda", area.take_top(80),
         {.px = 64, .weight = Weight::bold, .color = t.ink, .face = Face::display});
  c.line("Sentuh satu kotak. Tiket Anda langsung dicetak.", area.take_top(44, 12),
         {.px = 32, .color = t.ink_2});
  Rect left = area.take_left(480, 40);
  for (const Weight weight :
       {Weight::regular, Weight::medium, Weight::semibold, Weight::bold, Weight::extra_bold})
    c.line("Kependudukan KTP-el 0123456789", left.take_top(32),
           {.px = 24, .weight = weight, .color = t.ink});
  for (const char* number : {"A-111 04:11", "A-000 04:58"})
    c.line(number, left.take_top(50),
           {.px = 40, .weight = Weight::bold, .color = t.brand_dark, .equal_digits = true});
  Rect box = area.take_top(124, 12);
  c.box(box, {.fill = t.card, .radius = 12, .border = t.line});
  c.paragraph("Sebuah paragraf yang panjang dibungkus pada spasi, dan ditengahkan di kotaknya.",
              box.inset(16),
              {.px = 24, .color = t.ink, .align = Align::centre, .valign = VAlign::middle});
  box = area.take_top(60, 12);
  c.box(box, {.fill = t.card, .radius = 12, .border = t.line});
  c.line("Mengecil sampai muat di dalam satu baris kotak ini", box.inset(16, 8),
         {.px = 32,
          .weight = Weight::semibold,
          .color = t.ink,
          .valign = VAlign::middle,
          .min_px = 16});
  c.line("kanan: \u1B9E\u1B99 \u2192 \u2713 Sunda", area.take_top(40),
         {.px = 24, .color = t.ink_2, .align = Align::right});
}

void draw_card(Canvas& c, const Theme& t, const Rect& card, bool open) {
  c.box(card, open ? BoxStyle{.fill = t.card,
                              .radius = 28,
                              .border = t.line,
                              .border_px = 3,
                              .shadow_px = 12}
                   : BoxStyle{.radius = 28, .border = t.line, .border_px = 3, .dashed = true});
  Rect in = card.inset(36, 32);
  Rect head = in.take_top(130);
  const Rect badge = head.take_left(84, 24).take_top(84);
  c.box(badge, {.fill = open ? t.brand : t.muted, .radius = 24});
  c.line(open ? "A" : "F", badge,
         {.px = 48,
          .weight = Weight::bold,
          .color = t.on_brand,
          .align = Align::centre,
          .valign = VAlign::middle,
          .face = Face::display});
  c.line(open ? "Kependudukan" : "Pajak daerah", head.take_top(46),
         {.px = 36, .weight = Weight::bold, .color = open ? t.ink : t.ink_2, .min_px = 24});
  c.paragraph("KTP-el, KK, akta, pindah", head, {.px = 28, .color = t.ink_2});
  Rect foot = in.take_bottom(50);
  c.horizontal_line({foot.x, foot.y - 16}, foot.w, 2, t.line);
  const TextStyle right{.px = 32,
                        .weight = Weight::bold,
                        .color = open ? t.ink : t.bad,
                        .align = Align::right,
                        .valign = VAlign::middle};
  const char* state = open ? "20–35 menit" : "Istirahat";
  c.line(state, foot.take_right(c.measure(state, right).w), right);
  c.line(open ? "14 menunggu" : "Buka lagi 13.00", foot,
         {.px = 26, .color = t.ink_2, .valign = VAlign::middle});
}

void draw_icons(Canvas& c, const Theme& t, Rect area) {
  int i = 0;
  for (const Rect& row : area.rows(2, 8))
    for (const Rect& cell : row.columns(13, 8)) {
      if (i == icon_count) return;
      c.icon(static_cast<Icon>(i++), cell.centred({56, 56}), t.brand_dark);
    }
}

void draw_shapes(Canvas& c, const Theme& t, Rect area) {
  Rect row = area.take_top(80, 16);
  c.toggle(row.take_left(132, 24).inset(0, 2), false, t);
  c.toggle(row.take_left(132, 24).inset(0, 2), true, t);
  const Rect pill = row.take_left(280, 24).inset(0, 16);
  c.pill(pill, t.sun_tint);
  c.line("Prioritas: lansia", pill,
         {.px = 24,
          .weight = Weight::semibold,
          .color = t.on_sun_tint,
          .align = Align::centre,
          .valign = VAlign::middle});
  c.circle(row.take_left(60, 24).centre(), 20, t.ok);
  c.circle(row.take_left(60, 24).centre(), 7, t.bad);
  c.box(row.take_left(70, 30), {.fill = t.brand});
  c.box(row.take_right(140), {.fill = t.card, .radius = 40, .border = t.focus, .border_px = 6});
  row = area.take_top(24, 16);
  c.dashed_line({row.x, row.y + 10}, row.w, 4, t.line);
  row = area.take_top(16, 16);
  for (const double fraction : {0.0, 0.01, 0.62, 1.0})
    c.progress(row.take_left(220, 20), fraction, t.brand, t.sand);
}

void draw_board(Canvas& c, const Theme& t, Rect area) {
  c.fill(area, t.night);
  Rect call = area.take_left(620);
  c.fill(call, t.sun);
  call = call.inset(40, 24);
  c.line("Nomor antrean", call.take_top(46),
         {.px = 36, .weight = Weight::medium, .color = t.on_sun});
  c.line("A-012", call.take_top(170),
         {.px = 160,
          .weight = Weight::extra_bold,
          .color = t.on_sun,
          .face = Face::display,
          .equal_digits = true,
          .line_height = 1});
  Rect go = call.take_top(80);
  c.arrow(go.take_left(120, 32).inset(0, 4), t.on_sun, 14);
  c.line("Loket 3", go,
         {.px = 64,
          .weight = Weight::bold,
          .color = t.on_sun,
          .valign = VAlign::middle,
          .face = Face::display});
  c.ticker("Siapkan KTP asli dan berkas persyaratan sebelum nomor Anda dipanggil  •  Loket pajak",
           area.take_bottom(60), 40, {.px = 28, .color = t.on_night, .valign = VAlign::middle});
  const QrCode code = encode_qr("http://127.0.0.1:8080/t/7Kq2");
  const Rect square = c.qr(code, area.inset(16), 16);
  c.icon(Icon::phone, {square.right() + 12, square.y, 48, 48}, t.on_night_2);
}

}  // namespace

void draw_gallery(Canvas& canvas, const Theme& theme) {
  canvas.clear(theme.paper);
  Rect page = canvas.bounds().inset(40);
  draw_texts(canvas, theme, page.take_top(430, 24));
  const auto cards = page.take_top(360, 28).columns(2, 28);
  draw_card(canvas, theme, cards[0], true);
  draw_card(canvas, theme, cards[1], false);
  draw_icons(canvas, theme, page.take_top(140, 24));
  draw_shapes(canvas, theme, page.take_top(190, 16));
  draw_board(canvas, theme, page);
}

}  // namespace giliran::ui
