#include "shared/catalog/phrases.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace giliran {

namespace {

namespace chr = std::chrono;

constexpr std::array weekdays{tr("Senin"), tr("Selasa"), tr("Rabu"),  tr("Kamis"),
                              tr("Jumat"), tr("Sabtu"),  tr("Minggu")};
constexpr std::array short_weekdays{tr("Sen"), tr("Sel"), tr("Rab"), tr("Kam"),
                                    tr("Jum"), tr("Sab"), tr("Min")};
constexpr std::array months{tr("Januari"),   tr("Februari"), tr("Maret"),    tr("April"),
                            tr("Mei"),       tr("Juni"),     tr("Juli"),     tr("Agustus"),
                            tr("September"), tr("Oktober"),  tr("November"), tr("Desember")};
constexpr std::array short_months{tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("Mei"), tr("Jun"),
                                  tr("Jul"), tr("Agu"), tr("Sep"), tr("Okt"), tr("Nov"), tr("Des")};

struct Date {
  unsigned weekday;  ///< 0 is Monday
  unsigned day;
  unsigned month;  ///< 0 is January
  int year;
};

Date date_of(LocalTime time) {
  const auto days = chr::floor<chr::days>(time);
  const chr::year_month_day date(days);
  return {chr::weekday(days).iso_encoding() - 1, static_cast<unsigned>(date.day()),
          static_cast<unsigned>(date.month()) - 1, static_cast<int>(date.year())};
}

/// A granularity that a person believes: 5 minutes, from an hour on 15.
chr::minutes friendly_step(chr::seconds wait) {
  return wait > chr::hours(1) ? chr::minutes(15) : chr::minutes(5);
}

struct Minutes {
  long low;
  long high;
};

Minutes outwards(const WaitRange& range) {
  const auto low_step = chr::seconds(friendly_step(range.low)).count();
  const auto high_step = chr::seconds(friendly_step(range.high)).count();
  const long low = range.low.count() / low_step * low_step / 60;
  const long high = (range.high.count() + high_step - 1) / high_step * high_step / 60;
  return {low, high};
}

std::string wait_in(const Catalog& catalog, Language language, const WaitRange& range,
                    const char* at_once, const char* under, const char* between) {
  if (range.high <= chr::seconds(0)) return catalog.text(language, at_once);
  const Minutes minutes = outwards(range);
  if (minutes.low == 0) {
    return fmt::format(fmt::runtime(catalog.text(language, under)), minutes.high);
  }
  return fmt::format(fmt::runtime(catalog.text(language, between)), minutes.low, minutes.high);
}

}  // namespace

std::string time_text(Language language, LocalTime time) {
  const auto clock = chr::floor<chr::minutes>(time - chr::floor<chr::days>(time)).count();
  return fmt::format("{:02}{}{:02}", clock / 60, language == Language::en ? ':' : '.', clock % 60);
}

std::string date_text(const Catalog& catalog, Language language, LocalTime time, bool with_year) {
  const Date date = date_of(time);
  std::string text = fmt::format("{}, {} {}", catalog.text(language, weekdays.at(date.weekday)),
                                 date.day, catalog.text(language, months.at(date.month)));
  return with_year ? fmt::format("{} {}", text, date.year) : text;
}

std::string short_date_text(const Catalog& catalog, Language language, LocalTime time) {
  const Date date = date_of(time);
  return fmt::format("{} {} {} {}", catalog.text(language, short_weekdays.at(date.weekday)),
                     date.day, catalog.text(language, short_months.at(date.month)), date.year);
}

std::string wait_text(const Catalog& catalog, Language language, const WaitRange& range) {
  return wait_in(catalog, language, range, tr("Langsung"), tr("< {} menit"), tr("{}–{} menit"));
}

std::string short_wait_text(const Catalog& catalog, Language language, const WaitRange& range) {
  return wait_in(catalog, language, range, tr("langsung"), tr("< {} mnt"), tr("{}–{} mnt"));
}

std::string wait_numbers(const WaitRange& range) {
  if (range.high <= chr::seconds(0)) return "0";
  const Minutes minutes = outwards(range);
  return minutes.low == 0 ? fmt::format("<{}", minutes.high)
                          : fmt::format("{}–{}", minutes.low, minutes.high);
}

std::string waited_text(const Catalog& catalog, Language language, chr::seconds waited) {
  return fmt::format(fmt::runtime(catalog.text(language, tr("{} mnt"))),
                     chr::floor<chr::minutes>(waited).count());
}

std::string stopwatch_text(chr::seconds elapsed) {
  const long seconds = std::max<long>(0, elapsed.count());
  return seconds < 3600
             ? fmt::format("{}:{:02}", seconds / 60, seconds % 60)
             : fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

namespace {

/// Why a ticket in that state cannot be treated so, and what can be done first.
const char* state_sentence(const std::string& state) {
  switch (enum_of<TicketState>(state).value_or(TicketState::unserved)) {
    case TicketState::waiting:
      return tr("{subject} masih menunggu. Panggil dahulu.");
    case TicketState::called:
      return tr("{subject} sedang dipanggil. Mulai layani, sisihkan, atau alihkan dahulu.");
    case TicketState::serving:
      return tr("{subject} sedang dilayani. Selesaikan, sisihkan, atau alihkan dahulu.");
    case TicketState::parked:
      return tr("{subject} sedang disisihkan. Lanjutkan atau panggil dahulu.");
    case TicketState::finished:
      return tr("{subject} sudah selesai dilayani. Ambil nomor baru bila masih perlu.");
    case TicketState::no_show:
      return tr("{subject} sudah terlewat. Kembalikan ke antrean dahulu.");
    case TicketState::cancelled:
      return tr("{subject} sudah dibatalkan. Ambil nomor baru.");
    case TicketState::unserved:
      return tr("{subject} berakhir pada penutupan hari. Ambil nomor baru.");
  }
  return "";
}

/// `detail` is "calls=1 seconds=20".
std::string too_early_text(const Catalog& catalog, Language language, const Refusal& refusal) {
  const auto number_after = [&](std::string_view name) {
    const std::size_t at = refusal.detail.find(name);
    return at == std::string::npos ? 0 : std::atoi(refusal.detail.c_str() + at + name.size());
  };
  const int calls = number_after("calls=");
  const char* pattern =
      calls > 0 ? tr("{subject} belum boleh ditandai tidak hadir: panggil {calls} kali lagi.")
                : tr("{subject} belum boleh ditandai tidak hadir: tunggu {seconds} detik lagi.");
  return fmt::format(fmt::runtime(catalog.text(language, pattern)),
                     fmt::arg("subject", refusal.subject), fmt::arg("calls", calls),
                     fmt::arg("seconds", number_after("seconds=")));
}

}  // namespace

std::string refusal_text(const Catalog& catalog, Language language, const Refusal& refusal) {
  const auto say = [&](const char* pattern) {
    return fmt::format(fmt::runtime(catalog.text(language, pattern)),
                       fmt::arg("subject", refusal.subject), fmt::arg("detail", refusal.detail));
  };
  switch (refusal.reason) {
    case Reason::unknown_service:
      return say(tr("Layanan ini tidak ada lagi. Silakan pilih layanan lain."));
    case Reason::unknown_counter:
      return say(tr("Loket {subject} tidak terdaftar. Periksa pengaturan loket."));
    case Reason::unknown_ticket:
      return say(tr("Nomor ini tidak ditemukan hari ini."));
    case Reason::service_closed:
      return refusal.detail.empty() ? say(tr("Layanan ini sedang tutup."))
                                    : say(tr("Layanan ini sedang tutup. Buka lagi {detail}."));
    case Reason::counter_closed:
      return say(tr("Loket {subject} masih tutup. Buka loket dahulu."));
    case Reason::counter_open:
      return say(tr("Loket {subject} sudah buka."));
    case Reason::counter_busy:
      return say(tr("{subject} masih di loket ini. Selesaikan atau tandai tidak hadir dahulu."));
    case Reason::counter_without_call:
      return say(tr("Belum ada nomor yang dipanggil di loket {subject}."));
    case Reason::wrong_state:
      return say(state_sentence(refusal.detail));
    case Reason::unknown_officer:
      return say(tr("Petugas {subject} tidak terdaftar. Periksa pengaturan petugas."));
    case Reason::unknown_booking:
      return say(
          tr("Kode {subject} tidak ditemukan untuk hari ini. Periksa lagi kodenya atau ambil nomor "
             "biasa."));
    case Reason::unknown_reason:
      return say(tr("Alasan istirahat ini tidak ada dalam pengaturan."));
    case Reason::service_paused:
      return say(
          tr("Sistem layanan ini sedang terganggu. Nomor belum dapat diberikan; silakan coba lagi "
             "nanti."));
    case Reason::service_full:
      return say(tr("Kuota layanan ini untuk hari ini sudah habis."));
    case Reason::not_today:
      return say(tr("Antrean layanan ini tidak akan terlayani sebelum tutup hari ini."));
    case Reason::not_served_here:
      return say(tr("Layanan ini tidak dilayani di loket {detail}. Pilih loket lain."));
    case Reason::too_late:
      return say(
          tr("{subject} sudah terlewat lebih dari {detail} menit. Silakan ambil nomor baru."));
    case Reason::too_far:
      return say(tr("Tanggal {detail} tidak dapat dipesan. Pilih waktu lain."));
    case Reason::booked_up:
      return say(tr("Tidak ada tempat lagi untuk {detail}. Pilih waktu lain."));
    case Reason::booking_early:
      return say(tr("Kode {subject} berlaku untuk {detail}. Silakan datang pada waktu itu."));
    case Reason::number_taken:
      return say(tr("Nomor {subject} sudah dipakai hari ini. Periksa lagi nomornya."));
    case Reason::bad_time:
      return say(tr("Waktu ini tidak mungkin. Periksa lagi jamnya."));
    case Reason::bad_text:
      return say(tr("Isian ini kosong, terlalu panjang, atau tidak dapat dibaca."));
    case Reason::counter_on_break:
      return say(tr("Loket {subject} sedang istirahat. Akhiri istirahat dahulu."));
    case Reason::service_lent:
      return say(tr("Loket {detail} sudah melayani layanan ini."));
    case Reason::too_early:
      return too_early_text(catalog, language, refusal);
    case Reason::request_conflict:
      return say(tr("Perintah ini bertentangan dengan perintah sebelumnya. Ulangi dari awal."));
    case Reason::not_leased:
      return say(tr("Nomor {subject} tidak dititipkan kepada kiosk {detail}."));
    case Reason::disk_full:
      return say(
          tr("Nomor baru belum dapat diberikan: penyimpanan pusat antrean penuh. Pemanggilan tetap "
             "berjalan."));
    case Reason::not_now:
      return say(tr("Sistem antrean belum siap. Coba lagi sebentar."));
  }
  return {};
}

}  // namespace giliran
