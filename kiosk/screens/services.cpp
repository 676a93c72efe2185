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
    if (!text.empty()) text += "; ";
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

std::string bring_text(const Sheet& sheet, const protocol::KioskService& service) {
  if (service.bring.empty()) return sheet.say(tr("Tanpa persyaratan"));
  return sheet.say(tr("Siapkan:")) + " " + joined(service.bring, sheet.language());
}

/// Where a card has what, and in which sizes: the same on all cards of a screen.
struct ServiceCard {
  ui::TextStyle name;
  ui::TextStyle bring;
  int between = 0;
  int pad = 0;     ///< above and below the text
  int margin = 0;  ///< more at the sides
  int sign = 0;
  int gap = 0;
  int wait = 0;

  int text_width(const Rect& card) const {
    return card.w - 2 * (pad + margin) - sign - wait - 2 * gap;
  }
};

bool fits(Sheet& sheet, const ServiceCard& look, const Rect& card,
          const protocol::KioskService& service) {
  const int width = look.text_width(card);
  const std::string& called = service.name.in(sheet.language());
  const int height = sheet.paragraph_height(called, width, look.name) + look.between +
                     sheet.paragraph_height(bring_text(sheet, service), width, look.bring);
  return height <= card.h - 2 * look.pad &&
         sheet.canvas().measure(longest_word(called), look.name).w <= width;
}

/// The largest sizes at which everything fits on all cards.
ServiceCard card_look(Sheet& sheet, const Rect& card,
                      const std::vector<protocol::KioskService>& services) {
  ServiceCard look;
  look.name = sheet.text(37, ui::Weight::bold, {});
  look.name.line_height = 1.15;
  look.bring = sheet.text(27, ui::Weight::regular, {});
  look.between = sheet.px(6);
  look.pad = sheet.px(card.h >= sheet.px(150) ? 18 : 12);
  look.margin = sheet.px(18);
  look.sign = sheet.px(64);
  look.gap = sheet.px(24);
  look.wait = sheet.px(sheet.portrait() ? 236 : 204);
  const auto all_fit = [&] {
    return std::ranges::all_of(services,
                               [&](const auto& one) { return fits(sheet, look, card, one); });
  };
  while (!all_fit() && (look.name.px > look.name.min_px || look.bring.px > look.bring.min_px)) {
    if (look.bring.px > look.bring.min_px) --look.bring.px;
    if (look.name.px > look.name.min_px) --look.name.px;
  }
  return look;
}

void draw_service(Sheet& sheet, const Rect& rect, const protocol::KioskService& service,
                  ServiceCard look) {
  const auto& theme = sheet.theme();
  const bool open = service.state == ServiceState::open;
  const std::string id = "service:" + service.service.value();
  sheet.card(rect, id, !open);
  sheet.target(id, rect);
  Rect inner = rect.inset(look.pad + look.margin, look.pad);
  const Rect sign = inner.take_right(look.sign, look.gap).centred({look.sign, look.sign});
  sheet.canvas().circle(sign.centre(), look.sign / 2, open ? theme.brand : theme.muted);
  sheet.canvas().icon(open ? ui::Icon::chevron_right : ui::Icon::clock, sign.inset(look.sign / 4),
                      theme.on_brand);
  draw_wait(sheet, inner.take_right(look.wait, look.gap), service);

  look.name.color = open ? theme.ink : theme.ink_2;
  look.bring.color = theme.ink_2;
  const std::string& called = service.name.in(sheet.language());
  const std::string what = bring_text(sheet, service);
  const int first = sheet.paragraph_height(called, inner.w, look.name);
  const int both = first + look.between + sheet.paragraph_height(what, inner.w, look.bring);
  inner.take_top(std::max(0, (inner.h - both) / 2));
  sheet.canvas().paragraph(called, inner.take_top(first, look.between), look.name);
  sheet.canvas().paragraph(what, inner, look.bring);
}

/// What to bring, one under the other, off the top of the area; only measures if `draw` is false.
void list_things(Sheet& sheet, Rect& area, const std::vector<LocalText>& things, bool draw) {
  const ui::TextStyle style = sheet.text(34, ui::Weight::regular, sheet.theme().ink);
  const int sign = sheet.px(36);
  for (const LocalText& thing : things) {
    const std::string& words = thing.in(sheet.language());
    Rect row = area;
    const Rect side = row.take_left(sign, sheet.px(18));
    row.h = sheet.paragraph_height(words, row.w, style);
    if (draw) {
      sheet.canvas().icon(ui::Icon::document, {side.x, side.y + sheet.px(4), sign, sign},
                          sheet.theme().brand);
      sheet.canvas().paragraph(words, row, style);
    }
    area.take_top(row.h, sheet.px(14));
  }
}

void draw_facts(Sheet& sheet, const Rect& area, const protocol::KioskService& service) {
  const auto& theme = sheet.theme();
  const auto columns = area.columns(2, sheet.px(24));
  const std::array<std::pair<std::string, std::string>, 2> facts{
      {{fmt::format("{}", service.waiting), sheet.say(tr("menunggu"))},
       {range_text(sheet.catalog(), sheet.language(), service.wait_range_s),
        sheet.say(tr("perkiraan tunggu"))}}};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Rect column = columns[i];
    ui::TextStyle value = sheet.text(48, ui::Weight::bold, theme.ink);
    value.valign = ui::VAlign::bottom;
    sheet.canvas().line(facts[i].first, column.take_top(sheet.px(70)), value);
    sheet.canvas().line(facts[i].second, column, sheet.text(28, ui::Weight::regular, theme.ink_2));
  }
}

/// An agency's only service: what to bring, large, and one button to take the number.
void draw_only_service(Sheet& sheet, Rect area, const protocol::KioskService& service,
                       const LocalText& agency) {
  const auto& theme = sheet.theme();
  const std::string& name = service.name.in(sheet.language());
  const bool named = name == agency.in(sheet.language());
  const bool nothing = service.bring.empty();
  const std::string first =
      nothing ? sheet.say(tr("Tanpa persyaratan. Silakan langsung mengambil nomor."))
              : sheet.say(tr("Siapkan:"));
  const ui::TextStyle title = sheet.title(50, theme.ink);
  const ui::TextStyle head =
      sheet.text(34, nothing ? ui::Weight::regular : ui::Weight::bold, theme.ink);
  const int pad = sheet.px(48);
  Rect inner = area.inset(pad, pad);
  Rect rest = inner;
  list_things(sheet, rest, service.bring, false);
  const int button = sheet.px(150);
  int height = rest.y - inner.y + sheet.paragraph_height(first, inner.w, head) + button +
               sheet.px(120 + 36 + 36 + 14 + 40);
  if (!named) height += sheet.paragraph_height(name, inner.w, title) + sheet.px(32);
  inner.h = std::min(inner.h, height);
  sheet.card({area.x, area.y, area.w, inner.h + 2 * pad}, "");
  sheet.button(
      inner.take_bottom(button, sheet.px(40)),
      {"service:" + service.service.value(), sheet.say(tr("Ambil nomor")), ButtonFace::Kind::main});
  if (!named) sheet.paragraph(inner, name, title, 32);
  draw_facts(sheet, inner.take_top(sheet.px(120), sheet.px(36)), service);
  sheet.canvas().horizontal_line({inner.x, inner.y}, inner.w, std::max(1, sheet.px(2)), theme.line);
  inner.take_top(sheet.px(36));
  sheet.paragraph(inner, first, head, 14);
  list_things(sheet, inner, service.bring, true);
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
    draw_only_service(sheet, area, services.front(), agency.name);
    return;
  }
  if (services.empty()) return;
  const int n = static_cast<int>(services.size());
  const int rows_that_fit = area.h / sheet.px(130);
  const int columns = n > rows_that_fit ? 2 : 1;
  const auto cells = grid(area, n, columns, sheet.px(18), sheet.px(200));
  const ServiceCard look = card_look(sheet, cells.front(), services);
  for (std::size_t i = 0; i < services.size(); ++i) {
    draw_service(sheet, cells[i], services[i], look);
  }
}

}  // namespace giliran::kiosk
