#include <fmt/format.h>

#include <algorithm>

#include "counter_client/screens/pen.hpp"

namespace giliran::counter {

namespace {

using ui::Align;
using ui::Weight;

void draw_notice(Pen& pen, ui::Rect& area, const Notice& notice) {
  const ui::Theme& theme = pen.theme;
  const bool bad = notice.kind == Notice::Kind::refused || notice.kind == Notice::Kind::failed;
  const std::string text = pen.words.notice(notice);
  const auto style = pen.style(16, Weight::semibold, bad ? theme.on_bad_tint : theme.ink);
  const int text_width = area.w - pen.px(16 + 22 + 10 + 16);
  const int height = pen.canvas.paragraph_height(text, text_width, style) + 2 * pen.high(12);
  const ui::Rect box = area.take_top(height, pen.high(14));
  pen.canvas.box(box, {.fill = bad ? theme.bad_tint : theme.tint, .radius = pen.px(12)});
  ui::Rect inner = box.inset(pen.px(16), 0);
  const ui::Rect sign = inner.take_left(pen.px(22), pen.px(10));
  pen.canvas.icon(bad ? ui::Icon::warning : ui::Icon::info, sign, style.color);
  pen.canvas.paragraph(text, inner, style);
}

void draw_fact(Pen& pen, ui::Rect& area, ui::Icon icon, const std::string& text) {
  const auto style = pen.style(16, Weight::medium, pen.theme.ink);
  const int text_width = area.w - pen.px(22 + 10);
  const int height = pen.canvas.paragraph_height(text, text_width, style);
  if (height > area.h) return;
  ui::Rect row = area.take_top(height, pen.high(10));
  pen.canvas.icon(icon, row.take_left(pen.px(22), pen.px(10)), pen.theme.ink_2);
  pen.canvas.paragraph(text, row, style);
}

/// What is not as always: services to do after this one, paused ones, those served for a time.
void draw_facts(Pen& pen, ui::Rect& area, const Shown& shown) {
  const Words& words = pen.words;
  if (shown.ticket && !shown.ticket->to_do.empty()) {
    draw_fact(pen, area, ui::Icon::arrow_right,
              words.filled(tr("berikutnya: {}"), words.list(shown.ticket->to_do)));
  }
  if (!shown.paused.empty()) {
    draw_fact(pen, area, ui::Icon::pause, words.filled(tr("dijeda: {}"), words.list(shown.paused)));
  }
  for (const Lent& lent : shown.lent) {
    const std::string left = words.filled(tr("sisa {}"), words.waited(lent.left));
    draw_fact(pen, area, ui::Icon::clock,
              words.filled(tr("dijaga: {}"),
                           fmt::format("{} · {}", lent.name.in(words.language()), left)));
  }
}

void draw_heading(Pen& pen, ui::Rect row, const Shown& shown) {
  auto style = pen.style(16, Weight::semibold, pen.theme.ink_2);
  if (shown.target) {
    const std::string target = pen.words.filled(tr("target {}"), pen.words.waited(*shown.target));
    auto right = style;
    right.align = Align::right;
    pen.canvas.line(target, row.take_right(pen.canvas.measure(target, style).w + 1, pen.px(10)),
                    right);
  }
  pen.canvas.line(pen.words.filled(tr("Berikutnya · {} menunggu"), shown.waiting), row, style);
}

/// Widths that all rows share, so that their columns stand below each other.
struct Columns {
  int number = 0;
  int wait = 0;
};

Columns columns_of(Pen& pen, const Shown& shown) {
  Columns columns;
  const auto number = pen.style(20, Weight::bold, pen.theme.ink);
  const auto wait = pen.style(17, Weight::bold, pen.theme.ink);
  const auto late = pen.style(13, Weight::semibold, pen.theme.bad);
  for (const QueueRow& row : shown.queue) {
    columns.number = std::max(columns.number, pen.canvas.measure(row.number.text(), number).w + 1);
    int width = pen.canvas.measure(pen.words.waited(row.waited), wait).w + 1;
    if (row.late) {
      width = std::max(width, pen.canvas.measure(pen.words.say(tr("terlambat")), late).w + 1);
    }
    columns.wait = std::max(columns.wait, width);
  }
  columns.number += pen.px(20);
  columns.wait += pen.px(12);
  return columns;
}

std::string service_text(const Pen& pen, const QueueRow& row) {
  std::string text = row.service.in(pen.words.language());
  if (row.priority) text += " · " + pen.words.say(tr("prioritas"));
  if (row.appointment) text += " · " + pen.words.say(tr("janji temu"));
  return text;
}

int row_height(Pen& pen, int width, const QueueRow& row) {
  const auto style = pen.style(16, Weight::regular, pen.theme.ink_2);
  const int text = pen.canvas.paragraph_height(service_text(pen, row), width, style);
  return std::max({pen.high(47), text + pen.px(8), row.late ? pen.px(42) : 0});
}

void draw_row(Pen& pen, ui::Rect area, const Columns& columns, const QueueRow& row) {
  const ui::Theme& theme = pen.theme;
  pen.canvas.horizontal_line({area.x, area.y}, area.w, 1, theme.line);
  pen.canvas.line(row.number.text(), area.take_left(columns.number),
                  pen.style(20, Weight::bold, theme.ink));
  ui::Rect wait = area.take_right(columns.wait);
  if (row.late) {
    wait = wait.centred({wait.w, pen.px(38)});
    pen.canvas.line(pen.words.say(tr("terlambat")), wait.take_bottom(pen.px(17)),
                    pen.style(13, Weight::semibold, theme.bad, Align::right));
  }
  pen.canvas.line(pen.words.waited(row.waited), wait,
                  pen.style(17, row.late ? Weight::bold : Weight::medium,
                            row.late ? theme.bad : theme.ink, Align::right));
  pen.canvas.paragraph(service_text(pen, row), area, pen.style(16, Weight::regular, theme.ink_2));
}

/// As many rows as there is room for, and how many more there are.
void draw_rows(Pen& pen, ui::Rect area, const Shown& shown) {
  const Columns columns = columns_of(pen, shown);
  const int service_width = area.w - columns.number - columns.wait;
  const int more_height = pen.px(30);
  int drawn = 0;
  for (const QueueRow& row : shown.queue) {
    const int height = row_height(pen, service_width, row);
    const bool last = drawn + 1 == shown.waiting;
    if (area.h < height + (last ? 0 : more_height)) break;
    draw_row(pen, area.take_top(height), columns, row);
    ++drawn;
  }
  if (drawn == shown.waiting || area.h < more_height) return;
  pen.canvas.horizontal_line({area.x, area.y}, area.w, 1, pen.theme.line);
  pen.canvas.line(
      pen.words.filled(drawn == 0 ? tr("{} menunggu") : tr("dan {} lagi"), shown.waiting - drawn),
      area.take_top(more_height), pen.style(15, Weight::medium, pen.theme.ink_2));
}

}  // namespace

void draw_queue(Pen& pen, ui::Rect area, const Shown& shown) {
  if (shown.notice) draw_notice(pen, area, *shown.notice);
  draw_facts(pen, area, shown);
  if (!shown.state || shown.waiting == 0) return;
  const ui::Rect heading = area.take_top(pen.high(36));
  if (heading.h < pen.px(20)) return;
  draw_heading(pen, heading, shown);
  draw_rows(pen, area, shown);
}

}  // namespace giliran::counter
