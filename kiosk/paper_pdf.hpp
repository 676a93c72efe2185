#pragma once

#include "kiosk/core/flow.hpp"
#include "kiosk/printing/slip_pdf.hpp"
#include "shared/catalog/catalog.hpp"

namespace giliran::kiosk {

/// What the flow asks to be printed, as slip_pdf() and dated_pdf() draw it on that roll.
SlipPdf paper_pdf(const TicketPaper& paper, const Paper& roll, const Catalog& catalog);
SlipPdf paper_pdf(const DatedPaper& paper, const Paper& roll, const Catalog& catalog);

}  // namespace giliran::kiosk
