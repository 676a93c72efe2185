#include "kiosk/printing/slip_text.hpp"

#include <fmt/format.h>

#include "shared/catalog/phrases.hpp"

namespace giliran::kiosk {

namespace {

std::string time_with_seconds(Language language, LocalTime time) {
  const auto clock =
      std::chrono::floor<std::chrono::seconds>(time - std::chrono::floor<std::chrono::days>(time));
  const char* separator = language == Language::en ? ":" : ".";
  return fmt::format("{}{}{:02}", time_text(language, time), separator, clock.count() % 60);
}

}  // namespace

SlipText slip_text(const Catalog& catalog, const TicketSlip& slip) {
  const Language language = slip.language;
  const auto say = [&](const char* text) { return catalog.text(language, text); };
  SlipText text;
  text.issued_at = fmt::format("{} · {}", short_date_text(catalog, language, slip.issued_at),
                               time_with_seconds(language, slip.issued_at));
  text.priority = say(tr("PRIORITAS"));
  text.copy = say(tr("SALINAN"));
  text.ahead = fmt::format("{}", slip.ahead);
  text.ahead_caption = catalog.plural(language, "orang di depan", "orang di depan", slip.ahead);
  text.wait = slip.wait ? short_wait_text(catalog, language, *slip.wait) : "–";
  text.wait_caption = say(slip.wait ? tr("perkiraan tunggu") : tr("loket belum buka"));
  text.requirements = say(tr("Siapkan"));
  text.follow = say(tr("Pantau dari ponsel"));
  text.rule = fmt::format(
      fmt::runtime(
          say(tr("Tiket berlaku hari ini. Bila terlewat, hubungi petugas dalam {} menit."))),
      slip.return_within.count());
  text.free_of_charge = say(tr("Gratis. Laporkan pungli: lapor.go.id"));
  return text;
}

}  // namespace giliran::kiosk
