#include <fmt/format.h>

#include <algorithm>

#include "display/screens/parts.hpp"
#include "shared/catalog/phrases.hpp"

namespace giliran::display {

using ui::Rect;
using ui::VAlign;
using ui::Weight;

namespace {

/// "13:00" of "2026-11-24T13:00" as people read it, if that is today.
std::optional<std::string> opening_today(Language language, const ShownWait& wait, LocalTime now) {
  if (!wait.opens_at || wait.opens_at->size() != 16) return std::nullopt;
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  const std::string date =
      fmt::format("{:04}-{:02}-{:02}T", static_cast<int>(today.year()),
                  static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()));
  if (!wait.opens_at->starts_with(date)) return std::nullopt;
  const char point = language == Language::en ? ':' : '.';
  return wait.opens_at->substr(11, 2) + point + wait.opens_at->substr(14, 2);
}

}  // namespace

std::string wait_words(const Look& look, const ShownWait& wait, LocalTime now) {
  const auto say = [&](const char* text) { return look.catalog.text(look.language, text); };
  if (wait.state == ServiceState::paused) return say(tr("Gangguan"));
  if (wait.state == ServiceState::full) return say(tr("Kuota habis"));
  if (wait.state != ServiceState::open) {
    const auto opens = opening_today(look.language, wait, now);
    if (!opens) return say(tr("Tutup"));
    return fmt::format(fmt::runtime(say(tr("Buka {}"))), *opens);
  }
  // Without an open counter nobody can say how long it takes.
  if (!wait.range) return fmt::format(fmt::runtime(say(tr("{} menunggu"))), wait.waiting);
  return fmt::format("{} · {}", wait.waiting,
                     short_wait_text(look.catalog, look.language, *wait.range));
}

void Parts::wait(const ShownWait& wait, const Rect& area) const {
  // What was true before the connection was lost is no help now.
  const bool live = scene.link == Link::live;
  const bool open = wait.state == ServiceState::open;
  Rect group = area.centred({area.w, px(106)});
  canvas.line(live ? wait_words(look, wait, scene.clock) : "–", group.take_top(px(60)),
              {.px = px(46),
               .weight = open ? Weight::bold : Weight::medium,
               .color = open ? look.theme.on_night : look.theme.on_night_2,
               .valign = VAlign::middle,
               .min_px = px(26)});
  canvas.line(
      fmt::format("{}  {}", wait.letter, wait.name.in(look.language)), group,
      {.px = px(28), .color = look.theme.on_night_2, .valign = VAlign::middle, .min_px = px(18)});
}

void Parts::waits(Rect area, int columns, std::size_t at_once) const {
  canvas.fill(area, look.theme.night_2);
  if (scene.waits.empty()) return;
  const std::size_t total = scene.waits.size();
  const std::size_t pages = (total + at_once - 1) / at_once;
  const std::size_t each = (total + pages - 1) / pages;
  const std::size_t page = scene.turn % pages;
  if (pages > 1) this->pages(area.take_bottom(px(24)), page, pages);
  const int beside = std::min(columns, static_cast<int>(each));
  const int rows = (static_cast<int>(each) + beside - 1) / beside;
  const auto lines = area.rows(rows, 0);
  const std::size_t end = std::min(total, (page + 1) * each);
  for (std::size_t i = page * each; i < end; ++i) {
    const int at = static_cast<int>(i - page * each);
    const Rect& line = lines.at(static_cast<std::size_t>(at / beside));
    const Rect place = line.columns(beside, 0).at(static_cast<std::size_t>(at % beside));
    if (at % beside > 0) {
      canvas.vertical_line({place.x, place.y}, place.h, std::max(1, px(2)), look.theme.night_line);
    }
    if (at / beside > 0) {
      canvas.horizontal_line({place.x, place.y}, place.w, std::max(1, px(2)),
                             look.theme.night_line);
    }
    const int left = at % beside > 0 ? px(32) : px(56);
    wait(scene.waits[i], {place.x + left, place.y, place.w - left - px(14), place.h});
  }
}

void Parts::pages(const Rect& area, std::size_t page, std::size_t count) const {
  const int step = px(22);
  int x = area.centre().x - step * static_cast<int>(count - 1) / 2;
  for (std::size_t i = 0; i < count; ++i, x += step) {
    canvas.circle({x, area.y + area.h * 2 / 5}, px(i == page ? 6 : 4),
                  i == page ? look.theme.on_night : look.theme.on_night_2);
  }
}

void Parts::message(Rect area) const {
  const bool lost = scene.link == Link::lost;
  const ui::Color ink = lost ? look.theme.on_bad : look.theme.on_brand;
  canvas.fill(area, lost ? look.theme.bad : look.theme.brand);
  std::string text;
  if (lost) {
    text = fmt::format(
        fmt::runtime(
            say(tr("Tidak terhubung sejak {}. Panggilan sementara langsung oleh petugas loket."))),
        time_text(look.language, *scene.lost_since));
  } else if (!scene.messages.empty()) {
    text = scene.messages[scene.turn % scene.messages.size()].in(look.language);
  }
  area = area.inset(px(56), px(6));
  if (lost) {
    canvas.icon(ui::Icon::disconnected, area.take_left(px(46), px(22)), ink);
  }
  if (text.empty()) return;
  canvas.paragraph(text, area,
                   {.px = px(36),
                    .weight = Weight::medium,
                    .color = ink,
                    .valign = VAlign::middle,
                    .min_px = px(20)});
}

}  // namespace giliran::display
