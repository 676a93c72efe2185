#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"

/// The services of one agency, each with what to bring, before a number is taken.
namespace giliran::kiosk {

using ui::Rect;

namespace {

std::string joined(const std::vector<LocalText>& things, Language language) {
  std::string text;
  for (const LocalText& thing : things) {
    if (!text.empty()) text += " · ";
    text += thing.in(language);
  }
  return text;
}

/// Waiting people and wait range, right-aligned, one under the other; or when it opens.
void draw_wait(Sheet& sheet, const Rect& column, const protocol::KioskService& service) {
  const auto& theme = sheet.theme();
  const bool open = service.state == ServiceState::open;
  const bool known = !open || service.wait_range_s;
  ui::TextStyle strong = sheet.text(known ? 34 : 29, known ? ui::Weight::bold : ui::Weight::medium,
                                    open ? theme.ink : theme.bad);
  ui::TextStyle quiet = sheet.text(26, ui::Weight::regular, theme.ink_2);
  strong.align = quiet.align = ui::Align::right;
  strong.valign = ui::VAlign::bottom;
  const int first = sheet.px(46);
  const int both = first + sheet.px(36);
  Rect box = column.centred({column.w, std::min(both, column.h)});
  sheet.canvas().line(open ? range_text(sheet.catalog(), sheet.language(), service.wait_range_s)
                           : state_text(sheet.catalog(), sheet.language(), service.state),
                      box.take_top(std::min(first, box.h * 56 / 100)), strong);
  sheet.canvas().line(open ? waiting_text(sheet.catalog(), sheet.language(), service.waiting)
                           : opens_text(sheet.catalog(), sheet.language(), service.state,
                                        service.opens_at, sheet.scene().clock),
                      box, quiet);
}

void draw_service(Sheet& sheet, const Rect& rect, const protocol::KioskService& service) {
  const auto& theme = sheet.theme();
  const bool open = service.state == ServiceState::open;
  const std::string id = "service:" + service.service.value();
  sheet.card(rect, id, !open);
  sheet.target(id, rect);
  const bool roomy = rect.h >= sheet.px(150);
  Rect inner = rect.inset(sheet.px(34), sheet.px(roomy ? 22 : 12));
  const int go = sheet.px(64);
  Rect sign = inner.take_right(go, sheet.px(22));
  sign = sign.centred({go, go});
  sheet.canvas().circle(sign.centre(), go / 2, open ? theme.brand : theme.muted);
  sheet.canvas().icon(open ? ui::Icon::chevron_right : ui::Icon::clock, sign.inset(go / 4),
                      theme.on_brand);
  draw_wait(sheet, inner.take_right(sheet.px(sheet.portrait() ? 236 : 200), sheet.px(24)), service);

  ui::TextStyle name =
      sheet.text(roomy ? 37 : 32, ui::Weight::bold, open ? theme.ink : theme.ink_2);
  name.line_height = 1.15;
  ui::TextStyle bring = sheet.text(27, ui::Weight::regular, theme.ink_2);
  const std::string& called = service.name.in(sheet.language());
  const std::string what = service.bring.empty() ? sheet.say(tr("Tanpa persyaratan"))
                                                 : sheet.say(tr("Siapkan:")) + " " +
                                                       joined(service.bring, sheet.language());
  const int between = sheet.px(6);
  const auto needs = [&] {
    return sheet.paragraph_height(called, inner.w, name) + between +
           sheet.paragraph_height(what, inner.w, bring);
  };
  const auto too_wide = [&] {
    return sheet.canvas().measure(longest_word(called), name).w > inner.w;
  };
  while ((needs() > inner.h || too_wide()) && (name.px > name.min_px || bring.px > bring.min_px)) {
    if (name.px > name.min_px) --name.px;
    if (bring.px > bring.min_px) --bring.px;
  }
  inner.take_top(std::max(0, (inner.h - needs()) / 2));
  const int height = sheet.paragraph_height(called, inner.w, name);
  sheet.canvas().paragraph(called, inner.take_top(height, between), name);
  sheet.canvas().paragraph(what, inner, bring);
}

/// An agency's only service: what to bring, large, and one button to take the number.
void draw_only_service(Sheet& sheet, Rect area, const protocol::KioskService& service) {
  const auto& theme = sheet.theme();
  const Language language = sheet.language();
  area.h = std::min(area.h, sheet.px(sheet.portrait() ? 1000 : 900));
  sheet.card(area, "");
  Rect inner = area.inset(sheet.px(52), sheet.px(48));
  const Rect action = inner.take_bottom(sheet.px(150), sheet.px(40));
  sheet.button(action, {"service:" + service.service.value(), sheet.say(tr("Ambil nomor")),
                        ButtonFace::Kind::main});
  sheet.paragraph(inner, service.name.in(language), sheet.title(50, theme.ink), 32);
  Rect facts = inner.take_top(sheet.px(120), sheet.px(36));
  const auto columns = facts.columns(2, sheet.px(24));
  const std::array<std::pair<std::string, std::string>, 2> pairs{
      {{fmt::format("{}", service.waiting), sheet.say(tr("menunggu"))},
       {range_text(sheet.catalog(), language, service.wait_range_s),
        sheet.say(tr("perkiraan tunggu"))}}};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Rect column = columns[i];
    ui::TextStyle value = sheet.text(48, ui::Weight::bold, theme.ink);
    value.valign = ui::VAlign::bottom;
    sheet.canvas().line(pairs[i].first, column.take_top(sheet.px(70)), value);
    sheet.canvas().line(pairs[i].second, column, sheet.text(28, ui::Weight::regular, theme.ink_2));
  }
  sheet.canvas().horizontal_line({inner.x, inner.y}, inner.w, std::max(1, sheet.px(2)), theme.line);
  inner.take_top(sheet.px(36));
  if (service.bring.empty()) {
    sheet.paragraph(inner, sheet.say(tr("Tanpa persyaratan. Silakan langsung mengambil nomor.")),
                    sheet.text(34, ui::Weight::regular, theme.ink), 0);
    return;
  }
  sheet.paragraph(inner, sheet.say(tr("Siapkan:")), sheet.text(34, ui::Weight::bold, theme.ink),
                  14);
  for (const LocalText& thing : service.bring) {
    const ui::TextStyle style = sheet.text(34, ui::Weight::regular, theme.ink);
    const int sign = sheet.px(36);
    Rect row = inner;
    const Rect tick = row.take_left(sign, sheet.px(18));
    row.h = sheet.paragraph_height(thing.in(language), row.w, style);
    sheet.canvas().icon(ui::Icon::document, {tick.x, row.y + sheet.px(4), sign, sign}, theme.brand);
    sheet.canvas().paragraph(thing.in(language), row, style);
    inner.take_top(row.h, sheet.px(14));
  }
}

}  // namespace

void draw_services(Sheet& sheet) {
  const auto& agency = *sheet.scene().agency;
  const auto& services = agency.services;
  const bool only = services.size() == 1;
  const Rect area =
      browse_frame(sheet, agency.name.in(sheet.language()),
                   only ? sheet.say(tr("Periksa yang perlu dibawa, lalu ambil nomor."))
                        : sheet.say(tr("Sentuh keperluan Anda. Nomor antrean langsung diambil.")),
                   FrameBadge{agency.letter, false}, false);
  if (only && services.front().state == ServiceState::open) {
    draw_only_service(sheet, area, services.front());
    return;
  }
  const int n = static_cast<int>(services.size());
  const int rows_that_fit = area.h / sheet.px(130);
  const int columns = n > rows_that_fit ? 2 : 1;
  const auto cells = grid(area, n, columns, sheet.px(20), sheet.px(200));
  for (std::size_t i = 0; i < services.size(); ++i)
    draw_service(sheet, cells[i], services[i]);
}

}  // namespace giliran::kiosk
