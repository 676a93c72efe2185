#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "shared/qr/qr.hpp"

namespace giliran::kiosk {

/// Releases what cairo and Pango hand out.
struct Release {
  void operator()(cairo_t* cr) const { cairo_destroy(cr); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Cairo = std::unique_ptr<cairo_t, Release>;
using Surface = std::unique_ptr<cairo_surface_t, Release>;
using Layout = std::unique_ptr<PangoLayout, Release>;

/// Sizes are in dots of the print head.
struct TextStyle {
  double size = 22;
  PangoWeight weight = PANGO_WEIGHT_NORMAL;
  PangoAlignment align = PANGO_ALIGN_CENTER;
};

struct Size {
  double width = 0;
  double height = 0;
};

/// Black marks on a roll, top to bottom, in whole dots. Nothing is placed at a fixed height: what
/// comes next goes below what was drawn. Draws on a cairo context that it does not own.
class SlipCanvas {
 public:
  /// `left` and `width` say where content may go.
  SlipCanvas(cairo_t* cr, double left, double width) : cr_(cr), left_(left), width_(width) {}

  double left() const { return left_; }
  double width() const { return width_; }
  double y() const { return y_; }
  void space(double dots) { y_ += dots; }
  void move_to(double y) { y_ = y; }

  /// A paragraph over the whole width, wrapped.
  void paragraph(const std::string& text, const TextStyle& style);
  /// Text in a column, wrapped to `width`, its top at `y`. Returns its height; does not move y().
  double text_at(double x, double y, double width, const std::string& text, const TextStyle& style);
  Size measure(const std::string& text, const TextStyle& style, double width) const;
  /// One line, centred, its letters' ink `height` high or, if that is too wide, as wide as fits.
  /// `spacing` between letters is a part of their size.
  void headline(const std::string& text, double height, double spacing);
  /// A rounded frame with one line in it; filled: white on black.
  void badge_at(double x, double y, Size size, const std::string& text, const TextStyle& style,
                bool filled);
  void rule();
  /// `module` is the side of one module in whole dots.
  void qr_at(double x, double y, const QrCode& code, double module);

 private:
  Layout layout(const std::string& text, const TextStyle& style, double width) const;

  cairo_t* cr_;
  double left_;
  double width_;
  double y_ = 0;
};

}  // namespace giliran::kiosk
