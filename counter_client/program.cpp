#include "counter_client/program.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include "counter_client/core/officer_desk.hpp"
#include "counter_client/options.hpp"
#include "counter_client/screens/screen.hpp"
#include "shared/net/hall_client.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/ui/loop.hpp"
#include "shared/ui/press_tracker.hpp"

namespace giliran::counter {

namespace {

net::HallClientOptions client_options(const Options& options) {
  net::HallClientOptions client;
  client.host = options.hall.host;
  client.port = options.hall.port;
  client.views = {fmt::format("counter:{}", options.counter.value())};
  client.device.device = DeviceId(fmt::format("loket-{}", options.counter.value()));
  client.device.kind = DeviceKind::counter;
  client.device.name = fmt::format("Loket {}", options.counter.value());
  client.device.version = GILIRAN_VERSION;
  client.device.counter = options.counter;
  return client;
}

/// A key as the desk names it. Held down, only those repeat that move or erase.
std::optional<char> key_of(const ui::Input& input) {
  if (input.ctrl || input.alt) return std::nullopt;
  switch (input.key) {
    case SDLK_UP:
      return up_key;
    case SDLK_DOWN:
      return down_key;
    case SDLK_BACKSPACE:
      return erase_key;
    default:
      break;
  }
  if (input.repeat) return std::nullopt;
  if (input.key == SDLK_RETURN || input.key == SDLK_KP_ENTER) return enter_key;
  if (input.key == SDLK_KP_0) return '0';
  if (input.key >= SDLK_KP_1 && input.key <= SDLK_KP_9) {
    return static_cast<char>('1' + (input.key - SDLK_KP_1));
  }
  const bool named = input.key > 0 && input.key < 128;
  return named ? std::optional(static_cast<char>(input.key)) : std::nullopt;
}

/// Whether a finger that went down on one of them would come up from the same in the other.
bool same_choices(const std::optional<ShownPanel>& one, const std::optional<ShownPanel>& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  return std::ranges::equal(one->entries, other->entries, {}, &Entry::choice, &Entry::choice);
}

/// Joins the machine, the window and the connection.
class CounterApp final : public ui::App {
 public:
  CounterApp(const Options& options, const Words& words, ui::Waker& waker)
      : counter_(options.counter),
        words_(words),
        desk_(options.counter, Zone(options.settings.plan.zone)),
        shown_(desk_.shown(std::chrono::steady_clock::now())),
        client_(client_options(options), [&waker] { waker.wake(); }) {}

  void on_input(const ui::Input& input, SteadyTime now) override;
  void on_wake() override;
  void on_time(SteadyTime now) override { refresh(now); }
  std::optional<SteadyTime> next_time() override { return desk_.next_change(refreshed_at_); }
  bool take_dirty() override { return std::exchange(dirty_, false); }
  void draw(ui::Canvas& canvas) override {
    draw_screen(canvas, words_, shown_, tracker_.pressed(), targets_);
  }
  void presented(SteadyTime now) override;

 private:
  void act(const std::optional<Command>& command) {
    if (command) send(*command);
  }
  void send(const Command& command);
  void take(const net::HallEvent& event, SteadyTime now);
  void take_view(const net::ViewArrived& arrived, SteadyTime now);
  void take_answer(const net::Answered& answered, SteadyTime now);
  Answer answer_of(const net::Answered& answered) const;
  void refresh(SteadyTime now);
  void log_frame();
  void log_targets();

  CounterId counter_;
  const Words& words_;
  OfficerDesk desk_;
  Shown shown_;
  SteadyTime refreshed_at_{};  ///< what is due since then is still to be shown
  bool dirty_ = true;
  ui::Targets targets_;
  ui::PressTracker tracker_;
  std::uint64_t sent_ = 0;
  Command sent_command_;
  bool ready_ = false;
  std::optional<CounterState> logged_state_;
  std::optional<TicketNumber> logged_number_;
  std::string logged_targets_;
  net::HallClient client_;
};

void CounterApp::on_input(const ui::Input& input, SteadyTime now) {
  if (input.kind == ui::InputKind::key) {
    if (const auto key = key_of(input)) act(desk_.key(*key, now));
  } else if (const auto id = tracker_.handle(input, targets_, now)) {
    act(desk_.touch(*id, now));
  }
  if (tracker_.take_changed()) dirty_ = true;
  refresh(now);
}

void CounterApp::on_wake() {
  const SteadyTime now = std::chrono::steady_clock::now();
  for (const net::HallEvent& event : client_.take_events())
    take(event, now);
  refresh(now);
}

void CounterApp::presented(SteadyTime /*now*/) {
  if (!shown_.state) return;
  log_frame();
  log_targets();
  if (!std::exchange(ready_, true)) {
    std::puts("ready");
    std::fflush(stdout);
  }
}

void CounterApp::log_frame() {
  const auto number = shown_.ticket ? std::optional(shown_.ticket->number) : std::nullopt;
  if (logged_state_ == shown_.state && logged_number_ == number) return;
  logged_state_ = shown_.state;
  logged_number_ = number;
  if (number) {
    log(LogLevel::info, "frame",
        {{"state", giliran::name_of(*shown_.state)}, {"number", number->text()}});
  } else {
    log(LogLevel::info, "frame", {{"state", giliran::name_of(*shown_.state)}});
  }
}

void CounterApp::send(const Command& command) {
  const auto message = message_of(command, counter_, RequestId(random_hex128()));
  const auto params = std::visit([](const auto& m) { return protocol::encode(m); }, message);
  sent_command_ = command;
  sent_ = client_.send(method_of(command), params);
  log(LogLevel::info, "sent", {{"method", method_of(command)}});
}

void CounterApp::take(const net::HallEvent& event, SteadyTime now) {
  if (std::holds_alternative<net::Connected>(event)) {
    log(LogLevel::info, "connected");
    desk_.connected();
  } else if (const auto* gone = std::get_if<net::Disconnected>(&event)) {
    log(LogLevel::warning, "disconnected", {{"reason", gone->reason}});
    desk_.disconnected(gone->since, now);
  } else if (const auto* view = std::get_if<net::ViewArrived>(&event)) {
    take_view(*view, now);
  } else if (const auto* answered = std::get_if<net::Answered>(&event)) {
    take_answer(*answered, now);
  }
}

void CounterApp::take_view(const net::ViewArrived& arrived, SteadyTime now) {
  auto view = protocol::decode<protocol::CounterView>(arrived.document);
  if (view) {
    desk_.view_arrived(std::move(*view), now);
  } else {
    log(LogLevel::error, "view not understood",
        {{"path", view.error().path}, {"message", view.error().message}});
  }
}

Answer CounterApp::answer_of(const net::Answered& answered) const {
  const auto& outcome = answered.outcome;
  if (!outcome) {
    const protocol::RpcError& error = outcome.error();
    if (error.refusal) return *error.refusal;
    log(LogLevel::error, "command failed",
        {{"method", method_of(sent_command_)}, {"message", error.message}});
    return Failed{};
  }
  const bool calls = std::holds_alternative<CallNext>(sent_command_);
  if (!calls || outcome->is_null()) return Accepted{};
  const auto call = protocol::decode<protocol::CallMade>(*outcome);
  if (call) return Accepted{call->ticket};
  log(LogLevel::error, "answer not understood",
      {{"path", call.error().path}, {"message", call.error().message}});
  return Failed{};
}

void CounterApp::take_answer(const net::Answered& answered, SteadyTime now) {
  if (answered.command != sent_) return;
  const Answer answer = answer_of(answered);
  if (const auto* refusal = std::get_if<Refusal>(&answer)) {
    log(LogLevel::info, "refused",
        {{"method", method_of(sent_command_)}, {"reason", giliran::name_of(refusal->reason)}});
  }
  if (const auto next = desk_.answered(answer, now)) send(*next);
}

void CounterApp::refresh(SteadyTime now) {
  refreshed_at_ = now;
  Shown shown = desk_.shown(now);
  if (shown == shown_) return;
  // What a finger went down on must be what it comes up from.
  if (shown.main.press != shown_.main.press || !same_choices(shown.panel, shown_.panel)) {
    tracker_.cancel();
  }
  shown_ = std::move(shown);
  dirty_ = true;
}

void CounterApp::log_targets() {
  std::string list;
  for (const ui::Target& target : targets_.all()) {
    list += fmt::format("{}{}@{},{},{},{}", list.empty() ? "" : " ", target.id, target.rect.x,
                        target.rect.y, target.rect.w, target.rect.h);
  }
  if (list == logged_targets_) return;
  log(LogLevel::debug, "targets", {{"screen", giliran::name_of(*shown_.state)}, {"list", list}});
  logged_targets_ = std::move(list);
}

int run_window(const Options& options) {
  const Catalog catalog{embedded::catalog_shared(), embedded::catalog_counter()};
  const Words words(catalog, options.language);
  ui::InputReader::set_hints();
  const ui::Sdl sdl;
  ui::Waker waker;
  ui::Window window({.title = words.title(options.counter),
                     .size = options.window,
                     .fullscreen = options.fullscreen,
                     .resizable = true,
                     .min_size = {320, 560},
                     .keep_awake = false});
  CounterApp app(options, words, waker);
  return ui::run(window, waker, app);
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  const auto read = read_options(argc, argv);
  if (const auto* code = std::get_if<ExitCode>(&read)) return static_cast<int>(*code);
  const auto& options = std::get<Options>(read);
  start_log("giliran-counter", options.log_level);
  try {
    return run_window(options);
  } catch (const ui::ScreenError& error) {
    log(LogLevel::error, "no screen", {{"message", error.what()}});
    return static_cast<int>(ExitCode::no_screen);
  } catch (const ui::FontError& error) {
    log(LogLevel::error, "no fonts", {{"message", error.what()}});
    return static_cast<int>(ExitCode::no_screen);
  } catch (const std::exception& error) {
    log(LogLevel::error, "failed", {{"message", error.what()}});
    return static_cast<int>(ExitCode::failed);
  }
}

}  // namespace giliran::counter
