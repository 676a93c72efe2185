#pragma once

#include "kiosk/printing/slip_text.hpp"
#include "kiosk/printing/ticket_slip.hpp"
#include "shared/catalog/phrases.hpp"

namespace giliran::testing {

inline const Catalog& texts() {
  static const Catalog catalog{embedded::catalog_shared(), embedded::catalog_printing()};
  return catalog;
}

/// The ticket of the first visit: Tuesday 24 November 2026, 09.42.07.
inline kiosk::TicketSlip example_slip(Language language = Language::id) {
  using namespace std::chrono;
  kiosk::TicketSlip slip;
  slip.language = language;
  slip.hall_lines = {"Mal Pelayanan Publik", "Kabupaten Bekasi"};
  slip.issued_at = local_days{2026y / November / 24} + 9h + 42min + 7s;
  slip.service = language == Language::en ? "Civil registry · ID card" : "Kependudukan · KTP-el";
  slip.number = "A-027";
  slip.ahead = 14;
  slip.wait = WaitRange{20min, 35min};
  slip.requirements =
      language == Language::en
          ? std::vector<std::string>{"Old ID card or a loss report", "Copy of the family card"}
          : std::vector<std::string>{"KTP lama atau surat kehilangan", "Fotokopi Kartu Keluarga"};
  slip.url = "http://mpp.bekasikab.example/t/5d41402abc4b2a76b9719d911017c592";
  return slip;
}

}  // namespace giliran::testing
