#include "tests/kiosk/screens/scenes.hpp"

#include <array>
#include <stdexcept>

#include "kiosk/core/without_hall.hpp"
#include "shared/catalog/phrases.hpp"
#include "shared/settings/settings.hpp"

namespace giliran::kiosk {

namespace {

namespace chr = std::chrono;
using namespace std::chrono_literals;

const settings::Settings& bekasi() {
  static const auto read = settings::read_file(GILIRAN_SOURCE_DIR "/examples/mpp-bekasi.toml");
  if (!read) throw std::runtime_error(read.error().front().text());
  return *read;
}

LocalTime at(chr::hours hours, chr::minutes minutes) {
  return chr::local_days(chr::year(2026) / 11 / 24) + hours + minutes;
}

struct Load {
  int waiting;
  int low_minutes;
  int high_minutes;
};
/// Of the agencies in turn; the first six are those of the pictures.
constexpr std::array loads{Load{14, 20, 35}, Load{6, 15, 25}, Load{3, 5, 10},  Load{2, 5, 15},
                           Load{0, 0, 0},    Load{0, 0, 0},   Load{12, 45, 75}};

protocol::KioskService made(const Service& planned, const Load& load, ServiceState state) {
  protocol::KioskService service;
  service.service = planned.id;
  service.letter = planned.letter;
  service.name = planned.name;
  service.bring = planned.bring;
  service.state = state;
  service.waiting = load.waiting;
  if (state == ServiceState::open) {
    service.wait_range_s =
        WaitRange{chr::minutes(load.low_minutes), chr::minutes(load.high_minutes)};
  } else {
    service.opens_at = "2026-11-24T13:00";
  }
  return service;
}

HeldTicket ticket(int number = 27) {
  const HallPlan& plan = bekasi().plan;
  HeldTicket held;
  held.ticket = TicketId(static_cast<std::uint64_t>(number));
  held.number = {'A', number};
  held.agency = plan.agencies[0].name;
  held.service = plan.services[static_cast<std::size_t>(number) % 3].name;
  held.ahead = 14;
  held.wait = WaitRange{20min, 35min};
  held.url = "https://mpp.bekasikab.example/t/0123456789abcdef0123456789abcdef";
  return held;
}

/// What may stand on a card beside its wait: a quota, a doubt, and every reason to be closed.
void limit(protocol::KioskView& view, protocol::KioskAgency& agency) {
  auto& services = agency.services;
  for (std::size_t i = 0; i < services.size(); ++i) {
    protocol::KioskService& service = services[i];
    service.state = ServiceState::open;
    if (i % 6 == 0) service.left = 12;
    if (i % 6 == 1) service.outlook = Outlook::likely;
    if (i % 6 == 2) service.outlook = Outlook::not_today;
    if (i % 6 == 2) service.left = 3;
    if (i % 6 == 3) service.state = ServiceState::paused;
    if (i % 6 == 4) service.state = ServiceState::full;
    if (i % 6 == 5) service.state = ServiceState::closed;
    service.opens_at.reset();
    if (service.state == ServiceState::closed) {
      service.opens_at = "2026-11-26T08:00";
      service.closed_for = {"Cuti bersama Idulfitri", "Collective leave for Eid al-Fitr",
                            "Cuti babarengan Idulfitri"};
    }
    if (service.state != ServiceState::open) service.wait_range_s.reset();
    service.takes_dated_slip = i % 6 == 2 || service.state == ServiceState::full;
  }
  agency.packages = {
      {PackageId("pindah"),
       {"Pindah rumah sekeluarga", "Moving with the family", "Pindah imah sakulawarga"},
       {view.agencies[0].services[3].service, view.agencies[0].services[1].service,
        view.agencies[0].services[0].service},
       ServiceState::open}};
}

/// As many services as an agency can have.
void crowd(protocol::KioskAgency& agency) {
  const auto few = agency.services;
  while (agency.services.size() < 16) {
    protocol::KioskService more = few[agency.services.size() % few.size()];
    more.service = ServiceId(more.service.value() + std::to_string(agency.services.size()));
    agency.services.push_back(std::move(more));
  }
}

HeldCode dated() {
  HeldCode slip;
  slip.code = BookingCode("7K3M9XPA");
  slip.agency = bekasi().plan.agencies[0].name;
  slip.service = bekasi().plan.services[0].name;
  slip.day = chr::local_days(chr::year(2026) / 11 / 25);
  slip.opens = slip.day + 8h;
  return slip;
}

void dated_scene(Scene& scene, const std::string& name) {
  scene.dated = dated();
  if (name == "dated_printing") {
    scene.page = Page::printing;
  } else if (name == "dated") {
    scene.page = Page::ticket;
    scene.countdown = Countdown{12, 20};
  } else {
    scene.page = Page::number;
    scene.dated->priority = true;
    scene.countdown = Countdown{48, 60};
    scene.printer = PrinterHealth::out_of_paper;
    scene.printer_ready = false;
  }
}

void code_scene(Scene& scene, const std::string& name) {
  scene.page = Page::code;
  if (name == "code") return;
  scene.typed = name == "code_unreadable" ? "7K3" : "7K3M9XPA";
  scene.unreadable = name == "code_unreadable";
  if (name == "code_refused") scene.refusal = Refusal{Reason::unknown_booking, "7K3M9XPA", ""};
  if (name == "code_called") scene.refusal = Refusal{Reason::wrong_state, "A-027", "called"};
}

void give_alone(HeldTicket& ticket) {
  ticket.offline = true;
  ticket.number.number = 501;
  ticket.ahead = 0;
  ticket.wait.reset();
}

void ticket_scene(Scene& scene, const std::string& name) {
  scene.ticket = ticket();
  scene.ticket->priority = name == "ticket_priority" || name == "ticket_doubt";
  if (name == "ticket_doubt") scene.ticket->outlook = Outlook::not_today;
  if (name == "printing") {
    scene.page = Page::printing;
  } else if (name.starts_with("ticket")) {
    scene.page = Page::ticket;
    scene.countdown = Countdown{12, 20};
    if (name == "ticket_no_counter") scene.ticket->wait.reset();
    if (name == "ticket_offline") give_alone(*scene.ticket);
  } else {
    scene.page = Page::number;
    scene.countdown = Countdown{48, 60};
    scene.printer = PrinterHealth::out_of_paper;
    scene.printer_ready = name == "number_reprint";
    if (scene.printer_ready) scene.reprints = {*scene.ticket};
    if (name == "number_offline") give_alone(*scene.ticket);
  }
}

void notice_scene(Scene& scene, const std::string& name) {
  const auto& view = *scene.view;
  if (name == "closed_paused" || name == "closed_full" || name == "closed_holiday") {
    scene.page = Page::closed;
    scene.agency = &view.agencies[0];
    scene.service = &scene.agency->services[name == "closed_paused" ? 3
                                            : name == "closed_full" ? 4
                                                                    : 5];
    scene.offers_dated = name != "closed_paused";
  } else if (name.starts_with("closed")) {
    scene.page = Page::closed;
    scene.agency = &view.agencies[name == "closed" ? 5 : 0];
    if (name == "closed_service") scene.service = &view.agencies[0].services[4];
  } else if (name.starts_with("asking")) {
    scene.page = Page::asking;
    scene.agency = &view.agencies[0];
    scene.service = &view.agencies[0].services[0];
    scene.answer_late = name == "asking_late";
    if (name == "asking_code") {
      scene.wish = Wish::check_in;
      scene.agency = nullptr;
      scene.service = nullptr;
    }
  } else if (name == "refused_not_today") {
    scene.page = Page::refused;
    scene.agency = &view.agencies[0];
    scene.service = &view.agencies[0].services[2];
    scene.refusal = Refusal{Reason::not_today, "kependudukan.akta", ""};
    scene.offers_dated = true;
  } else if (name == "refused_offline") {
    scene.page = Page::refused;
    scene.agency = &view.agencies[0];
    scene.service = &view.agencies[0].services[0];
  } else if (name == "refused") {
    scene.page = Page::refused;
    scene.agency = &view.agencies[0];
    scene.service = &view.agencies[0].services[0];
    scene.refusal = Refusal{Reason::service_closed, "kependudukan.ktp", "13.00"};
  } else if (name.starts_with("unreachable")) {
    scene.page = Page::unreachable;
    if (name == "unreachable") {
      scene.lost_since = at(9h, 42min);
    } else {
      scene.view.reset();
    }
  } else {
    scene.page = Page::connecting;
    scene.view.reset();
  }
}

/// What the kiosk makes of the view when the hall is away, at 9.42 of the same day.
protocol::KioskView alone(const protocol::KioskView& view) {
  ServiceHours hours;
  for (const Service& service : bekasi().plan.services)
    hours.emplace(service.id, service.hours);
  return view_without_hall(view, at(9h, 42min), at(9h, 42min), hours);
}

}  // namespace

protocol::KioskView plaza(int agencies) {
  const HallPlan& plan = bekasi().plan;
  protocol::KioskView view;
  view.name = plan.name;
  view.place = plan.place;
  view.zone = plan.zone;
  view.languages = plan.languages;
  view.takes_bookings = true;
  view.reentry_minutes = 30;
  for (std::size_t i = 0; i < static_cast<std::size_t>(agencies); ++i) {
    const Agency& planned = plan.agencies.at(i);
    const Load& load = loads.at(i % loads.size());
    protocol::KioskAgency agency;
    agency.agency = planned.id;
    agency.letter = planned.letter;
    agency.name = planned.name;
    agency.summary = planned.summary;
    agency.state = i == 5 ? ServiceState::on_break : ServiceState::open;
    agency.waiting = load.waiting;
    if (i == 5) {
      agency.opens_at = "2026-11-24T13:00";
    } else if (i != 8) {  // the ninth has no open counter
      agency.wait_range_s =
          WaitRange{chr::minutes(load.low_minutes), chr::minutes(load.high_minutes)};
    }
    for (const Service& service : plan.services) {
      if (service.agency != planned.id) continue;
      const bool away = i == 5 || (i == 0 && agency.services.size() == 4);
      agency.services.push_back(
          made(service, load, away ? ServiceState::on_break : ServiceState::open));
    }
    view.agencies.push_back(std::move(agency));
  }
  return view;
}

const std::vector<std::string>& scene_names() {
  static const std::vector<std::string> names{"home",
                                              "home_priority",
                                              "home_no_paper",
                                              "home_reprint",
                                              "home_16",
                                              "home_1",
                                              "services",
                                              "services_two",
                                              "services_one",
                                              "services_one_free",
                                              "closed",
                                              "closed_service",
                                              "asking",
                                              "asking_late",
                                              "refused",
                                              "printing",
                                              "ticket",
                                              "ticket_priority",
                                              "ticket_no_counter",
                                              "number",
                                              "number_reprint",
                                              "reprints",
                                              "reprints_16",
                                              "question",
                                              "unreachable",
                                              "unreachable_start",
                                              "connecting",
                                              "services_limits",
                                              "services_16",
                                              "services_one_limits",
                                              "closed_paused",
                                              "closed_full",
                                              "closed_holiday",
                                              "refused_not_today",
                                              "asking_code",
                                              "code",
                                              "code_unreadable",
                                              "code_refused",
                                              "code_called",
                                              "back",
                                              "dated_printing",
                                              "dated",
                                              "dated_number",
                                              "ticket_doubt",
                                              "home_offline",
                                              "home_1_offline",
                                              "home_16_offline",
                                              "services_offline",
                                              "services_one_offline",
                                              "services_16_offline",
                                              "refused_offline",
                                              "ticket_offline",
                                              "number_offline"};
  return names;
}

Scene scene(const std::string& name, Language language) {
  Scene scene;
  scene.language = language;
  scene.clock = at(9h, 42min);
  const bool all = name.starts_with("home_16") || name.starts_with("services_one");
  auto view = plaza(all ? 16 : name == "home_1" || name == "home_1_offline" ? 1 : 6);
  if (name.starts_with("services_16")) crowd(view.agencies[0]);
  if (name.starts_with("services_1") || name.starts_with("closed_") || name == "services_limits" ||
      name == "refused_not_today") {
    if (name != "closed_service") limit(view, view.agencies[0]);
  }
  if (name == "services_one_limits") {
    view.agencies[12].services[0].left = 7;
    view.agencies[12].services[0].outlook = Outlook::likely;
  }
  scene.offline = name.ends_with("_offline");
  if (scene.offline) {
    view = alone(view);
    scene.lost_since = at(9h, 42min);
  }
  scene.view = std::make_shared<const protocol::KioskView>(std::move(view));
  const auto& agencies = scene.view->agencies;
  if (name.starts_with("home")) {
    scene.page = Page::home;
    scene.takes_codes = !scene.offline;
    scene.priority = name == "home_priority";
    scene.printer_ready = name != "home_no_paper";
    if (!scene.printer_ready) scene.printer = PrinterHealth::out_of_paper;
    if (name == "home_reprint") scene.reprints = {ticket()};
  } else if (name.starts_with("services") || name == "question") {
    scene.page = Page::services;
    scene.agency = &agencies[name == "services_two"        ? 1
                             : name == "services_one_free" ? 15
                             : all                         ? 12
                                                           : 0];
    if (name == "question") scene.still_there = Countdown{13, 20};
  } else if (name.starts_with("reprints")) {
    scene.page = Page::reprints;
    const int n = name == "reprints" ? 3 : 16;
    for (int i = 0; i < n; ++i)
      scene.reprints.push_back(ticket(27 + i));
  } else if (name.starts_with("code")) {
    code_scene(scene, name);
  } else if (name.starts_with("dated")) {
    dated_scene(scene, name);
  } else if (name == "back") {
    scene.page = Page::back;
    scene.ticket = ticket();
    scene.ticket->ahead = 4;
    scene.countdown = Countdown{12, 20};
  } else if (name == "printing" || name.starts_with("ticket") || name.starts_with("number")) {
    ticket_scene(scene, name);
  } else {
    notice_scene(scene, name);
  }
  return scene;
}

const Catalog& words() {
  static const Catalog catalog{embedded::catalog_kiosk(), embedded::catalog_shared()};
  return catalog;
}

}  // namespace giliran::kiosk
