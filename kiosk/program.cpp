#include "kiosk/program.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/core/flow.hpp"
#include "kiosk/desk/hall_desk.hpp"
#include "kiosk/paper_pdf.hpp"
#include "kiosk/printing/ipp_client.hpp"
#include "kiosk/printing/outbox.hpp"
#include "kiosk/printing/slip_text.hpp"
#include "kiosk/screens/screen.hpp"
#include "kiosk/store/opened_store.hpp"
#include "shared/base/log.hpp"
#include "shared/catalog/phrases.hpp"
#include "shared/net/hall_client.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/ui/loop.hpp"
#include "shared/ui/press_tracker.hpp"
#include "shared/ui/window.hpp"

namespace giliran::kiosk {

namespace {

/// Of papers that are no tickets: tickets are numbered from 1.
constexpr TicketId no_ticket{};

/// What the printer's thread says, until the loop takes it.
class PrinterNews {
 public:
  struct Batch {
    std::optional<PrinterStatus> status;
    std::vector<Outcome> outcomes;
  };
  void put(const PrinterStatus& status) {
    const std::scoped_lock lock(mutex_);
    batch_.status = status;
  }
  void put(const Outcome& outcome) {
    const std::scoped_lock lock(mutex_);
    batch_.outcomes.push_back(outcome);
  }
  Batch take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(batch_, {});
  }

 private:
  std::mutex mutex_;
  Batch batch_;
};

FlowTimes times_of(const settings::Kiosk& kiosk) {
  FlowTimes times;
  times.idle = kiosk.idle;
  times.still_there = kiosk.still_there;
  times.ticket_shown = kiosk.ticket_shown;
  return times;
}

PrinterSettings printer_of(const settings::Printer& printer) {
  PrinterSettings made;
  made.host = printer.host;
  made.port = printer.port;
  made.queue = printer.queue;
  made.device_uri = printer.device_uri;
  made.paper = {static_cast<double>(printer.paper_width_mm),
                static_cast<double>(printer.print_width_mm)};
  return made;
}

/// Nothing: what is known has not changed; the outbox will say more.
std::optional<PaperNews> news_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::printed:
      return PaperNews::printed;
    case OutcomeKind::problem:
      return PaperNews::problem;
    case OutcomeKind::late_printed:
      return PaperNews::late_printed;
    case OutcomeKind::withdrawn:
      return PaperNews::gone;
    case OutcomeKind::unconfirmed:
      break;
  }
  return std::nullopt;
}

std::string text_of(const ui::Targets& targets) {
  std::string text;
  for (const ui::Target& target : targets.all()) {
    const ui::Rect& at = target.rect;
    text +=
        fmt::format("{}{}@{},{},{},{}", text.empty() ? "" : " ", target.id, at.x, at.y, at.w, at.h);
  }
  return text;
}

ServiceHours hours_of(const HallPlan& plan) {
  ServiceHours hours;
  for (const Service& service : plan.services)
    hours.emplace(service.id, service.hours);
  return hours;
}

/// Joins the touch flow with the screen, the hall and the printer. Lives in the loop's thread.
class Kiosk final : public ui::App {
 public:
  Kiosk(const HallPlan& plan, const settings::Kiosk& settings, const ProgramOptions& options,
        OpenedStore store, ui::Waker& waker)
      : settings_(settings),
        look_{catalog_, ui::Theme::normal(), settings.pixels_per_mm},
        report_(report_of(settings, options)),
        hall_({options.host, options.port, {"kiosk"}, std::nullopt, report_},
              [&waker] { waker.wake(); }),
        desk_(door_to(hall_), report_, std::move(store.records), std::move(store.remembered)),
        flow_(
            times_of(settings), [] { return RequestId(random_hex128()); },
            std::chrono::steady_clock::now(), hours_of(plan), desk_.leases()),
        outbox_(make_ipp_client(printer_of(settings.printer)),
                {[this, &waker](const Outcome& outcome) {
                   news_.put(outcome);
                   waker.wake();
                 },
                 [this, &waker](const PrinterStatus& status) {
                   news_.put(status);
                   waker.wake();
                 }},
                {}, std::move(store.papers), settings.printer.roll_length_m) {
    for (const TicketId ticket : store.nobodys)
      desk_.slip(ticket, Slip::failed);
    if (auto view = desk_.remembered_view()) {
      flow_.remembered(std::move(*view), std::chrono::steady_clock::now());
    }
  }

  void on_input(const ui::Input& input, SteadyTime now) override {
    if (input.kind == ui::InputKind::text) flow_.typed(input.text, now);
    if (input.kind == ui::InputKind::key && !input.repeat) key_pressed(input.key, now);
    const auto target = press_.handle(input, targets_, now);
    if (target) {
      // What is typed is for the visitor alone.
      const bool key = target->starts_with("key:");
      log(LogLevel::info, "touched", {{"target", key ? "key" : *target}});
      flow_.touched(*target, now);
      // Keys are typed faster than the tracker lets targets act; the flow has its own limit.
      if (key || *target == "erase") {
        press_ = ui::PressTracker();
        drawn_ = false;
      }
    } else if (input.kind == ui::InputKind::release) {
      flow_.touched("", now);
    }
    obey();
  }

  void on_wake() override {
    const SteadyTime now = std::chrono::steady_clock::now();
    for (const net::HallEvent& event : hall_.take_events()) {
      std::visit([&](const auto& one) { hear(one, now); }, event);
    }
    const auto [status, outcomes] = news_.take();
    if (status) hear(*status, now);
    for (const Outcome& outcome : outcomes)
      hear(outcome, now);
    obey();
  }

  void on_time(SteadyTime now) override {
    flow_.advance(now);
    desk_.advance(now);
    obey();
  }
  std::optional<SteadyTime> next_time() override {
    const SteadyTime flows = flow_.deadline(std::chrono::steady_clock::now());
    return std::min(flows, desk_.deadline().value_or(flows));
  }

  bool take_dirty() override {
    Scene scene = flow_.scene(std::chrono::steady_clock::now());
    if (scene.page != scene_.page ||
        scene.still_there.has_value() != scene_.still_there.has_value()) {
      press_.cancel();  // what was under the finger is gone
    }
    const bool pressed = press_.take_changed();
    if (drawn_ && !pressed && scene == scene_) return false;
    scene_ = std::move(scene);
    drawn_ = true;
    return true;
  }

  void draw(ui::Canvas& canvas) override {
    kiosk::draw(canvas, scene_, look_, press_.pressed(), targets_);
  }

  void presented(SteadyTime /*now*/) override {
    const std::string_view screen = name_of(scene_.page);
    const std::string list = text_of(targets_);
    if (screen != shown_screen_) log(LogLevel::info, "frame", {{"screen", screen}});
    if (screen != shown_screen_ || list != shown_targets_) {
      log(LogLevel::debug, "targets", {{"screen", screen}, {"list", list}});
    }
    shown_screen_ = screen;
    shown_targets_ = list;
    if (scene_.view && !std::exchange(ready_, true)) {
      std::puts("ready");
      std::fflush(stdout);
    }
    print_papers();
  }

 private:
  static protocol::DeviceReport report_of(const settings::Kiosk& settings,
                                          const ProgramOptions& options) {
    protocol::DeviceReport report;
    report.device = settings.id;
    report.kind = DeviceKind::kiosk;
    report.name = settings.name;
    report.version = options.version;
    return report;
  }

  static HallDesk::Door door_to(net::HallClient& hall) {
    return {[&hall](std::string_view method, boost::json::value params) {
              return hall.send(method, std::move(params));
            },
            [&hall](const protocol::DeviceReport& report) { hall.report(report); }};
  }

  void key_pressed(SDL_Keycode key, SteadyTime now) {
    if (key == SDLK_RETURN || key == SDLK_KP_ENTER || key == SDLK_RETURN2) flow_.entered(now);
    if (key == SDLK_BACKSPACE) flow_.erased(now);
  }

  void hear(const net::Connected&, SteadyTime now) {
    log(LogLevel::info, "connected to the hall");
    flow_.connected(now);
    desk_.connected();
  }
  void hear(const net::Disconnected& lost, SteadyTime now) {
    log(LogLevel::warning, "not connected to the hall", {{"reason", lost.reason}});
    flow_.disconnected(lost.since, now);
    desk_.disconnected();
  }
  void hear(const net::ViewArrived& arrived, SteadyTime now) {
    auto view = protocol::decode<protocol::KioskView>(arrived.document);
    if (view) {
      desk_.view_arrived(arrived.document, view->now, now);
      return flow_.view_arrived(std::move(*view), now);
    }
    log(LogLevel::error, "the hall's view cannot be read",
        {{"path", view.error().path}, {"message", view.error().message}});
  }
  void hear(const net::CallArrived&, SteadyTime) {}
  void hear(const net::CallsRestarted&, SteadyTime) {}

  void hear(const net::Answered& answered, SteadyTime now) {
    const auto found = desk_.answered(answered, flow_.hall_moment(now), now);
    if (!found) return;
    const auto& [request, wish, outcome] = *found;
    if (!outcome) {
      return flow_.refused(request, outcome.error().refusal.value_or(Refusal{}), now);
    }
    if (wish == Wish::back) {
      if (const auto back = answer<protocol::TicketBack>(*outcome, request, now)) {
        log(LogLevel::info, "back in the queue", {{"number", back->number.text()}});
        flow_.back_answered(request, *back, now);
      }
    } else if (wish == Wish::dated) {
      if (const auto made = answer<protocol::BookingMade>(*outcome, request, now)) {
        log(LogLevel::info, "slip for another day", {{"day", made->day}});
        flow_.dated_answered(request, *made, now);
      }
    } else if (const auto issued = answer<protocol::TicketIssued>(*outcome, request, now)) {
      log(LogLevel::info, "issued", {{"number", issued->number.text()}});
      flow_.issue_answered(request, *issued, now);
    }
  }

  /// One that cannot be read is a refusal for the visitor.
  template <class T>
  std::optional<T> answer(const boost::json::value& document, const RequestId& request,
                          SteadyTime now) {
    auto read = protocol::decode<T>(document);
    if (read) return std::move(*read);
    log(LogLevel::error, "the hall's answer cannot be read",
        {{"path", read.error().path}, {"message", read.error().message}});
    flow_.refused(request, Refusal{}, now);
    return std::nullopt;
  }

  void hear(const PrinterStatus& status, SteadyTime now) {
    log(LogLevel::info, "printer",
        {{"health", name_of(status.health)}, {"message", status.message}});
    flow_.printer(status.health, can_print(status), now);
    report_.printer = protocol::PrinterReport{status.health, status.message, outbox_.papers_left()};
    desk_.report(report_);
  }
  void hear(const Outcome& outcome, SteadyTime now) {
    log(LogLevel::info, "paper",
        {{"ticket", outcome.ticket.value()},
         {"outcome", name_of(outcome.kind)},
         {"reason", outcome.reason},
         {"ms", outcome.elapsed.count()}});
    if (outcome.restored) return restored(outcome);
    const auto news = news_of(outcome.kind);
    if (!news) return;
    if (report_.printer && *news != PaperNews::problem && *news != PaperNews::gone) {
      report_.printer->papers_left = outbox_.papers_left();
      desk_.report(report_);
    }
    if (outcome.ticket == no_ticket) {
      if (*news != PaperNews::problem) outbox_.heard(outcome.name);
      flow_.dated_news(outcome.name, *news, now);
    } else {
      flow_.paper_news(outcome.ticket, *news, now);
    }
  }

  /// Its visitor is gone; the hall is told what became of the number.
  void restored(const Outcome& outcome) {
    const auto slip = slip_of_restored(outcome);
    if (!slip) return;
    if (outcome.ticket == no_ticket || desk_.slip(outcome.ticket, *slip)) {
      outbox_.heard(outcome.name);
    }
  }

  /// Does what the flow asks for, and what it asks for then.
  void obey() {
    for (auto commands = flow_.take_commands(); !commands.empty();
         commands = flow_.take_commands()) {
      for (const Command& command : commands)
        std::visit([this](const auto& one) { do_it(one); }, command);
    }
  }
  void do_it(const IssueTicket& issue) {
    const protocol::TicketIssue& wish = issue.params;
    desk_.ask("ticket.issue", wish, Wish::number,
              {wish.service, 'A', wish.then, wish.priority, wish.language});
  }
  void do_it(const CheckIn& check_in) {
    NumberWish number;
    number.language = scene_.language;
    desk_.ask("booking.check_in", check_in.params, Wish::check_in, number);
  }
  void do_it(const ComeBack& back) { desk_.ask("ticket.reenter", back.params, Wish::back); }
  void do_it(const TakeDated& dated) { desk_.ask("booking.dated", dated.params, Wish::dated); }
  void do_it(const DropBooking& drop) { desk_.say("booking.cancel", drop.params); }
  void do_it(const ReportSlip& report) {
    if (desk_.slip(report.ticket, report.slip)) outbox_.heard(report.ticket);
    log(LogLevel::info, "slip", {{"number", report.number.text()}, {"slip", name_of(report.slip)}});
  }
  void do_it(const GiveNumber& wanted) {
    const SteadyTime now = std::chrono::steady_clock::now();
    const auto given = desk_.give(wanted);
    if (given) return flow_.number_given(wanted.request, *given, now);
    flow_.no_number(wanted.request, now);
  }
  /// The number is shown first: drawing the paper takes longer than a frame.
  void do_it(const PrintPaper& print) { papers_.emplace_back(print); }
  void do_it(const PrintDated& print) { papers_.emplace_back(print); }
  void print_papers() {
    for (const auto& paper : std::exchange(papers_, {})) {
      std::visit([this](const auto& one) { submit(one.paper); }, paper);
    }
  }
  void submit(const TicketPaper& paper) { submit(paper, paper.ticket); }
  void submit(const DatedPaper& paper) { submit(paper, no_ticket); }
  template <class Wanted>
  void submit(const Wanted& paper, TicketId ticket) {
    const SlipPdf pdf = paper_pdf(paper, printer_of(settings_.printer).paper, catalog_);
    outbox_.submit({paper.job, ticket, pdf.bytes, pdf.length_mm});
  }

  const settings::Kiosk& settings_;
  Catalog catalog_{embedded::catalog_kiosk(), embedded::catalog_printing(),
                   embedded::catalog_shared()};
  Look look_;
  protocol::DeviceReport report_;
  net::HallClient hall_;
  HallDesk desk_;
  Flow flow_;
  Scene scene_;  ///< as drawn last
  bool drawn_ = false;
  ui::Targets targets_;
  ui::PressTracker press_;
  std::string shown_screen_;
  std::string shown_targets_;
  bool ready_ = false;
  /// To be printed once the next frame is shown.
  std::vector<std::variant<PrintPaper, PrintDated>> papers_;
  PrinterNews news_;
  Outbox outbox_;
};

}  // namespace

int run(const settings::Settings& settings, const settings::Kiosk& kiosk,
        const ProgramOptions& options) {
  const ui::Sdl sdl;
  ui::Window window({.title = settings.plan.name.id + " – " + kiosk.name,
                     .size = options.window,
                     .fullscreen = options.fullscreen,
                     .resizable = true,
                     .hide_cursor = options.fullscreen});
  ui::Waker waker;
  OpenedStore store = open_store(options.data);
  const std::unique_ptr<StoreFolder> held = std::move(store.folder);
  Kiosk app(settings.plan, kiosk, options, std::move(store), waker);
  return ui::run(window, waker, app);
}

}  // namespace giliran::kiosk
