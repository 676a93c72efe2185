#include "kiosk/printing/slip_page.hpp"

#include <cairo-pdf.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace giliran::kiosk {

namespace {

constexpr double points_per_dot = 72 / dots_per_inch;
constexpr double mm_per_dot = 25.4 / dots_per_inch;
constexpr double qr_side_mm = 27;        // as large as leaves room for the text beside it
constexpr double least_module_dots = 4;  // 0.5005 mm
constexpr double quiet_modules = 4;      // ISO/IEC 18004
constexpr double least_text_beside_qr = 240;

/// Heading and text under it. Returns their height.
double draw_words(SlipCanvas& page, double x, double y, double width, const std::string& heading,
                  const std::string& words, PangoAlignment align) {
  TextStyle strong = body_bold;
  TextStyle lines = body;
  strong.align = lines.align = align;
  const double top = page.text_at(x, y, width, heading, strong) + 2;
  return top + page.text_at(x, y + top, width, words, lines);
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

/// The issue time as the only date, so that a slip always gives the same bytes.
void set_metadata(cairo_surface_t* surface, const std::string& title, LocalTime issued_at) {
  const std::string date =
      fmt::format("{:%Y-%m-%dT%H:%M:%S}Z",
                  std::chrono::sys_time<std::chrono::seconds>(
                      std::chrono::floor<std::chrono::seconds>(issued_at.time_since_epoch())));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Giliran");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

}  // namespace

double dots(double mm) {
  return std::floor(mm / mm_per_dot);
}

SlipCanvas new_page(cairo_t* cr, const Paper& paper) {
  const double printable = dots(paper.printable_mm);
  const double inset = printable < narrow_dots ? 8 : 16;
  const double left = std::ceil((dots(paper.width_mm) - printable) / 2) + inset;
  SlipCanvas page(cr, left, printable - 2 * inset);
  page.space(32);
  return page;
}

void draw_head(SlipCanvas& page, const std::vector<std::string>& hall_lines,
               const std::string& issued_at) {
  for (const std::string& line : hall_lines)
    page.paragraph(line, {28, PANGO_WEIGHT_BOLD});
  page.space(4);
  page.paragraph(issued_at, caption);
  page.space(12);
  page.rule();
}

void draw_badges(SlipCanvas& page, const std::vector<std::string>& words) {
  constexpr double gap = 16;
  struct Mark {
    std::string text;
    bool filled;
    Size size;
  };
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].empty()) marks.push_back({words[i], i > 0, {}});
  }
  double total = -gap;
  for (Mark& mark : marks) {
    const Size inner = page.measure(mark.text, badge, page.width());
    mark.size = {inner.width + 44, inner.height + 20};
    total += mark.size.width + gap;
  }
  double x = page.left() + std::round((page.width() - total) / 2);
  for (const Mark& mark : marks) {
    const bool own_line = total > page.width();
    if (own_line) x = page.left() + std::round((page.width() - mark.size.width) / 2);
    page.badge_at(x, page.y(), mark.size, mark.text, badge, mark.filled);
    if (own_line || &mark == &marks.back()) page.space(mark.size.height);
    if (own_line && &mark != &marks.back()) page.space(12);
    x += mark.size.width + gap;
  }
  if (!marks.empty()) page.space(22);
}

void draw_qr(SlipCanvas& page, const std::string& content, const std::string& heading,
             const std::string& words) {
  const QrCode code = encode_qr(content);
  const double module = std::max(least_module_dots, std::floor(dots(qr_side_mm) / code.size));
  const double side = module * code.size;
  const double quiet = quiet_modules * module;
  const double top = std::ceil(page.y() + quiet);
  const double room = page.width() - side - quiet - 6;
  if (room < least_text_beside_qr) {
    page.qr_at(page.left() + std::floor((page.width() - side) / 2), top, code, module);
    page.move_to(top + side + quiet);
    page.space(
        draw_words(page, page.left(), page.y(), page.width(), heading, words, PANGO_ALIGN_CENTER));
    return;
  }
  page.qr_at(page.left(), top, code, module);
  const double height =
      page.measure(heading, body_bold, room).height + 2 + page.measure(words, body, room).height;
  draw_words(page, page.left() + page.width() - room, top + std::max(0.0, (side - height) / 2),
             room, heading, words, PANGO_ALIGN_LEFT);
  page.move_to(top + std::max(side, height) + quiet);
}

double end_page(SlipCanvas& page, const std::string& last_line) {
  page.space(14);
  page.paragraph(last_line, {20, PANGO_WEIGHT_SEMIBOLD});
  page.space(40);
  return std::ceil(page.y() / 8) * 8;
}

SlipPdf pdf_of(const std::function<double(cairo_t*)>& draw, const Paper& paper,
               const std::string& title, LocalTime issued_at) {
  double length = 0;
  {
    const Surface trial(cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr));
    const Cairo cr(cairo_create(trial.get()));
    length = draw(cr.get());
  }
  SlipPdf pdf;
  pdf.length_mm = length * mm_per_dot;
  const Surface surface(cairo_pdf_surface_create_for_stream(
      &append, &pdf.bytes, paper.width_mm * 72 / 25.4, length * points_per_dot));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  set_metadata(surface.get(), title, issued_at);
  const Cairo cr(cairo_create(surface.get()));
  cairo_scale(cr.get(), points_per_dot, points_per_dot);
  draw(cr.get());
  cairo_show_page(cr.get());
  cairo_surface_finish(surface.get());
  for (const cairo_status_t status :
       {cairo_status(cr.get()), cairo_surface_status(surface.get())}) {
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
  }
  return pdf;
}

}  // namespace giliran::kiosk
