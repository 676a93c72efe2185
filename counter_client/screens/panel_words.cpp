#include <fmt/format.h>

#include <array>

#include "counter_client/screens/words.hpp"

/// What a panel says.
namespace giliran::counter {

namespace {

/// The phrases that the hall keeps as reasons.
constexpr std::array reasons{Phrase::photocopy,      Phrase::complete_papers, Phrase::payment,
                             Phrase::other_document, Phrase::missed_call,     Phrase::special_need,
                             Phrase::papers_ready};

}  // namespace

std::string Words::question(const ShownPanel& panel) const {
  const std::string ticket = panel.ticket ? panel.ticket->text() : "";
  switch (panel.kind) {
    case PanelKind::officer:
      return say(tr("Siapa yang bertugas?"));
    case PanelKind::transfer:
      return filled(panel.chosen ? tr("Di mana {} menunggu?") : tr("Alihkan {} ke…"), ticket);
    case PanelKind::park:
      return filled(tr("Sisihkan {}: mengapa?"), ticket);
    case PanelKind::outcome:
      return panel.chosen ? say(tr("Apa yang kurang?")) : filled(tr("Hasil {}"), ticket);
    case PanelKind::add_step:
      return filled(tr("Tambah layanan untuk {}"), ticket);
    case PanelKind::call_ticket:
      return say(panel.chosen ? tr("Mengapa di luar urutan?") : tr("Panggil di luar urutan"));
    case PanelKind::aside:
      return say(tr("Siapa yang kembali?"));
    case PanelKind::take_break:
      return say(tr("Istirahat untuk apa?"));
    case PanelKind::lend:
      return say(panel.chosen ? tr("Berapa lama?") : tr("Jaga layanan mana?"));
  }
  return {};
}

std::string Words::typed(const ShownPanel& panel) {
  std::string text = panel.typed;
  if (panel.typing != Typing::number) return text;
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string Words::phrase(Phrase phrase) const {
  switch (phrase) {
    case Phrase::no_officer:
      return say(tr("Tanpa nama"));
    case Phrase::back_to_queue:
      return say(tr("Kembali ke antrean"));
    case Phrase::by_arrival:
      return say(tr("Menurut waktu datang"));
    case Phrase::first:
      return say(tr("Paling depan"));
    case Phrase::last:
      return say(tr("Paling belakang"));
    case Phrase::no_reason:
      return say(tr("tanpa alasan"));
    case Phrase::photocopy:
      return say(tr("fotokopi"));
    case Phrase::complete_papers:
      return say(tr("melengkapi berkas"));
    case Phrase::payment:
      return say(tr("pembayaran"));
    case Phrase::served:
      return say(tr("Selesai dilayani"));
    case Phrase::missing_document:
      return say(tr("Berkas kurang…"));
    case Phrase::wrong_service:
      return say(tr("Salah layanan"));
    case Phrase::referred:
      return say(tr("Dirujuk ke instansi lain"));
    case Phrase::left:
      return say(tr("Pengunjung pergi"));
    case Phrase::other_document:
      return say(tr("dokumen lain"));
    case Phrase::missed_call:
      return say(tr("terlewat dipanggil"));
    case Phrase::special_need:
      return say(tr("keadaan khusus"));
    case Phrase::papers_ready:
      return say(tr("berkas sudah lengkap"));
    case Phrase::parked:
      return say(tr("Disisihkan: lanjutkan di loket ini"));
    case Phrase::absent:
      return say(tr("Tidak hadir: masuk antrean lagi"));
    case Phrase::this_number:
      return say(tr("nomor yang diketik"));
    case Phrase::give_back:
      return say(tr("Kembalikan {}"));
  }
  return {};
}

std::string Words::reason(const std::string& kept) const {
  for (const Phrase known : reasons) {
    if (reason_text(known) == kept) return phrase(known);
  }
  return kept;
}

std::string Words::entry(const Entry& entry) const {
  const std::string& name = entry.name.in(language_);
  if (entry.phrase == Phrase::give_back) {
    return fmt::format(fmt::runtime(phrase(Phrase::give_back)), name);
  }
  if (entry.phrase) return phrase(*entry.phrase);
  if (std::holds_alternative<CounterId>(entry.choice)) {
    return fmt::format("{} · {}", counter(*entry.counter), name);
  }
  if (const auto* length = std::get_if<std::chrono::minutes>(&entry.choice)) {
    return filled(tr("{} menit"), static_cast<int>(length->count()));
  }
  return name;
}

std::string Words::entry_detail(const Entry& entry) const {
  if (entry.phrase == Phrase::back_to_queue) return entry.name.in(language_);
  if (entry.phrase == Phrase::give_back) return filled(tr("sisa {}"), waited(*entry.minutes));
  if (std::holds_alternative<OfficerId>(entry.choice) && entry.counter) {
    return counter(*entry.counter);
  }
  return reason(entry.why);
}

std::string Words::entry_group(const Entry& entry) const {
  if (const auto* agency = std::get_if<LocalText>(&entry.group)) return agency->in(language_);
  if (const auto* said = std::get_if<Phrase>(&entry.group)) return phrase(*said);
  return {};
}

}  // namespace giliran::counter
