#include <fmt/format.h>

#include <algorithm>

#include "counter_client/screens/pen.hpp"

/// The panel over the window: one question, its choices, a key for each.
namespace giliran::counter {

namespace {

using ui::Align;
using ui::Weight;

constexpr double margin = 22;
constexpr int least_target = 32;

bool has_digit(const ShownPanel& panel, std::size_t place) {
  return panel.typing != Typing::number && place < 9;
}

bool begins_group(const ShownPanel& panel, std::size_t place) {
  const auto& entries = panel.entries;
  if (std::holds_alternative<std::monostate>(entries[place].group)) return false;
  return place == 0 || !(entries[place].group == entries[place - 1].group);
}

/// The parts of an entry's row that are there, with the widths that all rows share.
class Rows {
 public:
  Rows(Pen& pen, const ShownPanel& panel, int width) : pen_(pen), panel_(panel), width_(width) {
    const auto number = pen.style(19, Weight::bold, pen.theme.ink);
    for (std::size_t i = 0; i < panel.entries.size(); ++i) {
      const Entry& entry = panel.entries[i];
      if (has_digit(panel, i)) digit_ = pen.px(28) + pen.px(12);
      if (entry.number) {
        number_ = std::max(number_, pen.canvas.measure(entry.number->text(), number).w + 1);
      }
      right_ = std::max(right_, pen.canvas.measure(right_text(entry), right_style()).w + 1);
    }
    if (number_ > 0) number_ += pen.px(14);
    enter_ = pen.canvas.measure("Enter", enter_style()).w + 1 + pen.px(10);
  }

  int height(std::size_t place) const {
    const Entry& entry = panel_.entries[place];
    return std::max({least_target + 2, pen_.high(44), text_height(entry) + 2 * pen_.px(6)});
  }
  /// With the heading above it.
  int whole_height(std::size_t place) const {
    return height(place) + (begins_group(panel_, place) ? group_height() : 0);
  }
  void draw(ui::Rect area, std::size_t place, std::string_view pressed) const;

 private:
  ui::TextStyle main_style() const { return pen_.style(17, Weight::semibold, pen_.theme.ink); }
  ui::TextStyle detail_style() const { return pen_.style(14, Weight::medium, pen_.theme.ink_2); }
  ui::TextStyle right_style() const {
    return pen_.style(15, Weight::medium, pen_.theme.ink_2, Align::right);
  }
  ui::TextStyle enter_style() const {
    return pen_.style(14, Weight::medium, pen_.theme.ink_2, Align::right);
  }
  int group_height() const { return std::max(pen_.high(32), pen_.px(26)); }
  int text_width() const {
    return width_ - 2 * pen_.px(10) - digit_ - number_ - enter_ -
           (right_ > 1 ? right_ + pen_.px(10) : 0);
  }
  int detail_height(const Entry& entry) const {
    const std::string detail = pen_.words.entry_detail(entry);
    if (detail.empty()) return 0;
    return pen_.canvas.paragraph_height(detail, text_width(), detail_style());
  }
  int text_height(const Entry& entry) const {
    return pen_.canvas.paragraph_height(pen_.words.entry(entry), text_width(), main_style()) +
           detail_height(entry);
  }
  std::string right_text(const Entry& entry) const {
    const bool says_it = entry.phrase == Phrase::give_back ||
                         std::holds_alternative<std::chrono::minutes>(entry.choice);
    return entry.minutes && !says_it ? pen_.words.waited(*entry.minutes) : "";
  }
  void draw_digit(ui::Rect area, std::size_t place) const;
  void draw_texts(ui::Rect area, const Entry& entry) const;

  Pen& pen_;
  const ShownPanel& panel_;
  int width_;
  int digit_ = 0;
  int number_ = 0;
  int right_ = 0;
  int enter_ = 0;
};

void Rows::draw_digit(ui::Rect area, std::size_t place) const {
  if (!has_digit(panel_, place)) return;
  const int side = pen_.px(28);
  const ui::Rect box = area.take_left(side).centred({side, side});
  pen_.canvas.box(box, {.fill = pen_.theme.sand, .radius = pen_.px(6)});
  pen_.canvas.line(fmt::format("{}", place + 1), box,
                   pen_.style(15, Weight::semibold, pen_.theme.ink, Align::centre));
}

void Rows::draw_texts(ui::Rect area, const Entry& entry) const {
  const int detail = detail_height(entry);
  area = area.centred({area.w, std::min(area.h, text_height(entry))});
  if (detail > 0) {
    pen_.canvas.paragraph(pen_.words.entry_detail(entry), area.take_bottom(detail), detail_style());
  }
  pen_.canvas.paragraph(pen_.words.entry(entry), area, main_style());
}

void Rows::draw(ui::Rect area, std::size_t place, std::string_view pressed) const {
  const Entry& entry = panel_.entries[place];
  if (begins_group(panel_, place)) {
    pen_.canvas.line(pen_.words.entry_group(entry), area.take_top(group_height()),
                     pen_.style(14, Weight::semibold, pen_.theme.ink_2));
  }
  const std::string id = fmt::format("entry:{}", place);
  pen_.targets.add(id, area.inset(0, 1));
  const bool selected = place == panel_.selected;
  if (selected || pressed == id) {
    pen_.canvas.box(area.inset(0, 1), {.fill = pen_.theme.tint,
                                       .radius = pen_.px(10),
                                       .border = selected ? pen_.theme.brand : pen_.theme.line});
  }
  ui::Rect inner = area.inset(pen_.px(10), 0);
  if (digit_ > 0) draw_digit(inner.take_left(digit_), place);
  if (number_ > 0) {
    const ui::Rect number = inner.take_left(number_);
    if (entry.number) {
      pen_.canvas.line(entry.number->text(), number, pen_.style(19, Weight::bold, pen_.theme.ink));
    }
  }
  if (right_ > 1) {
    const ui::Rect right = inner.take_right(right_, pen_.px(10));
    pen_.canvas.line(right_text(entry), right, right_style());
  }
  const ui::Rect enter = inner.take_right(enter_);
  if (selected) pen_.canvas.line("Enter", enter, enter_style());
  draw_texts(inner, entry);
}

/// The entries around the selected one for which there is room.
struct Window {
  std::size_t first = 0;
  std::size_t end = 0;
};

Window window_of(const Rows& rows, const ShownPanel& panel, int height, int more) {
  const std::size_t count = panel.entries.size();
  int used = rows.whole_height(panel.selected);
  const auto fits = [&](const Window& window, std::size_t another) {
    const int mores = (window.first > 0 ? more : 0) + (window.end < count ? more : 0);
    return used + rows.whole_height(another) + mores <= height;
  };
  Window window{panel.selected, panel.selected + 1};
  for (bool grown = true; grown;) {
    grown = false;
    if (window.end < count && fits({window.first, window.end + 1}, window.end)) {
      used += rows.whole_height(window.end++);
      grown = true;
    }
    if (window.first > 0 && fits({window.first - 1, window.end}, window.first - 1)) {
      used += rows.whole_height(--window.first);
      grown = true;
    }
  }
  return window;
}

void draw_more(Pen& pen, const ui::Rect& area, const char* id, ui::Icon icon, std::size_t count) {
  pen.targets.add(id, area);
  ui::Rect inner = area.inset(pen.px(10), 0);
  pen.canvas.icon(icon, inner.take_left(pen.px(20), pen.px(10)), pen.theme.ink_2);
  pen.canvas.line(pen.words.filled(tr("{} lagi"), static_cast<int>(count)), inner,
                  pen.style(15, Weight::semibold, pen.theme.ink_2));
}

void draw_entries(Pen& pen, ui::Rect area, const ShownPanel& panel, std::string_view pressed) {
  if (panel.entries.empty()) {
    pen.canvas.paragraph(pen.words.say(tr("Tidak ada pilihan.")), area.take_top(pen.high(60)),
                         pen.style(16, Weight::medium, pen.theme.ink_2));
    return;
  }
  const Rows rows(pen, panel, area.w);
  const int more = std::max(least_target, pen.high(36));
  const Window window = window_of(rows, panel, area.h, more);
  if (window.first > 0) {
    draw_more(pen, area.take_top(more), "page_up", ui::Icon::arrow_up, window.first);
  }
  if (window.end < panel.entries.size()) {
    draw_more(pen, area.take_bottom(more), "page_down", ui::Icon::arrow_down,
              panel.entries.size() - window.end);
  }
  for (std::size_t i = window.first; i < window.end; ++i)
    rows.draw(area.take_top(rows.whole_height(i)), i, pressed);
}

/// The question, and the way out of it.
void draw_question(Pen& pen, ui::Rect& area, const ShownPanel& panel, std::string_view pressed) {
  const std::string back_id(name_of(Press::back));
  const std::string back = fmt::format("Esc · {}", pen.words.label(Press::back));
  const auto back_style = pen.style(15, Weight::semibold, pen.theme.ink, Align::centre);
  const int back_width = pen.canvas.measure(back, back_style).w + 1 + 2 * pen.px(12);
  auto style = pen.style(20, Weight::bold, pen.theme.ink);
  style.face = ui::Face::display;
  const std::string question = pen.words.question(panel);
  const int text_width = area.w - back_width - pen.px(12);
  const int back_height = std::max(least_target, pen.px(38));
  ui::Rect row = area.take_top(
      std::max(back_height, pen.canvas.paragraph_height(question, text_width, style)), pen.high(8));
  const ui::Rect button = row.take_right(back_width, pen.px(12)).centred({back_width, back_height});
  pen.canvas.box(button, {.fill = pressed == back_id ? pen.theme.tint : pen.theme.card,
                          .radius = pen.px(10),
                          .border = pen.theme.line});
  pen.canvas.line(back, button.inset(pen.px(12), 0), back_style);
  pen.targets.add(back_id, button);
  pen.canvas.paragraph(question, row, style);
}

/// What was chosen in the step before.
void draw_chosen(Pen& pen, ui::Rect& area, const Entry& entry) {
  std::string text = pen.words.entry(entry);
  if (entry.number) text = fmt::format("{} · {}", entry.number->text(), text);
  const auto style = pen.style(16, Weight::medium, pen.theme.ink_2);
  const int height = pen.canvas.paragraph_height(text, area.w, style);
  pen.canvas.paragraph(text, area.take_top(height, pen.high(10)), style);
}

void draw_field(Pen& pen, ui::Rect& area, const ShownPanel& panel) {
  const ui::Rect box = area.take_top(std::max(pen.high(44), pen.px(36)), pen.high(8));
  pen.canvas.box(box, {.fill = pen.theme.card, .radius = pen.px(10), .border = pen.theme.brand});
  ui::Rect inner = box.inset(pen.px(12), 0);
  if (panel.typed.empty()) {
    const char* wanted = panel.typing == Typing::number ? tr("Ketik nomor, misalnya A-012")
                                                        : tr("Ketik untuk mencari");
    pen.canvas.line(pen.words.say(wanted), inner, pen.style(16, Weight::regular, pen.theme.ink_2));
    return;
  }
  const ui::Rect used =
      pen.canvas.line(Words::typed(panel), inner, pen.style(18, Weight::semibold, pen.theme.ink));
  const int caret = pen.px(22);
  pen.canvas.vertical_line({used.right() + 2, inner.centre().y - caret / 2}, caret, 2,
                           pen.theme.brand);
}

}  // namespace

void draw_panel(Pen& pen, ui::Rect area, const ShownPanel& panel, std::string_view pressed) {
  pen.canvas.fill(area, pen.theme.paper);
  pen.canvas.fill(area.take_top(pen.px(3)), pen.theme.brand);
  ui::Rect inner = area.inset(pen.px(margin), pen.high(14));
  draw_question(pen, inner, panel, pressed);
  if (panel.chosen) draw_chosen(pen, inner, *panel.chosen);
  if (panel.typing != Typing::nothing) draw_field(pen, inner, panel);
  draw_entries(pen, inner, panel, pressed);
}

}  // namespace giliran::counter
