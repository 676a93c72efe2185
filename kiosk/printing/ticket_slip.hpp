#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/zone.hpp"
#include "shared/model/language.hpp"
#include "shared/model/states.hpp"
#include "shared/model/wait_range.hpp"

namespace giliran::kiosk {

/// Everything that a printed ticket says, already in the visitor's language where it is the hall's
/// own text. Holds no name and no identity number: nothing personal is ever on paper.
struct TicketSlip {
  Language language = Language::id;
  std::vector<std::string> hall_lines;  ///< "Mal Pelayanan Publik", "Kabupaten Bekasi"
  LocalTime issued_at{};                ///< on the hall's clock
  std::string service;                  ///< "Kependudukan · KTP-el"
  std::string number;                   ///< "A-027"
  bool priority = false;
  bool copy = false;  ///< a reprint: the paper says so
  /// Given while the hall was not connected: the paper says so, instead of `ahead` and `wait`.
  bool offline = false;
  long ahead = 0;                         ///< people who are called before this one
  std::optional<WaitRange> wait;          ///< said as on the screen; nothing: no counter is open
  Outlook outlook = Outlook::sure;        ///< whether it will be served today
  std::vector<std::string> steps;         ///< of a package, in order; else empty
  std::vector<std::string> requirements;  ///< what to have ready; may be empty
  std::string url;                        ///< in the QR code; empty: no QR code is printed
  /// How long after a missed call the number still counts; 0: not at all.
  std::chrono::minutes return_within{30};
};

}  // namespace giliran::kiosk
