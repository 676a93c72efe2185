#pragma once

#include <string>

#include "kiosk/printing/ticket_slip.hpp"
#include "shared/catalog/catalog.hpp"

namespace giliran::kiosk {

/// The program's own words around a slip's data, in the slip's language.
struct SlipText {
  std::string issued_at;  ///< "Sel 24 Nov 2026 · 09.42.07"
  std::string priority;
  std::string copy;
  std::string ahead;  ///< "14"
  std::string ahead_caption;
  std::string wait;  ///< "20–35 mnt"
  std::string wait_caption;
  std::string offline;  ///< what holds instead of the wait; empty unless it was given offline
  std::string offline_caption;
  std::string outlook;  ///< empty when it is served today for sure
  std::string steps;    ///< "KTP-el → Kartu Keluarga"; empty without steps
  std::string requirements;
  std::string follow;
  std::string rule;
  std::string free_of_charge;
};

/// "Sel 24 Nov 2026 · 09.42.07".
std::string issued_text(const Catalog& catalog, Language language, LocalTime time);

/// `catalog` must hold giliran::embedded::catalog_printing() and catalog_shared(). Any thread.
SlipText slip_text(const Catalog& catalog, const TicketSlip& slip);

}  // namespace giliran::kiosk

GILIRAN_DECLARE_EMBEDDED(catalog_printing)
