#pragma once

#include <optional>
#include <string>

#include "kiosk/core/scene.hpp"
#include "shared/catalog/catalog.hpp"

/// Sentences that more than one screen says.
namespace giliran::kiosk {

/// "Istirahat", "Tutup".
std::string state_text(const Catalog& catalog, Language language, ServiceState state);

/// "Buka lagi 13.00", "Buka besok 08.00", "Buka Senin 08.00"; `opens_at` as the hall writes it
/// ("2026-11-24T13:00"), `now` on the hall's clock.
std::string opens_text(const Catalog& catalog, Language language, ServiceState state,
                       const std::optional<std::string>& opens_at, LocalTime now);

/// The day of a time as the hall writes it, seen from `now`: "besok", "Rabu, 25 November".
std::string day_text(const Catalog& catalog, Language language, LocalTime day, LocalTime now);

/// That who takes a number now may not be served today; empty when it is sure. `brief` for narrow
/// places.
std::string outlook_text(const Catalog& catalog, Language language, Outlook outlook,
                         bool brief = false);

/// "Sisa 12" of today's quota.
std::string left_text(const Catalog& catalog, Language language, int left);

/// What the hall refused to somebody who typed a code or a missed number.
std::string code_refusal_text(const Catalog& catalog, Language language, const Refusal& refusal);

/// "14 menunggu".
std::string waiting_text(const Catalog& catalog, Language language, int waiting);

/// "20–35 menit", or that no counter is open.
std::string range_text(const Catalog& catalog, Language language,
                       const std::optional<WaitRange>& range);

/// Why there is no paper: "Kertas tiket habis."
std::string printer_text(const Catalog& catalog, Language language, PrinterHealth health);

}  // namespace giliran::kiosk
