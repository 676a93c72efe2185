#include <array>

#include "tests/counter_client/screens/shown_examples.hpp"

namespace giliran::counter {

namespace {

using namespace std::chrono_literals;

const WallTime nine = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24)) + 2h;

struct Listed {
  const char* id;
  LocalText name;
};

/// A hall of sixteen services, some with long names; this counter serves the first two.
std::vector<protocol::TargetService> services() {
  const LocalText registry{"Kependudukan", "Civil registry", "Kapendudukan"};
  const LocalText police{"Kepolisian", "Police", "Kapulisian"};
  const LocalText land{"Pertanahan", "Land office", "Pertanahan"};
  const std::array<std::pair<LocalText, std::vector<Listed>>, 3> agencies{{
      {registry,
       {{"k1", {"KTP-el hilang atau rusak", "Lost or broken ID card", "KTP-el leungit"}},
        {"k2", {"Kartu keluarga", "Family card", "Kartu kulawarga"}},
        {"k3", {"Akta kelahiran", "Birth certificate", "Akta kalahiran"}},
        {"k4",
         {"Pengaktifan identitas kependudukan digital (IKD)",
          "Activation of the digital identity (IKD)",
          "Ngaktipkeun idéntitas kapendudukan digital (IKD)"}},
        {"k5", {"Pindah datang", "Moving in", "Pindah datang"}},
        {"k6", {"Kartu identitas anak", "Child identity card", "Kartu idéntitas budak"}}}},
      {police,
       {{"p1", {"SKCK baru", "Police record", "SKCK anyar"}},
        {"p2", {"Perpanjangan SIM", "Renewal of a driving licence", "Manjangkeun SIM"}},
        {"p3", {"Laporan kehilangan", "Report of a loss", "Laporan kaleungitan"}},
        {"p4", {"Pajak kendaraan", "Vehicle tax", "Pajeg kandaraan"}}}},
      {land,
       {{"l1", {"Pengecekan sertifikat", "Checking a land title", "Mariksa sértipikat"}},
        {"l2", {"Balik nama", "Change of owner", "Balik ngaran"}},
        {"l3", {"Roya", "Release of a mortgage", "Roya"}},
        {"l4", {"Pengukuran ulang", "New survey", "Ngukur deui"}},
        {"l5", {"Pemecahan bidang", "Splitting a plot", "Mecah lahan"}},
        {"l6", {"Peralihan hak karena waris", "Transfer by inheritance", "Waris"}}}},
  }};
  std::vector<protocol::TargetService> all;
  for (const auto& [agency, list] : agencies) {
    for (const Listed& service : list)
      all.push_back({ServiceId(service.id), service.name, agency, all.size() < 2});
  }
  return all;
}

protocol::AsideTicket aside(std::uint64_t id, LocalText service, std::chrono::minutes ago,
                            std::string why = "") {
  return {
      TicketId(id), {'A', static_cast<int>(id)}, std::move(service), nine - ago, std::move(why)};
}

protocol::CounterView view(CounterState state) {
  protocol::CounterView view;
  view.now = nine;
  view.state = state;
  view.services = services();
  view.counters = {
      {CounterId(5), {"Kepolisian", "Police", "Kapulisian"}, "Asep Sunandar", {ServiceId("p1")}},
      {CounterId(16),
       {"SIM dan SKCK", "Licences and records", "SIM jeung SKCK"},
       {},
       {ServiceId("p1"), ServiceId("p2")}}};
  view.officers = {{OfficerId("siti"), "Siti Rahmawati"}, {OfficerId("asep"), "Asep Sunandar"}};
  view.breaks = {{"makan", {"Makan siang", "Lunch", "Dahar beurang"}, 1800},
                 {"salat", {"Salat", "Prayer", "Solat"}, 900},
                 {"lain", {"Keperluan pribadi", "Personal matters", "Kaperluan pribadi"}, 600}};
  const LocalText card{"KTP-el hilang atau rusak", "Lost or broken ID card",
                       "KTP-el leungit atawa ruksak"};
  view.parked = {aside(7, card, 21min, "fotokopi"), aside(10, card, 4min)};
  view.absent = {aside(11, {"Kartu keluarga", "Family card", "Kartu kulawarga"}, 2min)};
  for (const QueueRow& row : example("serving").queue) {
    protocol::QueuedTicket queued;
    queued.number = row.number;
    queued.service = row.service;
    queued.issued_at = nine - row.waited;
    view.queue.push_back(queued);
  }
  if (state == CounterState::idle || state == CounterState::closed) return view;
  protocol::CounterTicket ticket;
  ticket.number = {'A', 12};
  ticket.service = card;
  ticket.service_id = ServiceId("k1");
  ticket.bring = {{"Kartu keluarga asli dan fotokopinya", "Family card, original and copy",
                   "Kartu kulawarga asli jeung fotokopina"},
                  {"Surat kehilangan dari kepolisian", "Police report of the loss",
                   "Surat kaleungitan ti kapulisian"}};
  view.ticket = ticket;
  return view;
}

/// The window `over` with the panel that these keys lead to; Enter is '\r'.
Shown with_panel(std::string_view over, PanelKind kind, std::string_view keys = "") {
  Shown shown = example(over);
  const protocol::CounterView hall = view(*shown.state);
  Panel panel(kind);
  for (const char key : keys) {
    if (key == down_key) {
      panel.move(1, hall, nine);
    } else if (key == enter_key) {
      panel.choose(std::nullopt, hall, nine);
    } else {
      panel.type(key);
    }
  }
  shown.panel = panel.shown(hall, nine);
  shown.main.enabled = false;
  for (Button& button : shown.actions)
    button.enabled = false;
  return shown;
}

const std::string eight_down(8, down_key);

}  // namespace

std::vector<Example> panel_examples() {
  const auto id = Language::id;
  const auto su = Language::su;
  return {{"panel_transfer", with_panel("calling", PanelKind::transfer)},
          {"panel_transfer_middle", with_panel("serving", PanelKind::transfer, eight_down), {}},
          {"panel_filter", with_panel("serving", PanelKind::transfer, "ak"), {}},
          {"panel_place", with_panel("serving", PanelKind::transfer, "skck\r"), {id}},
          {"panel_park", with_panel("serving", PanelKind::park), {}},
          {"panel_outcome", with_panel("serving", PanelKind::outcome), {su}},
          {"panel_document",
           with_panel("serving", PanelKind::outcome, std::string(1, down_key) + "\r"),
           {}},
          {"panel_add_step", with_panel("serving", PanelKind::add_step), {}},
          {"panel_number", with_panel("idle", PanelKind::call_ticket, "a1"), {id}},
          {"panel_why", with_panel("idle", PanelKind::call_ticket, "\r"), {}},
          {"panel_aside", with_panel("idle", PanelKind::aside), {id, su}},
          {"panel_break", with_panel("idle", PanelKind::take_break), {}},
          {"panel_lend", with_panel("idle", PanelKind::lend), {}},
          {"panel_length", with_panel("idle", PanelKind::lend, "\r"), {}},
          {"panel_none", with_panel("idle", PanelKind::lend, "xyz"), {}},
          {"panel_officer", with_panel("closed", PanelKind::officer), {}}};
}

}  // namespace giliran::counter
