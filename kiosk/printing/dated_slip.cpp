#include "kiosk/printing/dated_slip.hpp"

#include <fmt/format.h>

#include "kiosk/printing/slip_page.hpp"
#include "kiosk/printing/slip_text.hpp"
#include "shared/catalog/phrases.hpp"

namespace giliran::kiosk {

namespace {

constexpr double code_height_mm = 12;
constexpr double code_spacing = 0.06;  // read letter by letter

std::string what_to_do(const DatedSlip& slip, const Catalog& catalog) {
  const auto say = [&](const char* text) { return catalog.text(slip.language, text); };
  const std::string come =
      slip.opens ? fmt::format(fmt::runtime(say(tr("Datang sebelum layanan buka pukul {}."))),
                               time_text(slip.language, *slip.opens))
                 : say(tr("Datang sebelum layanan buka."));
  return come + " " + say(tr("Ketik atau pindai kode ini di kiosk. Anda didahulukan."));
}

double draw(cairo_t* cr, const DatedSlip& slip, const Paper& paper, const Catalog& catalog) {
  const auto say = [&](const char* text) { return catalog.text(slip.language, text); };
  SlipCanvas page = new_page(cr, paper);
  draw_head(page, slip.hall_lines, issued_text(catalog, slip.language, slip.issued_at));
  page.space(18);
  page.paragraph(slip.service, {33, PANGO_WEIGHT_SEMIBOLD});
  page.space(14);
  page.paragraph(say(tr("Antrean untuk hari")), caption);
  page.paragraph(date_text(catalog, slip.language, slip.day, false),
                 {page.width() < narrow_dots ? 33.0 : 44.0, PANGO_WEIGHT_BOLD});
  page.space(20);
  page.headline(slip.shown, dots(code_height_mm), code_spacing);
  page.space(24);
  draw_badges(page, {slip.priority ? say(tr("PRIORITAS")) : ""});
  page.rule();
  draw_qr(page, slip.code, say(tr("Belum nomor antrean")), what_to_do(slip, catalog));
  return end_page(page, say(tr("Gratis. Laporkan pungli: lapor.go.id")));
}

}  // namespace

SlipPdf dated_pdf(const DatedSlip& slip, const Paper& paper, const Catalog& catalog) {
  return pdf_of([&](cairo_t* cr) { return draw(cr, slip, paper, catalog); }, paper, slip.code,
                slip.issued_at);
}

}  // namespace giliran::kiosk
