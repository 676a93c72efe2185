#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

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

/// The service's name and, behind it, the marks of the ticket.
void draw_service(Pen& pen, ui::Rect row, const Shown& shown, ui::Color color) {
  std::vector<std::string> marks;
  if (shown.ticket->priority) marks.push_back(pen.words.say(tr("Prioritas")));
  if (shown.ticket->appointment) marks.push_back(pen.words.say(tr("Janji temu")));
  const std::string& service = shown.ticket->service.in(pen.words.language());
  const auto service_style = pen.style(18, Weight::medium, color);
  const auto style = pen.style(15, Weight::semibold, pen.theme.on_sun_tint, Align::centre);
  const auto width_of = [&](const std::string& mark) {
    return pen.canvas.measure(mark, style).w + pen.px(24);
  };
  int marks_width = 0;
  for (const std::string& mark : marks)
    marks_width += pen.px(12) + width_of(mark);
  int behind = row.x + pen.canvas.measure(service, service_style).w;
  ui::Rect name = row;
  if (marks_width > 0) behind = std::min(behind, name.take_right(marks_width).x);
  pen.canvas.line(service, name, service_style);
  for (const std::string& mark : marks) {
    const ui::Rect column{behind + pen.px(12), row.y, width_of(mark), row.h};
    const ui::Rect pill = column.centred({column.w, std::min(column.h, pen.px(29))});
    pen.canvas.pill(pill, shown.asked ? pen.theme.card : pen.theme.sun_tint);
    pen.canvas.line(mark, pill, style);
    behind = column.right();
  }
}

std::string state_text(const Pen& pen, const Shown& shown) {
  if (shown.asked) return pen.words.say(tr("Baru saja dipanggil. Tandai tidak hadir?"));
  std::string state = shown.state == CounterState::serving ? pen.words.say(tr("Sedang dilayani"))
                      : shown.ticket->calls > 1
                          ? pen.words.filled(tr("Panggilan ke-{}"), shown.ticket->calls)
                          : pen.words.say(tr("Sedang dipanggil"));
  if (shown.ticket->step == 1) return state;
  return fmt::format("{} · {}", state, pen.words.filled(tr("langkah {}"), shown.ticket->step));
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

bool overrun(const Shown& shown) {
  return shown.on_break && shown.on_break->taken > shown.on_break->allowance;
}

/// The break's clock; beyond its allowance with how much.
void draw_break(Pen& pen, ui::Rect area, const Shown& shown) {
  const Pause& pause = *shown.on_break;
  const bool over = overrun(shown);
  const ui::Color quiet = over ? pen.theme.on_bad_tint : pen.theme.ink_2;
  ui::Rect row = area.take_top(pen.high(28));
  pen.canvas.icon(over ? ui::Icon::warning : ui::Icon::pause, row.take_left(pen.px(20), pen.px(8)),
                  quiet);
  const std::string state =
      over ? pen.words.filled(tr("Lewat {}"), stopwatch_text(pause.taken - pause.allowance))
           : pen.words.say(tr("Istirahat"));
  draw_two(pen, row, state, pen.words.filled(tr("jatah {}"), pen.words.waited(pause.allowance)),
           pen.style(16, over ? Weight::semibold : Weight::medium, quiet));
  const ui::Rect bottom = area.take_bottom(pen.high(38));
  auto clock = big(pen, 86, over ? pen.theme.on_bad_tint : pen.theme.brand_dark);
  clock.equal_digits = true;
  pen.canvas.line(stopwatch_text(pause.taken), area, clock);
  pen.canvas.line(pause.name.in(pen.words.language()), bottom,
                  pen.style(18, Weight::medium, over ? pen.theme.on_bad_tint : pen.theme.ink));
}

ui::Color ground(const Pen& pen, const Shown& shown) {
  if (shown.asked) return pen.theme.sun_tint;
  return overrun(shown) ? pen.theme.bad_tint : pen.theme.card;
}

}  // namespace

void draw_ticket(Pen& pen, const ui::Rect& area, const Shown& shown) {
  pen.canvas.fill(area, ground(pen, shown));
  pen.canvas.horizontal_line({area.x, area.bottom() - 1}, area.w, 1, pen.theme.line);
  const ui::Rect inner = area.inset(pen.px(margin), pen.high(18));
  if (!shown.state) return;
  if (shown.ticket) {
    draw_current(pen, inner, shown);
  } else if (shown.on_break) {
    draw_break(pen, inner, shown);
  } else {
    draw_waiting(pen, inner, shown);
  }
}

}  // namespace giliran::counter
