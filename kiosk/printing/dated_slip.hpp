#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/printing/slip_pdf.hpp"

namespace giliran::kiosk {

/// A paper for another day: its code is checked in on that day, before all others of its service.
/// Holds nothing personal.
struct DatedSlip {
  Language language = Language::id;
  std::vector<std::string> hall_lines;
  LocalTime issued_at{};  ///< on the hall's clock
  std::string service;    ///< "Kependudukan · KTP-el"
  bool priority = false;
  std::string code;   ///< as it is scanned: "7K3M9XPA"
  std::string shown;  ///< as it is read: "7K3M 9XPA"
  std::chrono::local_days day{};
  std::optional<LocalTime> opens;  ///< its service, on that day
};

/// As slip_pdf().
SlipPdf dated_pdf(const DatedSlip& slip, const Paper& paper, const Catalog& catalog);

}  // namespace giliran::kiosk
