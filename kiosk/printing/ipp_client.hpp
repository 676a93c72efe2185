#pragma once

#include <memory>

#include "kiosk/printing/printer.hpp"

namespace giliran::kiosk {

/// Plain IPP through libcups, on a new connection for each request, never by its `cups_dest_t`
/// calls (they block, and they call a missing scheduler a missing printer). Each request ends
/// within PrinterSettings::timeout plus 1.3 s. Not for the thread that draws. Throws
/// std::invalid_argument if device_uri is not an ipp or ipps address.
std::unique_ptr<PrintDriver> make_ipp_client(const PrinterSettings& settings);

}  // namespace giliran::kiosk
