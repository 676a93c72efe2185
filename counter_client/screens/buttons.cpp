#include "counter_client/screens/pen.hpp"

namespace giliran::counter {

namespace {

using ui::Align;
using ui::VAlign;
using ui::Weight;

/// How a button stands there; never by colour alone: a disabled one has a dashed edge.
struct Look {
  ui::BoxStyle box;
  ui::Color text;
  ui::Color key;
};

Look main_look(const Pen& pen, const Button& button, bool down) {
  const ui::Theme& theme = pen.theme;
  const int radius = pen.px(16);
  if (!button.enabled) {
    return {{.fill = theme.paper, .radius = radius, .border = theme.line, .dashed = true},
            theme.ink_2,
            theme.ink_2};
  }
  const bool pressed = down || button.pressed;
  return {{.fill = pressed ? theme.brand_dark : theme.brand, .radius = radius},
          theme.on_brand,
          theme.on_brand};
}

Look action_look(const Pen& pen, const Button& button, bool down) {
  const ui::Theme& theme = pen.theme;
  const int radius = pen.px(12);
  if (!button.enabled) {
    return {{.fill = theme.paper, .radius = radius, .border = theme.line, .dashed = true},
            theme.ink_2,
            theme.ink_2};
  }
  const bool pressed = down || button.pressed;
  return {{.fill = pressed ? theme.tint : theme.card,
           .radius = radius,
           .border = pressed ? theme.brand : theme.line},
          theme.ink,
          theme.ink_2};
}

void draw_button(Pen& pen, const ui::Rect& rect, const Look& look, const std::string& label,
                 const std::string& key, double size) {
  pen.canvas.box(rect, look.box);
  ui::Rect inner = rect.inset(pen.px(8), pen.high(5));
  const int key_height = pen.px(size > 20 ? 24 : 20);
  auto label_style =
      pen.style(size, size > 20 ? Weight::bold : Weight::semibold, look.text, Align::centre);
  if (size > 20) label_style.face = ui::Face::display;
  label_style.line_height = 1.05;
  label_style.valign = VAlign::bottom;  // it stays with its key when it had to shrink
  // Name and key together stand in the middle.
  const int text =
      std::min(pen.canvas.paragraph_height(label, inner.w, label_style), inner.h - key_height);
  inner = inner.centred({inner.w, text + key_height});
  // Short words may stand there beside the key: it gets nearly the whole width.
  pen.canvas.line(key, inner.take_bottom(key_height).inset(-pen.px(6), 0),
                  pen.style(14, Weight::medium, look.key, Align::centre, VAlign::bottom));
  pen.canvas.paragraph(label, inner, label_style);
}

/// The question replaces the second row of buttons by its reason.
void draw_reason(Pen& pen, const ui::Rect& area) {
  pen.canvas.paragraph(pen.words.say(tr("Ditanyakan karena panggilan terakhir belum 30 detik.")),
                       area,
                       pen.style(15, Weight::medium, pen.theme.ink_2, Align::left, VAlign::middle));
}

}  // namespace

void draw_buttons(Pen& pen, const Layout& layout, const Shown& shown, std::string_view pressed) {
  const std::string main_id(name_of(Press::main));
  draw_button(pen, layout.main, main_look(pen, shown.main, pressed == main_id),
              pen.words.label(shown.main.press), pen.words.key(Press::main), 26);
  if (shown.main.enabled) pen.targets.add(main_id, layout.main);

  const auto rows = layout.actions.rows(2, pen.high(10));
  for (std::size_t i = 0; i < shown.actions.size(); ++i) {
    const Button& button = shown.actions[i];
    const std::string id(name_of(button.press));
    const ui::Rect cell = rows[i / 3].columns(3, pen.px(10))[i % 3];
    draw_button(pen, cell, action_look(pen, button, pressed == id), pen.words.label(button.press),
                pen.words.key_line(button.press, shown), 17);
    if (button.enabled) pen.targets.add(id, cell);
  }
  if (shown.asked) draw_reason(pen, rows[1]);
}

}  // namespace giliran::counter
