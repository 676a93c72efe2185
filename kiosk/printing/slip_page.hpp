#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/printing/paper.hpp"
#include "kiosk/printing/slip_canvas.hpp"
#include "kiosk/printing/slip_pdf.hpp"
#include "shared/base/zone.hpp"

/// What all papers of the kiosk have in common.
namespace giliran::kiosk {

inline constexpr double narrow_dots = 450;  ///< content of a 58 mm roll is below, of 80 mm above
inline constexpr TextStyle body{22, PANGO_WEIGHT_MEDIUM, PANGO_ALIGN_LEFT};
inline constexpr TextStyle body_bold{22, PANGO_WEIGHT_BOLD, PANGO_ALIGN_LEFT};
inline constexpr TextStyle caption{22, PANGO_WEIGHT_MEDIUM, PANGO_ALIGN_CENTER};
inline constexpr TextStyle badge{26, PANGO_WEIGHT_BOLD, PANGO_ALIGN_CENTER};

/// Whole dots of the print head.
double dots(double mm);

/// A roll's printable width with a margin: rolls are never quite centred.
SlipCanvas new_page(cairo_t* cr, const Paper& paper);
/// The hall and the time of issue, with a rule below.
void draw_head(SlipCanvas& page, const std::vector<std::string>& hall_lines,
               const std::string& issued_at);
/// Framed words side by side, or one under the other where they are too wide: the first one in
/// outline, the second one white on black. Empty ones are left out.
void draw_badges(SlipCanvas& page, const std::vector<std::string>& words);
/// A code with a heading and text beside it, or below it on a narrow roll.
void draw_qr(SlipCanvas& page, const std::string& content, const std::string& heading,
             const std::string& words);
/// The last line. Returns the length of the page in dots.
double end_page(SlipCanvas& page, const std::string& last_line);

/// Draws twice: to measure, and into the PDF. `draw` returns the length in dots. The time of issue
/// is the only date inside. Throws std::runtime_error if the PDF cannot be made.
SlipPdf pdf_of(const std::function<double(cairo_t*)>& draw, const Paper& paper,
               const std::string& title, LocalTime issued_at);

}  // namespace giliran::kiosk
