#include "kiosk/paper_pdf.hpp"

#include "kiosk/core/ticket.hpp"
#include "kiosk/printing/dated_slip.hpp"

namespace giliran::kiosk {

namespace {

TicketSlip slip_of(const TicketPaper& paper) {
  TicketSlip slip;
  slip.language = paper.language;
  slip.hall_lines = paper.hall_lines;
  slip.issued_at = paper.issued_at;
  slip.service = paper.service;
  slip.number = paper.number;
  slip.priority = paper.priority;
  slip.copy = paper.copy;
  slip.offline = paper.offline;
  slip.ahead = paper.ahead;
  slip.wait = paper.wait;
  slip.outlook = paper.outlook;
  slip.steps = paper.steps;
  slip.return_within = paper.return_within;
  slip.requirements = paper.requirements;
  slip.url = paper.url;
  return slip;
}

DatedSlip slip_of(const DatedPaper& paper) {
  DatedSlip slip;
  slip.language = paper.language;
  slip.hall_lines = paper.hall_lines;
  slip.issued_at = paper.issued_at;
  slip.service = paper.service;
  slip.priority = paper.priority;
  slip.code = paper.code;
  slip.shown = code_groups(paper.code);
  slip.day = paper.day;
  slip.opens = paper.opens;
  return slip;
}

}  // namespace

SlipPdf paper_pdf(const TicketPaper& paper, const Paper& roll, const Catalog& catalog) {
  return slip_pdf(slip_of(paper), roll, catalog);
}

SlipPdf paper_pdf(const DatedPaper& paper, const Paper& roll, const Catalog& catalog) {
  return dated_pdf(slip_of(paper), roll, catalog);
}

}  // namespace giliran::kiosk
