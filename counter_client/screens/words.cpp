#include "counter_client/screens/words.hpp"

#include <fmt/format.h>

namespace giliran::counter {

std::string Words::filled(const char* indonesian, const std::string& value) const {
  return fmt::format(fmt::runtime(say(indonesian)), value);
}

std::string Words::filled(const char* indonesian, int value) const {
  return fmt::format(fmt::runtime(say(indonesian)), value);
}

std::string Words::label(Press press) const {
  switch (press) {
    case Press::open:
      return say(tr("Buka loket"));
    case Press::call_next:
      return say(tr("Panggil berikutnya"));
    case Press::recall:
      return say(tr("Panggil ulang"));
    case Press::start:
      return say(tr("Mulai layani"));
    case Press::finish:
      return say(tr("Selesai"));
    case Press::finish_then_call:
      return say(tr("Selesai & panggil berikutnya"));
    case Press::no_show:
      return say(tr("Tidak hadir"));
    case Press::close:
      return say(tr("Tutup loket"));
    case Press::yes:
      return say(tr("Ya, tidak hadir"));
    case Press::keep_waiting:
      return say(tr("Tetap tunggu"));
    case Press::transfer:
      return say(tr("Alihkan…"));
    case Press::park:
      return say(tr("Sisihkan…"));
    case Press::outcome:
      return say(tr("Hasil lain…"));
    case Press::add_step:
      return say(tr("Tambah layanan…"));
    case Press::call_ticket:
      return say(tr("Cari nomor…"));
    case Press::aside:
      return say(tr("Datang kembali…"));
    case Press::take_break:
      return say(tr("Istirahat…"));
    case Press::resume:
      return say(tr("Usai istirahat"));
    case Press::lend:
      return say(tr("Jaga layanan lain…"));
    case Press::auto_call:
      return say(tr("Panggil otomatis"));
    case Press::back:
      return say(tr("Kembali"));
    case Press::main:
      break;
  }
  return {};
}

std::string Words::key(Press press) const {
  const char key = key_of(press);
  if (key == ' ') return say(tr("Spasi"));
  if (key == escape_key) return "Esc";
  return std::string(1, key);
}

std::string Words::key_line(Press press, const Shown& shown) const {
  const NoShowWait& wait = shown.no_show_wait;
  if (press == Press::no_show && wait.calls > 0) {
    return filled(tr("panggil {}× lagi"), wait.calls);
  }
  if (press == Press::no_show && wait.time.count() > 0) {
    return filled(tr("{} dtk lagi"), static_cast<int>(wait.time.count()));
  }
  if (press == Press::auto_call) {
    return fmt::format("{} · {}", key(press), say(shown.auto_call ? tr("nyala") : tr("mati")));
  }
  if (press == Press::aside && shown.aside > 0) {
    return fmt::format("{} · {}", key(press), shown.aside);
  }
  return key(press);
}

std::string Words::notice(const Notice& notice) const {
  switch (notice.kind) {
    case Notice::Kind::none_waiting:
      return say(tr("Tidak ada antrean untuk dipanggil."));
    case Notice::Kind::refused:
      return refusal_text(catalog_, language_, notice.refusal);
    case Notice::Kind::failed:
      return say(tr("Perintah tidak dapat dijalankan. Coba lagi."));
    case Notice::Kind::call_left_out:
      return say(tr("Sambungan sempat terputus. Panggil berikutnya bila Anda siap."));
    case Notice::Kind::slow:
      return say(tr("Menunggu jawaban sistem antrean…"));
  }
  return {};
}

std::string Words::counter(CounterId counter) const {
  return filled(tr("Loket {}"), counter.value());
}

std::string Words::title(CounterId counter) const {
  return filled(tr("Giliran – Loket {}"), counter.value());
}

std::string Words::waited(std::chrono::minutes waited) const {
  return waited_text(catalog_, language_, waited);
}

std::string Words::at_the_counter(const Shown& shown) const {
  const std::string& name = shown.name.in(language_);
  return shown.officer.empty() ? name : fmt::format("{} · {}", name, shown.officer);
}

std::string Words::list(const std::vector<LocalText>& texts) const {
  std::string all;
  for (const LocalText& text : texts)
    all += (all.empty() ? "" : ", ") + text.in(language_);
  return all;
}

std::string Words::banner(const Shown& shown) const {
  if (!shown.lost_since) return say(tr("Menyambung ke sistem antrean…"));
  return filled(tr("Terputus sejak {}. Menyambung lagi…"), time_text(language_, *shown.lost_since));
}

std::string Words::without_hall() const {
  return say(
      tr("Kiosk tetap memberi nomor. Layani dan panggil langsung; catat nomornya, masukkan "
         "setelah tersambung."));
}

std::string Words::today(const Shown& shown) const {
  std::string text = filled(tr("{} dilayani hari ini"), shown.served_today);
  if (!shown.mean_service) return text;
  return fmt::format("{} · {}", text,
                     filled(tr("rata-rata {}"), stopwatch_text(*shown.mean_service)));
}

}  // namespace giliran::counter
