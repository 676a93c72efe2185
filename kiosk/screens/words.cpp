#include "kiosk/screens/words.hpp"

#include <fmt/format.h>

#include <charconv>

#include "shared/catalog/phrases.hpp"

namespace giliran::kiosk {

namespace {

namespace chr = std::chrono;

/// "2026-11-24T13:00"; nothing if it is written otherwise.
std::optional<LocalTime> parse_local(const std::string& text) {
  if (text.size() < 16) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = -1;
    std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
  };
  const chr::year_month_day date{chr::year(number(0, 4)),
                                 chr::month(static_cast<unsigned>(number(5, 2))),
                                 chr::day(static_cast<unsigned>(number(8, 2)))};
  const int hours = number(11, 2);
  const int minutes = number(14, 2);
  if (!date.ok() || hours < 0 || minutes < 0) return std::nullopt;
  return chr::local_days(date) + chr::hours(hours) + chr::minutes(minutes);
}

std::string weekday_text(const Catalog& catalog, Language language, LocalTime time) {
  const std::string date = date_text(catalog, language, time, false);
  return date.substr(0, date.find(','));
}

}  // namespace

std::string state_text(const Catalog& catalog, Language language, ServiceState state) {
  switch (state) {
    case ServiceState::paused:
      return catalog.text(language, tr("Gangguan"));
    case ServiceState::on_break:
      return catalog.text(language, tr("Istirahat"));
    case ServiceState::full:
      return catalog.text(language, tr("Kuota habis"));
    case ServiceState::open:
    case ServiceState::closed:
      break;
  }
  return catalog.text(language, tr("Tutup"));
}

std::string opens_text(const Catalog& catalog, Language language, ServiceState state,
                       const std::optional<std::string>& opens_at, LocalTime now) {
  const auto opens = opens_at ? parse_local(*opens_at) : std::nullopt;
  if (!opens) return catalog.text(language, tr("Belum ada jadwal"));
  const auto days = chr::floor<chr::days>(*opens) - chr::floor<chr::days>(now);
  const std::string time = time_text(language, *opens);
  const auto say = [&](const char* pattern, const std::string& first) {
    return fmt::format(fmt::runtime(catalog.text(language, pattern)), first, time);
  };
  if (days == chr::days(1)) {
    return fmt::format(fmt::runtime(catalog.text(language, tr("Buka besok {}"))), time);
  }
  if (days > chr::days(1)) {
    return say(tr("Buka {} {}"), weekday_text(catalog, language, *opens));
  }
  const char* today = state == ServiceState::on_break ? tr("Buka lagi {}") : tr("Buka {}");
  return fmt::format(fmt::runtime(catalog.text(language, today)), time);
}

std::string waiting_text(const Catalog& catalog, Language language, int waiting) {
  return fmt::format(fmt::runtime(catalog.plural(language, "{} menunggu", "{} menunggu", waiting)),
                     waiting);
}

std::string range_text(const Catalog& catalog, Language language,
                       const std::optional<WaitRange>& range) {
  return range ? wait_text(catalog, language, *range)
               : catalog.text(language, tr("Loket belum buka"));
}

std::string printer_text(const Catalog& catalog, Language language, PrinterHealth health) {
  switch (health) {
    case PrinterHealth::out_of_paper:
      return catalog.text(language, tr("Kertas tiket habis."));
    case PrinterHealth::jam:
      return catalog.text(language, tr("Kertas tiket macet."));
    case PrinterHealth::cover_open:
      return catalog.text(language, tr("Tutup printer terbuka."));
    case PrinterHealth::paused:
      return catalog.text(language, tr("Printer sedang dihentikan."));
    case PrinterHealth::ok:
    case PrinterHealth::low_paper:
    case PrinterHealth::offline:
    case PrinterHealth::unknown:
      break;
  }
  return catalog.text(language, tr("Printer tidak menjawab."));
}

}  // namespace giliran::kiosk
