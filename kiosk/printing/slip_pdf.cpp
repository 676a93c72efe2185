#include "kiosk/printing/slip_pdf.hpp"

#include <cairo-pdf.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "kiosk/printing/slip_canvas.hpp"
#include "kiosk/printing/slip_text.hpp"

namespace giliran::kiosk {

namespace {

constexpr double points_per_dot = 72 / dots_per_inch;
constexpr double mm_per_dot = 25.4 / dots_per_inch;

double dots(double mm) {
  return std::floor(mm / mm_per_dot);
}

constexpr double number_height_mm = 16;
constexpr double qr_side_mm = 27;        // as large as leaves room for the text beside it
constexpr double least_module_dots = 4;  // 0.5005 mm
constexpr double quiet_modules = 4;      // ISO/IEC 18004
constexpr double least_text_beside_qr = 240;
constexpr double narrow = 450;  // content of a 58 mm roll is below this, of 80 mm above

constexpr TextStyle body{22, PANGO_WEIGHT_MEDIUM, PANGO_ALIGN_LEFT};
constexpr TextStyle body_bold{22, PANGO_WEIGHT_BOLD, PANGO_ALIGN_LEFT};
constexpr TextStyle caption{22, PANGO_WEIGHT_MEDIUM, PANGO_ALIGN_CENTER};
constexpr TextStyle badge{26, PANGO_WEIGHT_BOLD, PANGO_ALIGN_CENTER};

void draw_head(SlipCanvas& page, const TicketSlip& slip, const SlipText& text) {
  for (const std::string& line : slip.hall_lines)
    page.paragraph(line, {28, PANGO_WEIGHT_BOLD});
  page.space(4);
  page.paragraph(text.issued_at, caption);
  page.space(12);
  page.rule();
}

void draw_badges(SlipCanvas& page, const TicketSlip& slip, const SlipText& text) {
  constexpr double gap = 16;
  struct Mark {
    std::string text;
    bool filled;
    Size size;
  };
  std::vector<Mark> marks;
  if (slip.priority) marks.push_back({text.priority, false, {}});
  if (slip.copy) marks.push_back({text.copy, true, {}});
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

void draw_figures(SlipCanvas& page, const SlipText& text) {
  const double gap = 12;
  const double width = (page.width() - gap) / 2;
  const double right = page.left() + width + gap;
  const TextStyle figure{page.width() < narrow ? 31.0 : 42.0, PANGO_WEIGHT_BOLD};
  const double figures = std::max(page.text_at(page.left(), page.y(), width, text.ahead, figure),
                                  page.text_at(right, page.y(), width, text.wait, figure));
  page.space(figures - 2);
  const double captions =
      std::max(page.text_at(page.left(), page.y(), width, text.ahead_caption, caption),
               page.text_at(right, page.y(), width, text.wait_caption, caption));
  page.space(captions + 18);
  page.rule();
}

void draw_requirements(SlipCanvas& page, const TicketSlip& slip, const SlipText& text) {
  if (slip.requirements.empty()) return;
  constexpr double indent = 28;
  page.space(14);
  page.paragraph(text.requirements, body_bold);
  for (const std::string& line : slip.requirements) {
    page.space(4);
    page.text_at(page.left() + 6, page.y(), indent, "•", body);
    page.space(page.text_at(page.left() + indent, page.y(), page.width() - indent, line, body));
  }
  page.space(16);
  page.rule();
}

/// The rule of the ticket, `align`ed, with its heading if there is a code to scan. Returns height.
double draw_rule_text(SlipCanvas& page, double x, double y, double width, const SlipText& text,
                      bool with_heading, PangoAlignment align) {
  TextStyle heading = body_bold;
  TextStyle lines = body;
  heading.align = lines.align = align;
  const double top = with_heading ? page.text_at(x, y, width, text.follow, heading) + 2 : 0;
  return top + page.text_at(x, y + top, width, text.rule, lines);
}

void draw_follow(SlipCanvas& page, const TicketSlip& slip, const SlipText& text) {
  if (slip.url.empty()) {
    page.space(14);
    page.space(
        draw_rule_text(page, page.left(), page.y(), page.width(), text, false, PANGO_ALIGN_LEFT));
    return;
  }
  const QrCode code = encode_qr(slip.url);
  const double module = std::max(least_module_dots, std::floor(dots(qr_side_mm) / code.size));
  const double side = module * code.size;
  const double quiet = quiet_modules * module;
  const double top = std::ceil(page.y() + quiet);
  const double room = page.width() - side - quiet - 6;
  if (room < least_text_beside_qr) {
    page.qr_at(page.left() + std::floor((page.width() - side) / 2), top, code, module);
    page.move_to(top + side + quiet);
    page.space(
        draw_rule_text(page, page.left(), page.y(), page.width(), text, true, PANGO_ALIGN_CENTER));
    return;
  }
  page.qr_at(page.left(), top, code, module);
  const double height = page.measure(text.follow, body_bold, room).height + 2 +
                        page.measure(text.rule, body, room).height;
  draw_rule_text(page, page.left() + page.width() - room, top + std::max(0.0, (side - height) / 2),
                 room, text, true, PANGO_ALIGN_LEFT);
  page.move_to(top + std::max(side, height) + quiet);
}

/// Draws the whole ticket and returns its length in dots.
double draw(cairo_t* cr, const TicketSlip& slip, const SlipText& text, const Paper& paper) {
  const double printable = dots(paper.printable_mm);
  const double inset = printable < narrow ? 8 : 16;  // rolls are never quite centred
  const double left = std::ceil((dots(paper.width_mm) - printable) / 2) + inset;
  SlipCanvas page(cr, left, printable - 2 * inset);
  page.space(32);
  draw_head(page, slip, text);
  page.space(18);
  page.paragraph(slip.service, {33, PANGO_WEIGHT_SEMIBOLD});
  page.space(18);
  page.headline(slip.number, dots(number_height_mm));
  page.space(24);
  draw_badges(page, slip, text);
  draw_figures(page, text);
  draw_requirements(page, slip, text);
  draw_follow(page, slip, text);
  page.space(14);
  page.paragraph(text.free_of_charge, {20, PANGO_WEIGHT_SEMIBOLD});
  page.space(40);
  return std::ceil(page.y() / 8) * 8;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

/// The issue time as the only date, so that a slip always gives the same bytes.
void set_metadata(cairo_surface_t* surface, const TicketSlip& slip) {
  const std::string date =
      fmt::format("{:%Y-%m-%dT%H:%M:%S}Z",
                  std::chrono::sys_time<std::chrono::seconds>(
                      std::chrono::floor<std::chrono::seconds>(slip.issued_at.time_since_epoch())));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, slip.number.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Giliran");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

}  // namespace

SlipPdf slip_pdf(const TicketSlip& slip, const Paper& paper, const Catalog& catalog) {
  const SlipText text = slip_text(catalog, slip);
  double length = 0;
  {
    const Surface trial(cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr));
    const Cairo cr(cairo_create(trial.get()));
    length = draw(cr.get(), slip, text, paper);
  }
  SlipPdf pdf;
  pdf.length_mm = length * mm_per_dot;
  const Surface surface(cairo_pdf_surface_create_for_stream(
      &append, &pdf.bytes, paper.width_mm * 72 / 25.4, length * points_per_dot));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  set_metadata(surface.get(), slip);
  const Cairo cr(cairo_create(surface.get()));
  cairo_scale(cr.get(), points_per_dot, points_per_dot);
  draw(cr.get(), slip, text, paper);
  cairo_show_page(cr.get());
  cairo_surface_finish(surface.get());
  for (const cairo_status_t status :
       {cairo_status(cr.get()), cairo_surface_status(surface.get())}) {
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
  }
  return pdf;
}

}  // namespace giliran::kiosk
