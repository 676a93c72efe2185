#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "kiosk/screens/frame.hpp"
#include "kiosk/screens/sheet.hpp"
#include "kiosk/screens/words.hpp"

/// The services of one agency, each with what to bring, before a number is taken.
namespace giliran::kiosk {

using ui::Rect;

namespace {

std::string joined(const std::vector<LocalText>& things, const char* between, Language language) {
  std::string text;
  for (const LocalText& thing : things) {
    if (!text.empty()) text += between;
    text += thing.in(language);
  }
  return text;
}

/// One card: a service or a package.
struct Choice {
  std::string id;
  std::string name;
  std::string detail;  ///< what to bring, or the services in order
  std::string note;    ///< what to know before choosing; may be empty
  std::string brief;   ///< the note for a small card; may be empty
  std::string strong;  ///< how long it takes, or its state
  std::string quiet;   ///< under it
  std::string left;    ///< of the quota; may be empty
  bool open = true;
  bool known = true;  ///< `strong` is a time
};

std::string bring_text(const Sheet& sheet, const protocol::KioskService& service) {
  if (service.bring.empty()) return sheet.say(tr("Tanpa persyaratan"));
  return sheet.say(tr("Siapkan:")) + " " + joined(service.bring, "; ", sheet.language());
}

Choice choice_of(const Sheet& sheet, const protocol::KioskService& service) {
  const Catalog& catalog = sheet.catalog();
  const Language language = sheet.language();
  Choice choice;
  choice.id = "service:" + service.service.value();
  choice.name = service.name.in(language);
  choice.detail = bring_text(sheet, service);
  choice.open = service.state == ServiceState::open;
  if (!choice.open) {
    choice.strong = state_text(catalog, language, service.state);
    choice.quiet =
        opens_text(catalog, language, service.state, service.opens_at, sheet.scene().clock);
    if (service.closed_for) choice.note = service.closed_for->in(language);
    return choice;
  }
  if (sheet.scene().offline) {
    choice.known = false;
    choice.strong = sheet.say(tr("Ambil nomor"));
    return choice;
  }
  choice.known = service.wait_range_s.has_value();
  choice.strong = range_text(catalog, language, service.wait_range_s);
  choice.quiet = waiting_text(catalog, language, service.waiting);
  choice.note = outlook_text(catalog, language, service.outlook);
  choice.brief = outlook_text(catalog, language, service.outlook, true);
  if (service.left) choice.left = left_text(catalog, language, *service.left);
  return choice;
}

Choice choice_of(const Sheet& sheet, const protocol::KioskPackage& package) {
  Choice choice;
  choice.id = "package:" + package.package.value();
  choice.name = package.name.in(sheet.language());
  std::vector<LocalText> steps;
  for (const ServiceId& id : package.services) {
    for (const auto& agency : sheet.scene().view->agencies) {
      const auto step = std::ranges::find(agency.services, id, &protocol::KioskService::service);
      if (step != agency.services.end()) steps.push_back(step->name);
    }
  }
  choice.detail = sheet.say(tr("Berurutan:")) + " " + joined(steps, " → ", sheet.language());
  choice.open = package.state == ServiceState::open;
  choice.known = false;
  choice.strong =
      choice.open ? fmt::format(fmt::runtime(sheet.say(tr("{} layanan"))), package.services.size())
                  : state_text(sheet.catalog(), sheet.language(), package.state);
  choice.quiet = sheet.say(tr("satu nomor"));
  return choice;
}

std::vector<Choice> choices_of(const Sheet& sheet, const protocol::KioskAgency& agency) {
  std::vector<Choice> choices;
  for (const auto& service : agency.services)
    choices.push_back(choice_of(sheet, service));
  for (const auto& package : agency.packages)
    choices.push_back(choice_of(sheet, package));
  return choices;
}

/// The note within the other lines, where cards have no room for one of its own.
Choice tightened(Choice choice) {
  if (!choice.brief.empty()) choice.quiet = choice.brief;
  if (!choice.open && !choice.note.empty()) choice.detail = choice.note;
  choice.note.clear();
  return choice;
}

/// Wait, people and quota, right-aligned, one under the other; or when it opens.
void draw_wait(Sheet& sheet, const Rect& column, const Choice& choice) {
  const auto& theme = sheet.theme();
  const bool strong_ink = choice.known || !choice.open;
  ui::TextStyle strong =
      sheet.text(strong_ink ? 34 : 29, strong_ink ? ui::Weight::bold : ui::Weight::medium,
                 choice.open ? theme.ink : theme.bad);
  ui::TextStyle quiet = sheet.text(26, ui::Weight::regular, theme.ink_2);
  strong.align = quiet.align = ui::Align::right;
  if (choice.quiet.empty()) {
    strong.valign = ui::VAlign::middle;
    sheet.canvas().line(choice.strong, column, strong);
    return;
  }
  strong.valign = ui::VAlign::bottom;
  const int first = sheet.px(46);
  const int line = sheet.px(36);
  const int lines = choice.left.empty() ? 1 : 2;
  Rect box = column.centred({column.w, std::min(first + lines * line, column.h)});
  sheet.canvas().line(choice.strong, box.take_top(std::min(first, box.h * 56 / 100)), strong);
  ui::TextStyle second = quiet;
  if (choice.quiet == choice.brief) {
    second.weight = ui::Weight::semibold;
    second.color = theme.ink;
  }
  sheet.canvas().line(choice.quiet, box.take_top(std::min(line, box.h)), second);
  if (choice.left.empty()) return;
  quiet.weight = ui::Weight::semibold;
  quiet.color = theme.ink;
  sheet.canvas().line(choice.left, box, quiet);
}

/// Where a card has what, and in which sizes: the same on all cards of a screen.
struct ServiceCard {
  ui::TextStyle name;
  ui::TextStyle detail;
  ui::TextStyle note;
  int between = 0;
  int pad = 0;     ///< above and below the text
  int margin = 0;  ///< more at the sides
  int sign = 0;
  int gap = 0;
  int wait = 0;

  int text_width(const Rect& card) const {
    return card.w - 2 * (pad + margin) - sign - wait - 2 * gap;
  }
  int text_height(Sheet& sheet, const Choice& choice, int width) const {
    int height = sheet.paragraph_height(choice.name, width, name) + between +
                 sheet.paragraph_height(choice.detail, width, detail);
    if (!choice.note.empty()) height += between + sheet.note_height(choice.note, width, note);
    return height;
  }
};

bool fits(Sheet& sheet, const ServiceCard& look, const Rect& card, const Choice& choice) {
  const int width = look.text_width(card);
  return look.text_height(sheet, choice, width) <= card.h - 2 * look.pad &&
         sheet.canvas().measure(longest_word(choice.name), look.name).w <= width;
}

/// The largest sizes at which everything fits on all cards; nothing if there is none.
std::optional<ServiceCard> card_look(Sheet& sheet, const Rect& card,
                                     const std::vector<Choice>& choices) {
  ServiceCard look;
  look.name = sheet.text(37, ui::Weight::bold, {});
  look.name.line_height = 1.15;
  look.detail = sheet.text(27, ui::Weight::regular, {});
  look.note = sheet.text(25, ui::Weight::semibold, {});
  look.between = sheet.px(6);
  look.pad = sheet.px(card.h >= sheet.px(150) ? 18 : card.h >= sheet.px(130) ? 12 : 8);
  look.margin = sheet.px(18);
  look.sign = sheet.px(64);
  look.gap = sheet.px(24);
  look.wait = sheet.px(236);
  ui::TextStyle least = sheet.text(26, ui::Weight::regular, {});
  least.px = least.min_px;
  for (const Choice& choice : choices) {
    least.weight = choice.quiet == choice.brief ? ui::Weight::semibold : ui::Weight::regular;
    look.wait = std::max(look.wait, sheet.canvas().measure(choice.quiet, least).w + 2);
  }
  const auto all_fit = [&] {
    return std::ranges::all_of(choices,
                               [&](const auto& one) { return fits(sheet, look, card, one); });
  };
  const auto shrink = [](ui::TextStyle& style) {
    if (style.px > style.min_px) --style.px;
    return style.px > style.min_px;
  };
  bool more = true;
  while (!all_fit()) {
    if (!more) return std::nullopt;
    const bool detail = shrink(look.detail);
    const bool name = shrink(look.name);
    more = shrink(look.note) || detail || name;
  }
  return look;
}

void draw_choice(Sheet& sheet, const Rect& rect, const Choice& choice, ServiceCard look) {
  const auto& theme = sheet.theme();
  sheet.card(rect, choice.id, !choice.open);
  sheet.target(choice.id, rect);
  Rect inner = rect.inset(look.pad + look.margin, look.pad);
  const Rect sign = inner.take_right(look.sign, look.gap).centred({look.sign, look.sign});
  sheet.canvas().circle(sign.centre(), look.sign / 2, choice.open ? theme.brand : theme.muted);
  sheet.canvas().icon(choice.open ? ui::Icon::chevron_right : ui::Icon::clock,
                      sign.inset(look.sign / 4), theme.on_brand);
  const Rect column = inner.take_right(look.wait, look.gap);
  draw_wait(sheet, {column.x, rect.y + sheet.px(4), column.w, rect.h - sheet.px(8)}, choice);

  look.name.color = choice.open ? theme.ink : theme.ink_2;
  look.detail.color = theme.ink_2;
  inner.take_top(std::max(0, (inner.h - look.text_height(sheet, choice, inner.w)) / 2));
  sheet.canvas().paragraph(
      choice.name,
      inner.take_top(sheet.paragraph_height(choice.name, inner.w, look.name), look.between),
      look.name);
  const int second = sheet.paragraph_height(choice.detail, inner.w, look.detail);
  sheet.canvas().paragraph(choice.detail, inner.take_top(second, look.between), look.detail);
  if (!choice.note.empty()) sheet.note(inner, choice.note, look.note, 0);
}

/// A card among many: the name, and one line with what the wait is.
void draw_small(Sheet& sheet, const Rect& rect, const Choice& choice) {
  const auto& theme = sheet.theme();
  sheet.card(rect, choice.id, !choice.open);
  sheet.target(choice.id, rect);
  Rect inner = rect.inset(sheet.px(22), sheet.px(10));
  Rect row = inner.take_bottom(sheet.px(34), sheet.px(2));
  ui::TextStyle name = sheet.text(30, ui::Weight::bold, choice.open ? theme.ink : theme.ink_2);
  name.line_height = 1.1;
  name.valign = ui::VAlign::middle;
  sheet.canvas().paragraph(choice.name, inner, name);
  std::string words = choice.brief.empty() ? choice.quiet : choice.brief;
  if (!choice.left.empty() && choice.brief.empty()) words += " · " + choice.left;
  ui::TextStyle quiet =
      sheet.text(25, choice.brief.empty() ? ui::Weight::regular : ui::Weight::semibold,
                 choice.brief.empty() ? theme.ink_2 : theme.ink);
  ui::TextStyle strong = sheet.text(27, ui::Weight::bold, choice.open ? theme.ink : theme.bad);
  quiet.valign = strong.valign = ui::VAlign::middle;
  strong.align = ui::Align::right;
  const auto width = [&](const std::string& text, const ui::TextStyle& style) {
    return sheet.canvas().measure(text, style).w + 2;
  };
  while (width(words, quiet) + sheet.px(10) + width(choice.strong, strong) > row.w &&
         (quiet.px > quiet.min_px || strong.px > strong.min_px)) {
    if (strong.px > strong.min_px) --strong.px;
    if (quiet.px > quiet.min_px) --quiet.px;
  }
  const Rect right = row.take_right(std::min(row.w, width(choice.strong, strong)), sheet.px(10));
  sheet.canvas().line(choice.strong, right, strong);
  sheet.canvas().line(words, row, quiet);
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
  std::vector<std::pair<std::string, std::string>> facts{
      {fmt::format("{}", service.waiting), sheet.say(tr("menunggu"))},
      {range_text(sheet.catalog(), sheet.language(), service.wait_range_s),
       sheet.say(tr("perkiraan tunggu"))}};
  if (service.left) {
    facts.emplace_back(fmt::format("{}", *service.left), sheet.say(tr("sisa hari ini")));
  }
  const auto columns = area.columns(static_cast<int>(facts.size()), sheet.px(24));
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
  const bool facts = !sheet.scene().offline;
  int height = rest.y - inner.y + sheet.paragraph_height(first, inner.w, head) + button +
               sheet.px(36 + 14 + 40) + (facts ? sheet.px(120 + 36) : 0);
  if (!named) height += sheet.paragraph_height(name, inner.w, title) + sheet.px(32);
  const std::string doubt = outlook_text(sheet.catalog(), sheet.language(), service.outlook);
  const ui::TextStyle note = sheet.text(30, ui::Weight::semibold, {});
  if (!doubt.empty()) height += sheet.note_height(doubt, inner.w, note) + sheet.px(24);
  inner.h = std::min(inner.h, height);
  sheet.card({area.x, area.y, area.w, inner.h + 2 * pad}, "");
  sheet.button(
      inner.take_bottom(button, sheet.px(40)),
      {"service:" + service.service.value(), sheet.say(tr("Ambil nomor")), ButtonFace::Kind::main});
  if (!named) sheet.paragraph(inner, name, title, 32);
  if (facts) draw_facts(sheet, inner.take_top(sheet.px(120), sheet.px(36)), service);
  if (!doubt.empty()) sheet.note(inner, doubt, note, 24);
  sheet.canvas().horizontal_line({inner.x, inner.y}, inner.w, std::max(1, sheet.px(2)), theme.line);
  inner.take_top(sheet.px(36));
  sheet.paragraph(inner, first, head, 14);
  list_things(sheet, inner, service.bring, true);
}

}  // namespace

void draw_services(Sheet& sheet) {
  const auto& agency = *sheet.scene().agency;
  const auto& services = agency.services;
  const bool only = services.size() == 1 && agency.packages.empty();
  const Rect area =
      browse_frame(sheet, agency.name.in(sheet.language()),
                   only ? sheet.say(tr("Periksa yang perlu dibawa, lalu ambil nomor."))
                        : sheet.say(tr("Sentuh keperluan Anda. Nomor antrean langsung diambil.")),
                   FrameBadge{agency.letter, false}, false);
  if (only && services.front().state == ServiceState::open) {
    draw_only_service(sheet, area, services.front(), agency.name);
    return;
  }
  auto choices = choices_of(sheet, agency);
  if (choices.empty()) return;
  const int n = static_cast<int>(choices.size());
  const auto large = grid(area, n, 1, sheet.px(18), sheet.px(200));
  auto look = card_look(sheet, large.front(), choices);
  if (!look) {
    std::ranges::transform(choices, choices.begin(), tightened);
    look = card_look(sheet, large.front(), choices);
  }
  const auto small = grid(area, n, 2, sheet.px(14), sheet.px(200));
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (look) {
      draw_choice(sheet, large[i], choices[i], *look);
    } else {
      draw_small(sheet, small[i], choices[i]);
    }
  }
}

}  // namespace giliran::kiosk
