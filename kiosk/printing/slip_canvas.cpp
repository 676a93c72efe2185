#include "kiosk/printing/slip_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "shared/base/text.hpp"

namespace giliran::kiosk {

namespace {

constexpr const char* text_family = "Inter, Noto Sans, DejaVu Sans";
constexpr const char* display_family = "Inter Display, Inter, Noto Sans, DejaVu Sans";
constexpr double rule_thickness = 3;
constexpr double frame_thickness = 4;
constexpr double corner_radius = 10;
/// Code points of one text; what comes from outside may be longer than any roll.
constexpr std::size_t longest_text = 1000;

void set_font(PangoLayout* layout, const char* family, PangoWeight weight, double size) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, family);
  pango_font_description_set_weight(font, weight);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
}

/// A layout whose measures do not depend on the surface: no hinting, no rounding to pixels.
Layout plain_layout(cairo_t* cr) {
  Layout layout(pango_cairo_create_layout(cr));
  PangoContext* context = pango_layout_get_context(layout.get());
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_layout_context_changed(layout.get());
  return layout;
}

/// "KTP-el" is one word: no line ends at a hyphen inside one.
void keep_hyphens_together(PangoLayout* layout, const std::string& text) {
  PangoAttrList* attributes = pango_attr_list_new();
  for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1)) {
    PangoAttribute* keep = pango_attr_allow_breaks_new(FALSE);
    keep->start_index = static_cast<guint>(at);
    keep->end_index = static_cast<guint>(at + 2);
    pango_attr_list_insert(attributes, keep);
  }
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

void rounded_rectangle(cairo_t* cr, double x, double y, double w, double h, double r) {
  constexpr double quarter = std::numbers::pi / 2;
  cairo_new_sub_path(cr);
  cairo_arc(cr, x + w - r, y + r, r, -quarter, 0);
  cairo_arc(cr, x + w - r, y + h - r, r, 0, quarter);
  cairo_arc(cr, x + r, y + h - r, r, quarter, 2 * quarter);
  cairo_arc(cr, x + r, y + r, r, 2 * quarter, 3 * quarter);
  cairo_close_path(cr);
}

}  // namespace

Layout SlipCanvas::layout(const std::string& given, const TextStyle& style, double width) const {
  const std::string text = printable(given, longest_text);
  Layout made = plain_layout(cr_);
  set_font(made.get(), text_family, style.weight, style.size);
  pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(made.get(), style.align);
  pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
  keep_hyphens_together(made.get(), text);
  return made;
}

Size SlipCanvas::measure(const std::string& text, const TextStyle& style, double width) const {
  PangoRectangle logical;
  pango_layout_get_extents(layout(text, style, width).get(), nullptr, &logical);
  return {std::ceil(pango_units_to_double(logical.width)),
          std::ceil(pango_units_to_double(logical.height))};
}

double SlipCanvas::text_at(double x, double y, double width, const std::string& text,
                           const TextStyle& style) {
  const Layout made = layout(text, style, width);
  cairo_move_to(cr_, x, y);
  pango_cairo_show_layout(cr_, made.get());
  return measure(text, style, width).height;
}

void SlipCanvas::paragraph(const std::string& text, const TextStyle& style) {
  y_ += text_at(left_, y_, width_, text, style);
}

void SlipCanvas::headline(const std::string& given, double height, double spacing) {
  const std::string text = printable(given, longest_text);
  const Layout made = plain_layout(cr_);
  pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
  constexpr double trial = 100;
  const auto set_size = [&made, spacing](double size) {
    set_font(made.get(), display_family, PANGO_WEIGHT_ULTRABOLD, size);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(
        attributes, pango_attr_letter_spacing_new(static_cast<int>(size * spacing * PANGO_SCALE)));
    pango_layout_set_attributes(made.get(), attributes);
    pango_attr_list_unref(attributes);
  };
  set_size(trial);
  PangoRectangle ink;
  pango_layout_get_extents(made.get(), &ink, nullptr);
  if (ink.width <= 0 || ink.height <= 0) return;  // blanks
  const double scale = std::min(height / pango_units_to_double(ink.height),
                                width_ / pango_units_to_double(ink.width));
  set_size(trial * scale);
  pango_layout_get_extents(made.get(), &ink, nullptr);
  const double ink_width = pango_units_to_double(ink.width);
  cairo_move_to(cr_, left_ + (width_ - ink_width) / 2 - pango_units_to_double(ink.x),
                y_ - pango_units_to_double(ink.y));
  pango_cairo_show_layout(cr_, made.get());
  y_ += std::ceil(pango_units_to_double(ink.height));
}

void SlipCanvas::badge_at(double x, double y, Size size, const std::string& text,
                          const TextStyle& style, bool filled) {
  const double inset = filled ? 0 : frame_thickness / 2;
  rounded_rectangle(cr_, x + inset, y + inset, size.width - 2 * inset, size.height - 2 * inset,
                    corner_radius);
  if (filled) {
    cairo_fill(cr_);
    cairo_set_source_rgb(cr_, 1, 1, 1);
  } else {
    cairo_set_line_width(cr_, frame_thickness);
    cairo_stroke(cr_);
  }
  const double height = measure(text, style, size.width).height;
  text_at(x, y + (size.height - height) / 2, size.width, text, style);
  cairo_set_source_rgb(cr_, 0, 0, 0);
}

void SlipCanvas::rule() {
  y_ = std::ceil(y_);
  cairo_rectangle(cr_, left_, y_, width_, rule_thickness);
  cairo_fill(cr_);
  y_ += rule_thickness;
}

void SlipCanvas::qr_at(double x, double y, const QrCode& code, double module) {
  for (int row = 0; row < code.size; ++row) {
    for (int column = 0; column < code.size; ++column) {
      if (code.at(column, row)) {
        cairo_rectangle(cr_, x + column * module, y + row * module, module, module);
      }
    }
  }
  cairo_fill(cr_);
}

}  // namespace giliran::kiosk
