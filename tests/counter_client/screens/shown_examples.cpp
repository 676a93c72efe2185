#include "tests/counter_client/screens/shown_examples.hpp"

#include <algorithm>
#include <stdexcept>

namespace giliran::counter {

namespace {

using namespace std::chrono_literals;

QueueRow row(char letter, int number, LocalText service, std::chrono::minutes waited,
             bool priority = false, bool late = false) {
  return {{letter, number}, std::move(service), priority, waited, late, false};
}

std::vector<Button> buttons(const std::vector<Press>& presses, bool enabled) {
  std::vector<Button> all;
  for (const Press press : presses)
    all.push_back({press, enabled, false});
  return all;
}

Shown base(CounterState state, Press main, const std::vector<Press>& presses) {
  Shown shown;
  shown.counter = CounterId(3);
  shown.name = {"Kependudukan", "Civil registry", "Kapendudukan"};
  shown.link = Link::up;
  shown.state = state;
  shown.main = {main, true, false};
  shown.actions = buttons(presses, true);
  shown.waiting = 14;
  shown.target = 30min;
  shown.queue = {
      row('A', 13, {"KK perubahan", "Family card change", "Parobahan KK"}, 31min, false, true),
      row('A', 14, {"KTP-el", "ID card", "KTP-el"}, 27min),
      row('A', 16, {"Akta lahir", "Birth certificate", "Akta lahir"}, 9min, true),
      row('A', 15, {"Pindah datang", "Moving in", "Pindah datang"}, 22min),
      row('A', 17,
          {"Pengaktifan identitas kependudukan digital (IKD)",
           "Activation of the digital identity (IKD)",
           "Ngaktipkeun idéntitas kapendudukan digital (IKD)"},
          19min),
      row('A', 18, {"KIA", "Child identity card", "KIA"}, 18min),
      row('A', 19, {"KTP-el", "ID card", "KTP-el"}, 11min),
      row('A', 20, {"KTP-el", "ID card", "KTP-el"}, 4min)};
  shown.served_today = 28;
  shown.mean_service = 6min + 12s;
  return shown;
}

CurrentTicket ticket(std::chrono::seconds timer, int calls) {
  return {{'A', 12},
          {"KTP-el hilang atau rusak", "Lost or broken ID card", "KTP-el leungit atawa ruksak"},
          true,
          18min,
          timer,
          calls,
          false,
          1,
          {}};
}

Shown calling() {
  Shown shown = base(CounterState::calling, Press::start,
                     {Press::recall, Press::no_show, Press::start, Press::transfer, Press::park,
                      Press::auto_call});
  shown.ticket = ticket(42s, 1);
  return shown;
}

Shown asked() {
  Shown shown = calling();
  shown.ticket->timer = 12s;
  shown.asked = shown.ticket->number;
  shown.main.press = Press::keep_waiting;
  shown.actions = buttons({Press::yes, Press::recall, Press::start}, true);
  return shown;
}

Shown serving() {
  Shown shown = base(CounterState::serving, Press::finish_then_call,
                     {Press::finish, Press::outcome, Press::add_step, Press::transfer, Press::park,
                      Press::auto_call});
  shown.ticket = ticket(4min + 37s, 1);
  return shown;
}

Shown off(Shown shown, Link link) {
  shown.link = link;
  shown.main.enabled = false;
  for (Button& button : shown.actions)
    button.enabled = false;
  return shown;
}

Shown with(Shown shown, Notice notice) {
  shown.notice = std::move(notice);
  return shown;
}

Shown idle() {
  Shown shown = base(CounterState::idle, Press::call_next,
                     {Press::call_ticket, Press::aside, Press::lend, Press::take_break,
                      Press::close, Press::auto_call});
  shown.officer = "Siti R.";
  shown.aside = 3;
  return shown;
}

Shown empty() {
  Shown shown = idle();
  shown.waiting = 0;
  shown.queue.clear();
  shown.target.reset();
  shown.mean_service.reset();
  shown.served_today = 0;
  return shown;
}

Shown lost() {
  Shown shown = off(serving(), Link::lost);
  shown.lost_since =
      LocalTime(std::chrono::local_days(std::chrono::year(2026) / 11 / 24)) + 9h + 42min;
  return shown;
}

Shown connecting() {
  Shown shown;
  shown.counter = CounterId(3);
  shown.main.press = Press::open;
  shown.actions = buttons({Press::call_ticket, Press::aside, Press::lend, Press::take_break,
                           Press::open, Press::auto_call},
                          false);
  return shown;
}

Shown closed() {
  Shown shown = base(CounterState::closed, Press::open, {});
  shown.actions = connecting().actions;
  shown.actions[4].enabled = true;
  return shown;
}

Shown on_break(std::chrono::seconds taken) {
  Shown shown = idle();
  shown.state = CounterState::on_break;
  shown.main.press = Press::resume;
  for (Button& button : shown.actions)
    button.enabled = button.press == Press::close || button.press == Press::auto_call;
  shown.actions[3] = {Press::resume, true, false};
  shown.on_break = Pause{{"Makan siang", "Lunch", "Dahar beurang"}, taken, 30min};
  return shown;
}

/// Absent only after more seconds, or another call.
Shown too_early(NoShowWait wait) {
  Shown shown = calling();
  shown.no_show_wait = wait;
  shown.actions[1].enabled = false;
  shown.ticket->timer = 5s;
  return shown;
}

/// All that is not as always.
Shown unusual() {
  Shown shown = serving();
  shown.officer = "Siti Rahmawati";
  shown.auto_call = true;
  shown.ticket->appointment = true;
  shown.ticket->step = 2;
  shown.ticket->to_do = {{"Kartu keluarga", "Family card", "Kartu kulawarga"},
                         {"Akta lahir", "Birth certificate", "Akta lahir"}};
  shown.paused = {{"SKCK", "Police record", "SKCK"}};
  shown.lent = {{{"Pembuatan SIM", "Driving licence", "Nyieun SIM"}, 42min}};
  shown.queue[1].appointment = true;
  return shown;
}

Shown crowded() {
  Shown shown = serving();
  shown.name = {"Kependudukan: KTP-el dan IKD", "Civil registry: ID card and digital identity",
                "Kapendudukan: KTP-el jeung IKD"};
  shown.ticket->number = {'A', 1000};
  shown.ticket->timer = 1h + 4min + 37s;
  shown.ticket->waited = 125min;
  shown.ticket->service = {"Surat keterangan pindah warga negara Indonesia antarprovinsi",
                           "Certificate of moving between provinces for citizens",
                           "Surat katerangan pindah warga nagara Indonésia antarprovinsi"};
  shown.waiting = 1243;
  shown.target.reset();
  shown.served_today = 1028;
  shown.mean_service = 1h + 6min + 12s;
  for (QueueRow& queued : shown.queue) {
    queued.number.number += 1000;
    queued.waited += 120min;
    queued.late = true;
  }
  return shown;
}

}  // namespace

std::vector<Example> state_examples() {
  Shown recalled = calling();
  recalled.ticket->calls = 2;
  Shown busy = serving();
  busy.main.pressed = true;
  return {
      {"closed", closed()},
      {"idle", idle()},
      {"empty", with(empty(), {Notice::Kind::none_waiting, {}})},
      {"calling", calling()},
      {"recalled", recalled},
      {"confirm", asked()},
      {"serving", serving()},
      {"slow", with(busy, {Notice::Kind::slow, {}})},
      {"refused", with(serving(), {Notice::Kind::refused, {Reason::counter_busy, "A-012", ""}})},
      {"failed", with(idle(), {Notice::Kind::failed, {}})},
      {"left_out", with(idle(), {Notice::Kind::call_left_out, {}})},
      {"lost", lost()},
      {"connecting", connecting()},
      {"crowded", crowded()},
      {"break_over", on_break(32min + 10s)},
      {"break", on_break(12min + 34s), {}},
      {"too_early", too_early({0, 15s}), {Language::su}},
      {"call_again", too_early({1, 0s}), {}},
      {"unusual", unusual(), {Language::id}}};
}

std::vector<Example> examples() {
  std::vector<Example> all = state_examples();
  std::ranges::move(panel_examples(), std::back_inserter(all));
  return all;
}

Shown example(std::string_view name) {
  for (auto* list : {&state_examples, &panel_examples}) {
    for (const Example& example : (*list)()) {
      if (example.name == name) return example.shown;
    }
  }
  throw std::out_of_range(std::string(name));
}

}  // namespace giliran::counter
