#pragma once

#include <string>

#include "kiosk/printing/paper.hpp"
#include "kiosk/printing/ticket_slip.hpp"
#include "shared/catalog/catalog.hpp"

namespace giliran::kiosk {

/// Print heads of receipt printers have 203 dots per inch; everything is laid out in whole dots.
inline constexpr double dots_per_inch = 203;

/// A page of exactly the roll's width and as long as its content needs.
struct SlipPdf {
  std::string bytes;     ///< PDF 1.5; the same slip always gives the same bytes
  double length_mm = 0;  ///< page length, for the `media-col` of the print job
};

/// Draws a ticket. Text wraps and is never cut; the number is at least 15 mm high on 80 mm paper
/// and as wide as the roll allows on narrower paper; the modules of the QR code are whole dots, at
/// least 0.5 mm, with a quiet zone of 4 modules. `catalog` as for slip_text(). Any thread. Throws
/// std::runtime_error if the PDF cannot be made.
SlipPdf slip_pdf(const TicketSlip& slip, const Paper& paper, const Catalog& catalog);

}  // namespace giliran::kiosk
