#include "kiosk/printing/slip_pdf.hpp"

#include <algorithm>

#include "kiosk/printing/slip_page.hpp"
#include "kiosk/printing/slip_text.hpp"

namespace giliran::kiosk {

namespace {

constexpr double number_height_mm = 16;
constexpr double number_spacing = -0.025;  // large digits stand closer

/// People ahead and wait, side by side.
void draw_wait(SlipCanvas& page, const SlipText& text) {
  const double gap = 12;
  const double width = (page.width() - gap) / 2;
  const double right = page.left() + width + gap;
  const TextStyle figure{page.width() < narrow_dots ? 31.0 : 42.0, PANGO_WEIGHT_BOLD};
  const double figures = std::max(page.text_at(page.left(), page.y(), width, text.ahead, figure),
                                  page.text_at(right, page.y(), width, text.wait, figure));
  page.space(figures - 2);
  const double captions =
      std::max(page.text_at(page.left(), page.y(), width, text.ahead_caption, caption),
               page.text_at(right, page.y(), width, text.wait_caption, caption));
  page.space(captions + 18);
}

void draw_figures(SlipCanvas& page, const SlipText& text) {
  if (text.offline.empty()) {
    draw_wait(page, text);
  } else {
    page.paragraph(text.offline, {page.width() < narrow_dots ? 28.0 : 33.0, PANGO_WEIGHT_BOLD});
    page.paragraph(text.offline_caption, caption);
    page.space(18);
  }
  if (!text.outlook.empty()) {
    page.paragraph(text.outlook, badge);
    page.space(18);
  }
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

void draw_follow(SlipCanvas& page, const TicketSlip& slip, const SlipText& text) {
  if (slip.url.empty()) {
    page.space(14);
    page.paragraph(text.rule, body);
  } else {
    draw_qr(page, slip.url, text.follow, text.rule);
  }
}

/// Draws the whole ticket and returns its length in dots.
double draw(cairo_t* cr, const TicketSlip& slip, const SlipText& text, const Paper& paper) {
  SlipCanvas page = new_page(cr, paper);
  draw_head(page, slip.hall_lines, text.issued_at);
  page.space(18);
  page.paragraph(slip.service, {33, PANGO_WEIGHT_SEMIBOLD});
  if (!text.steps.empty()) page.paragraph(text.steps, caption);
  page.space(18);
  page.headline(slip.number, dots(number_height_mm), number_spacing);
  page.space(24);
  draw_badges(page, {slip.priority ? text.priority : "", slip.copy ? text.copy : ""});
  draw_figures(page, text);
  draw_requirements(page, slip, text);
  draw_follow(page, slip, text);
  return end_page(page, text.free_of_charge);
}

}  // namespace

SlipPdf slip_pdf(const TicketSlip& slip, const Paper& paper, const Catalog& catalog) {
  const SlipText text = slip_text(catalog, slip);
  return pdf_of([&](cairo_t* cr) { return draw(cr, slip, text, paper); }, paper, slip.number,
                slip.issued_at);
}

}  // namespace giliran::kiosk
