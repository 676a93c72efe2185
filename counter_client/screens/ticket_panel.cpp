#include <fmt/format.h>

#include <algorithm>

#include "counter_client/screens/pen.hpp"

namespace giliran::counter {

namespace {

using ui::Align;
using ui::VAlign;
using ui::Weight;

constexpr double margin = 22;

ui::TextStyle big(const Pen& pen, double size, ui::Color color) {
  auto style = pen.style(size, Weight::extra_bold, color);
  style.face = ui::Face::display;
  style.line_height = 0.9;     // numbers and capitals only
  style.equal_digits = false;  // it stands still, and is closer without
  return style;
}

/// A quiet line at the left, another at the right, each with its own share.
void draw_two(Pen& pen, ui::Rect row, const std::string& left, const std::string& right,
              ui::TextStyle style) {
  if (!right.empty()) {
    auto right_style = style;
    right_style.align = Align::right;
    const int width = std::min(pen.canvas.measure(right, style).w + 1, row.w / 2);
    pen.canvas.line(right, row.take_right(width, pen.px(10)), right_style);
  }
  pen.canvas.line(left, row, style);
}

/// The service's name and, behind it, the mark of a priority ticket.
void draw_service(Pen& pen, ui::Rect row, const Shown& shown, ui::Color color) {
  const std::string& service = shown.ticket->service.in(pen.words.language());
  const auto service_style = pen.style(18, Weight::medium, color);
  if (!shown.ticket->priority) {
    pen.canvas.line(service, row, service_style);
    return;
  }
  const std::string text = pen.words.say(tr("Prioritas"));
  const auto style = pen.style(15, Weight::semibold, pen.theme.on_sun_tint, Align::centre);
  const int width = pen.canvas.measure(text, style).w + pen.px(24);
  ui::Rect name = row;
  const ui::Rect at_edge = name.take_right(width, pen.px(12));
  const int behind = row.x + pen.canvas.measure(service, service_style).w + pen.px(12);
  const ui::Rect column{std::min(behind, at_edge.x), row.y, width, row.h};
  pen.canvas.line(service, name, service_style);
  const ui::Rect pill = column.centred({width, std::min(column.h, pen.px(29))});
  pen.canvas.pill(pill, shown.asked ? pen.theme.card : pen.theme.sun_tint);
  pen.canvas.line(text, pill, style);
}

std::string state_text(const Pen& pen, const Shown& shown) {
  if (shown.asked) return pen.words.say(tr("Baru saja dipanggil. Tandai tidak hadir?"));
  if (shown.state == CounterState::serving) return pen.words.say(tr("Sedang dilayani"));
  return shown.ticket->calls > 1 ? pen.words.filled(tr("Panggilan ke-{}"), shown.ticket->calls)
                                 : pen.words.say(tr("Sedang dipanggil"));
}

void draw_state(Pen& pen, ui::Rect row, const Shown& shown) {
  const CurrentTicket& ticket = *shown.ticket;
  if (shown.asked) {
    const ui::Rect sign = row.take_left(pen.px(22), pen.px(8));
    pen.canvas.icon(ui::Icon::warning, sign, pen.theme.on_sun_tint);
    pen.canvas.line(state_text(pen, shown), row,
                    pen.style(17, Weight::semibold, pen.theme.on_sun_tint));
    return;
  }
  if (shown.state == CounterState::calling) {
    const ui::Rect sign = row.take_left(pen.px(20), pen.px(8));
    pen.canvas.icon(ui::Icon::bell, sign, pen.theme.ink_2);
  }
  draw_two(pen, row, state_text(pen, shown),
           pen.words.filled(tr("menunggu {}"), pen.words.waited(ticket.waited)),
           pen.style(16, Weight::medium, pen.theme.ink_2));
}

void draw_current(Pen& pen, ui::Rect area, const Shown& shown) {
  const CurrentTicket& ticket = *shown.ticket;
  draw_state(pen, area.take_top(pen.high(28)), shown);
  ui::Rect bottom = area.take_bottom(std::max(pen.high(38), pen.px(36)));
  const ui::Theme& theme = pen.theme;
  const ui::Color strong = shown.asked ? theme.on_sun_tint : theme.brand_dark;
  const ui::Color plain = shown.asked ? theme.on_sun_tint : theme.ink;
  auto timer = pen.style(36, Weight::bold, plain, Align::right, VAlign::bottom);
  timer.face = ui::Face::display;
  const std::string elapsed = stopwatch_text(ticket.timer);
  // As wide as the longest of its kind, so that the number beside it keeps its size.
  const int width = pen.canvas.measure(elapsed.size() > 5 ? "0:00:00" : "00:00", timer).w + 1;
  pen.canvas.line(elapsed, area.take_right(width, pen.px(12)), timer);
  pen.canvas.line(ticket.number.text(), area, big(pen, 86, strong));
  draw_service(pen, bottom, shown, plain);
}

/// Nobody is at the counter: who waits, and what can be done.
void draw_waiting(Pen& pen, ui::Rect area, const Shown& shown) {
  const Words& words = pen.words;
  const bool closed = shown.state == CounterState::closed;
  draw_two(pen, area.take_top(pen.high(28)),
           words.say(closed ? tr("Loket tutup") : tr("Loket siap")), "",
           pen.style(16, Weight::medium, pen.theme.ink_2));
  const ui::Rect bottom = area.take_bottom(pen.high(38));
  if (shown.waiting == 0) {
    pen.canvas.line(words.say(tr("Tidak ada antrean")), area, big(pen, 40, pen.theme.brand_dark));
  } else {
    const auto style = big(pen, 86, pen.theme.brand_dark);
    const std::string count = fmt::format("{}", shown.waiting);
    const int width = std::min(pen.canvas.measure(count, style).w + 1, area.w / 2);
    pen.canvas.line(count, area.take_left(width, pen.px(14)), style);
    pen.canvas.line(words.say(tr("menunggu")), area,
                    pen.style(24, Weight::semibold, pen.theme.ink_2));
  }
  std::string next;
  if (closed) {
    next = words.say(tr("Buka loket untuk mulai memanggil."));
  } else if (!shown.queue.empty()) {
    next = words.filled(tr("Berikutnya {}"), shown.queue[0].number.text());
  } else {
    next = words.say(tr("Nomor baru muncul di sini begitu diambil."));
  }
  pen.canvas.line(next, bottom, pen.style(18, Weight::medium, pen.theme.ink));
}

}  // namespace

void draw_ticket(Pen& pen, const ui::Rect& area, const Shown& shown) {
  pen.canvas.fill(area, shown.asked ? pen.theme.sun_tint : pen.theme.card);
  pen.canvas.horizontal_line({area.x, area.bottom() - 1}, area.w, 1, pen.theme.line);
  const ui::Rect inner = area.inset(pen.px(margin), pen.high(18));
  if (!shown.state) return;
  if (shown.ticket) {
    draw_current(pen, inner, shown);
  } else {
    draw_waiting(pen, inner, shown);
  }
}

}  // namespace giliran::counter
