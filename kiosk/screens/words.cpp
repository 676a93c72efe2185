#include "kiosk/screens/words.hpp"

#include <fmt/format.h>

#include "shared/base/iso_time.hpp"
#include "shared/catalog/phrases.hpp"

namespace giliran::kiosk {

namespace {

namespace chr = std::chrono;

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
  const auto opens = opens_at ? iso_local_time(*opens_at) : std::nullopt;
  if (!opens && state == ServiceState::paused) {
    return catalog.text(language, tr("Mohon tunggu"));
  }
  if (!opens && state == ServiceState::full) return catalog.text(language, tr("Coba hari lain"));
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

std::string day_text(const Catalog& catalog, Language language, LocalTime day, LocalTime now) {
  const auto days = chr::floor<chr::days>(day) - chr::floor<chr::days>(now);
  if (days == chr::days(1)) return catalog.text(language, tr("besok"));
  return date_text(catalog, language, day, false);
}

std::string outlook_text(const Catalog& catalog, Language language, Outlook outlook, bool brief) {
  if (outlook == Outlook::sure) return {};
  if (brief) return catalog.text(language, tr("Belum pasti hari ini"));
  return catalog.text(language, outlook == Outlook::likely
                                    ? tr("Mungkin tidak terlayani hari ini")
                                    : tr("Kemungkinan besar tidak terlayani hari ini"));
}

std::string left_text(const Catalog& catalog, Language language, int left) {
  return fmt::format(fmt::runtime(catalog.text(language, tr("Sisa {}"))), left);
}

std::string code_refusal_text(const Catalog& catalog, Language language, const Refusal& refusal) {
  if (refusal.reason != Reason::wrong_state) return refusal_text(catalog, language, refusal);
  const auto state = enum_of<TicketState>(refusal.detail);
  const char* pattern = tr("{} tidak dapat kembali ke antrean. Silakan ambil nomor baru.");
  if (state == TicketState::waiting) {
    pattern = tr("{} masih di antrean. Silakan tunggu panggilan.");
  } else if (state == TicketState::called || state == TicketState::serving) {
    pattern = tr("{} sudah dipanggil. Silakan langsung ke loketnya; lihat layar panggilan.");
  } else if (state == TicketState::parked) {
    pattern = tr("{} disisihkan oleh petugas. Silakan langsung ke loketnya.");
  }
  return fmt::format(fmt::runtime(catalog.text(language, pattern)), refusal.subject);
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
