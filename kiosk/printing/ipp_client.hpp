#pragma once

#include <memory>

#include "kiosk/printing/printer.hpp"

namespace giliran::kiosk {

/// Plain IPP through libcups, on a new connection for each request, never by its `cups_dest_t`
/// calls (they block, and they call a missing scheduler a missing printer). A request ends within
/// about PrinterSettings::timeout and one second more, which libcups waits for "100 Continue";
/// looking up a host name may take as long as the system's resolver does. Call it from one thread,
/// not the one that draws. Throws std::invalid_argument if device_uri is no ipp or ipps address.
std::unique_ptr<PrintDriver> make_ipp_client(const PrinterSettings& settings);

}  // namespace giliran::kiosk
