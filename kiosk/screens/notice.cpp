#include <fmt/format.h>

#include <algorithm>

#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"
#include "shared/base/iso_time.hpp"

/// Screens that say one thing: closed, asking, refused, not connected; and the idle question.
namespace giliran::kiosk {

using ui::Rect;

namespace {

struct Notice {
  ui::Icon icon = ui::Icon::info;
  bool bad = false;
  std::string above;  ///< what it is about
  std::string title;
  std::string text;
  std::vector<std::string> small;  ///< under it, a paragraph each
  std::vector<ButtonFace> buttons;
};

std::string subject(const Sheet& sheet) {
  const Scene& scene = sheet.scene();
  if (!scene.agency) return {};
  const std::string& agency = scene.agency->name.in(sheet.language());
  if (!scene.service) return agency;
  const std::string& service = scene.package ? scene.package->name.in(sheet.language())
                                             : scene.service->name.in(sheet.language());
  return service == agency ? agency : agency + " · " + service;
}

/// The way back, and before it a slip for another day if there is one.
std::vector<ButtonFace> ways(const Sheet& sheet) {
  const Scene& scene = sheet.scene();
  const std::string back = sheet.say(tr("Kembali"));
  if (!scene.offers_dated) return {{"back", back, ButtonFace::Kind::main}};
  const auto opens =
      scene.service->opens_at ? iso_local_time(*scene.service->opens_at) : std::nullopt;
  const std::string day = opens ? day_text(sheet.catalog(), sheet.language(), *opens, scene.clock)
                                : sheet.say(tr("hari buka berikutnya"));
  return {{"back", back, ButtonFace::Kind::plain},
          {"dated", fmt::format(fmt::runtime(sheet.say(tr("Ambil antrean untuk {}"))), day),
           ButtonFace::Kind::main, std::nullopt, 2}};
}

std::string dated_text(const Sheet& sheet) {
  return sheet.say(tr("Dengan slip antrean Anda didahulukan pada hari itu."));
}

/// The holiday for which today is closed, if it is one.
const LocalText* closed_for(const Scene& scene) {
  if (scene.service) return scene.service->closed_for ? &*scene.service->closed_for : nullptr;
  for (const auto& service : scene.agency->services) {
    if (service.closed_for) return &*service.closed_for;
  }
  return nullptr;
}

Notice closed(const Sheet& sheet) {
  const Scene& scene = sheet.scene();
  const ServiceState state = scene.service ? scene.service->state : scene.agency->state;
  const auto& opens_at = scene.service ? scene.service->opens_at : scene.agency->opens_at;
  Notice notice;
  notice.icon = ui::Icon::clock;
  notice.above = subject(sheet);
  notice.text = opens_text(sheet.catalog(), sheet.language(), state, opens_at, scene.clock);
  notice.small = {
      sheet.say(tr("Nomor dapat diambil lagi sesudah buka. Layanan lain tetap dapat dipilih."))};
  switch (state) {
    case ServiceState::paused:
      notice.title = sheet.say(tr("Sistem sedang gangguan"));
      notice.text = sheet.say(tr("Nomor dapat diambil lagi sesudah sistem pulih."));
      notice.small = {sheet.say(tr("Yang sudah punya nomor tetap dilayani sesuai urutan."))};
      break;
    case ServiceState::full:
      notice.title = sheet.say(tr("Kuota hari ini habis"));
      notice.text = sheet.say(tr("Semua nomor untuk hari ini sudah diambil."));
      notice.small = {sheet.say(tr("Layanan lain tetap dapat dipilih."))};
      break;
    case ServiceState::on_break:
      notice.title = sheet.say(tr("Sedang istirahat"));
      break;
    case ServiceState::open:
    case ServiceState::closed:
      notice.title = sheet.say(tr("Sedang tutup"));
      if (const LocalText* holiday = closed_for(scene)) {
        notice.small.insert(notice.small.begin(), notice.text);
        notice.text = holiday->in(sheet.language());
      }
      break;
  }
  if (scene.offers_dated) notice.small.back() = dated_text(sheet);
  notice.buttons = ways(sheet);
  return notice;
}

std::string wish_text(const Sheet& sheet) {
  switch (sheet.scene().wish) {
    case Wish::check_in:
      return sheet.say(tr("Kode Anda sedang diperiksa."));
    case Wish::back:
      return sheet.say(tr("Nomor Anda sedang dikembalikan ke antrean."));
    case Wish::dated:
      return sheet.say(tr("Slip Anda sedang diambil."));
    case Wish::number:
      break;
  }
  return sheet.say(tr("Nomor Anda sedang diambil."));
}

Notice asking(const Sheet& sheet) {
  Notice notice;
  notice.above = subject(sheet);
  notice.icon = ui::Icon::clock;
  if (!sheet.scene().answer_late) {
    notice.title = sheet.say(tr("Sebentar…"));
    notice.text = wish_text(sheet);
    return notice;
  }
  notice.icon = ui::Icon::warning;
  notice.bad = true;
  notice.title = sheet.say(tr("Belum ada jawaban"));
  notice.text = sheet.say(tr("Sistem antrean belum menjawab. Kiosk terus mencoba."));
  notice.small = {
      sheet.scene().wish == Wish::number
          ? sheet.say(tr("Nomor Anda hanya diambil satu kali. Bila terlalu lama, silakan "
                         "hubungi petugas."))
          : sheet.say(tr("Bila terlalu lama, silakan hubungi petugas."))};
  notice.buttons = {{"cancel", sheet.say(tr("Batalkan")), ButtonFace::Kind::main}};
  return notice;
}

/// Without the hall, and no number of the kiosk's own either.
Notice no_number(const Sheet& sheet) {
  Notice notice;
  notice.icon = ui::Icon::warning;
  notice.bad = true;
  notice.above = subject(sheet);
  notice.title = sheet.say(tr("Nomor belum dapat diberikan"));
  notice.text = sheet.say(tr("Silakan minta nomor kepada petugas."));
  notice.small = {
      sheet.say(tr("Pusat antrean tidak terhubung, dan nomor di kiosk ini untuk "
                   "layanan tersebut sudah habis."))};
  notice.buttons = {{"back", sheet.say(tr("Kembali")), ButtonFace::Kind::main}};
  return notice;
}

Notice refused(const Sheet& sheet) {
  if (!sheet.scene().refusal) return no_number(sheet);
  Notice notice;
  notice.icon = ui::Icon::warning;
  notice.bad = true;
  notice.above = subject(sheet);
  notice.title = sheet.say(tr("Nomor belum dapat diberikan"));
  notice.text = refusal_text(sheet.catalog(), sheet.language(), *sheet.scene().refusal);
  if (sheet.scene().offers_dated) notice.small = {dated_text(sheet)};
  notice.buttons = ways(sheet);
  return notice;
}

/// Nobody can choose a language here, so that all of them say it.
Notice unreachable(const Sheet& sheet) {
  const Scene& scene = sheet.scene();
  Notice notice;
  notice.icon = ui::Icon::disconnected;
  notice.bad = true;
  notice.title = sheet.say(tr("Sistem antrean tidak terhubung"));
  notice.text = sheet.say(tr("Silakan hubungi petugas untuk mengambil nomor."));
  if (scene.lost_since) {
    notice.small.push_back(
        fmt::format(fmt::runtime(sheet.say(tr("Sejak {}. Kiosk terus mencoba sendiri."))),
                    time_text(sheet.language(), *scene.lost_since)));
  }
  const std::vector<Language> all(all_languages.begin(), all_languages.end());
  for (const Language other : scene.view ? scene.view->languages : all) {
    if (other == sheet.language()) continue;
    notice.small.push_back(
        sheet.catalog().text(other, tr("Sistem antrean tidak terhubung")) + ". " +
        sheet.catalog().text(other, tr("Silakan hubungi petugas untuk mengambil nomor.")));
  }
  return notice;
}

Notice connecting(const Sheet& sheet) {
  Notice notice;
  notice.icon = ui::Icon::clock;
  notice.title = sheet.say(tr("Sebentar…"));
  notice.text = sheet.say(tr("Kiosk sedang terhubung ke sistem antrean."));
  return notice;
}

Notice notice_of(const Sheet& sheet) {
  switch (sheet.scene().page) {
    case Page::closed:
      return closed(sheet);
    case Page::asking:
      return asking(sheet);
    case Page::refused:
      return refused(sheet);
    case Page::unreachable:
      return unreachable(sheet);
    default:
      return connecting(sheet);
  }
}

}  // namespace

void draw_notice(Sheet& sheet) {
  const auto& theme = sheet.theme();
  const Notice notice = notice_of(sheet);
  sheet.canvas().clear(theme.paper);
  Rect area = sheet.canvas().bounds().inset(sheet.px(64), sheet.px(52));
  if (sheet.scene().view) sheet.header(area);
  area = area.centred({std::min(area.w, sheet.px(1000)), area.h});
  if (sheet.portrait()) {
    for (const ButtonFace& face : notice.buttons)
      sheet.button(area.take_bottom(sheet.px(150), sheet.px(24)), face);
  } else if (!notice.buttons.empty()) {
    sheet.button_row(area.take_bottom(sheet.px(150), sheet.px(24)), notice.buttons);
  }
  ui::TextStyle above = sheet.text(38, ui::Weight::semibold, theme.ink_2);
  ui::TextStyle title = sheet.title(72, theme.ink);
  ui::TextStyle text = sheet.text(42, ui::Weight::medium, theme.ink);
  ui::TextStyle small = sheet.text(32, ui::Weight::regular, theme.ink_2);
  above.align = title.align = text.align = small.align = ui::Align::centre;
  const int gap = sheet.px(24);
  const int sign = sheet.px(180);
  int height = sign + 2 * gap;
  for (const auto& [words, style] :
       {std::pair(&notice.above, &above), {&notice.title, &title}, {&notice.text, &text}}) {
    if (!words->empty()) height += sheet.paragraph_height(*words, area.w, *style) + gap;
  }
  for (const auto& words : notice.small) {
    height += sheet.paragraph_height(words, area.w, small) + gap;
  }
  area.take_top(std::max(0, (area.h - height) / 2));
  const Rect circle = area.take_top(sign, 2 * gap).centred({sign, sign});
  sheet.canvas().circle(circle.centre(), sign / 2, notice.bad ? theme.bad_tint : theme.tint);
  sheet.canvas().icon(notice.icon, circle.inset(sign * 27 / 100),
                      notice.bad ? theme.on_bad_tint : theme.brand);
  if (!notice.above.empty()) sheet.paragraph(area, notice.above, above, 24);
  sheet.paragraph(area, notice.title, title, 24);
  if (!notice.text.empty()) sheet.paragraph(area, notice.text, text, 24);
  for (const auto& words : notice.small)
    sheet.paragraph(area, words, small, 24);
}

void draw_question(Sheet& sheet) {
  const auto& theme = sheet.theme();
  const Countdown& left = *sheet.scene().still_there;
  sheet.cover();
  const Rect all = sheet.canvas().bounds();
  sheet.canvas().fill(all, theme.night.with_alpha(190));
  Rect card = all.centred({std::min(all.w - 2 * sheet.px(64), sheet.px(900)), sheet.px(820)});
  sheet.canvas().box(card, {.fill = theme.card, .radius = sheet.px(36)});
  Rect inner = card.inset(sheet.px(56), sheet.px(52));
  sheet.button(inner.take_bottom(sheet.px(116), sheet.px(24)),
               {"leave", sheet.say(tr("Tidak, selesai")), ButtonFace::Kind::plain});
  sheet.button(inner.take_bottom(sheet.px(150), sheet.px(36)),
               {"still-here", sheet.say(tr("Ya, lanjutkan")), ButtonFace::Kind::main});
  sheet.canvas().progress(inner.take_bottom(sheet.px(10), sheet.px(16)),
                          static_cast<double>(left.left_s) / left.of_s, theme.brand, theme.line);
  ui::TextStyle title = sheet.title(72, theme.ink);
  ui::TextStyle number = sheet.title(150, theme.brand);
  ui::TextStyle text = sheet.text(34, ui::Weight::regular, theme.ink_2);
  title.align = number.align = text.align = ui::Align::centre;
  number.valign = ui::VAlign::middle;
  sheet.paragraph(inner, sheet.say(tr("Masih di sini?")), title, 8);
  const std::string what = sheet.say(tr("Tanpa jawaban, pilihan Anda dihapus dari layar."));
  const int below = sheet.paragraph_height(what, inner.w, text);
  sheet.canvas().paragraph(what, inner.take_bottom(below, sheet.px(8)), text);
  sheet.canvas().line(fmt::format("{}", left.left_s), inner, number);
}

}  // namespace giliran::kiosk
