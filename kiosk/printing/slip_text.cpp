#include "kiosk/printing/slip_text.hpp"

#include <fmt/format.h>

#include "shared/catalog/phrases.hpp"

namespace giliran::kiosk {

std::string issued_text(const Catalog& catalog, Language language, LocalTime time) {
  const auto clock =
      std::chrono::floor<std::chrono::seconds>(time - std::chrono::floor<std::chrono::days>(time));
  return fmt::format("{} · {}{}{:02}", short_date_text(catalog, language, time),
                     time_text(language, time), language == Language::en ? ":" : ".",
                     clock.count() % 60);
}

SlipText slip_text(const Catalog& catalog, const TicketSlip& slip) {
  const Language language = slip.language;
  const auto say = [&](const char* text) { return catalog.text(language, text); };
  SlipText text;
  text.issued_at = issued_text(catalog, language, slip.issued_at);
  text.priority = say(tr("PRIORITAS"));
  text.copy = say(tr("SALINAN"));
  text.ahead = fmt::format("{}", slip.ahead);
  text.ahead_caption = catalog.plural(language, "orang di depan", "orang di depan", slip.ahead);
  text.wait = slip.wait ? short_wait_text(catalog, language, *slip.wait) : "–";
  text.wait_caption = say(slip.wait ? tr("perkiraan tunggu") : tr("loket belum buka"));
  if (slip.offline) {
    text.offline = say(tr("Tunggu nomor Anda dipanggil"));
    text.offline_caption = say(tr("Diberikan tanpa sambungan pusat"));
  }
  if (slip.outlook != Outlook::sure) {
    text.outlook =
        say(slip.outlook == Outlook::likely ? tr("Mungkin tidak terlayani hari ini")
                                            : tr("Kemungkinan besar tidak terlayani hari ini"));
  }
  for (const std::string& step : slip.steps) {
    text.steps += (text.steps.empty() ? "" : " → ") + step;
  }
  text.requirements = say(tr("Siapkan"));
  text.follow = say(tr("Pantau dari ponsel"));
  text.rule = slip.return_within.count() <= 0
                  ? say(tr("Tiket berlaku hari ini."))
                  : fmt::format(fmt::runtime(say(tr("Tiket berlaku hari ini. Bila terlewat, "
                                                    "hubungi petugas dalam {} menit."))),
                                slip.return_within.count());
  text.free_of_charge = say(tr("Gratis. Laporkan pungli: lapor.go.id"));
  return text;
}

}  // namespace giliran::kiosk
