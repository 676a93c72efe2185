#include "display/program.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <utility>

#include "display/core/board.hpp"
#include "display/core/last_spoken.hpp"
#include "display/options.hpp"
#include "display/screens/screen.hpp"
#include "display/voice/announcer.hpp"
#include "shared/catalog/phrases.hpp"
#include "shared/net/hall_client.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/ui/loop.hpp"

namespace giliran::display {

namespace {

/// What the voice's thread says, until the loop takes it.
class VoiceNews {
 public:
  struct Batch {
    std::vector<CallSeq> finished;
    std::optional<SoundState> sound;
  };
  explicit VoiceNews(ui::Waker& waker) : waker_(waker) {}
  VoiceEvents events() {
    return {[this](CallSeq seq) { put([&](Batch& batch) { batch.finished.push_back(seq); }); },
            [this](const SoundState& state) { put([&](Batch& batch) { batch.sound = state; }); }};
  }
  Batch take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(batch_, {});
  }

 private:
  template <class F>
  void put(F change) {
    {
      const std::scoped_lock lock(mutex_);
      change(batch_);
    }
    waker_.wake();
  }
  ui::Waker& waker_;
  std::mutex mutex_;
  Batch batch_;
};

/// Keeps the last spoken call in a folder, if there is one. What cannot be kept is logged once.
class Memory {
 public:
  explicit Memory(const std::string& folder) {
    if (!folder.empty()) path_ = std::filesystem::path(folder) / "last-spoken";
  }
  std::optional<Settled> read() const {
    if (path_.empty()) return std::nullopt;
    std::ifstream file(path_);
    return settled_of(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  void write(const Settled& settled) {
    if (path_.empty()) return;
    const auto fresh = std::filesystem::path(path_).concat(".new");
    std::error_code error;
    std::filesystem::create_directories(path_.parent_path(), error);
    std::ofstream file(fresh);
    file << settled_line(settled);
    file.close();
    if (file) std::filesystem::rename(fresh, path_, error);
    if ((!file || error) && !std::exchange(failed_, true)) {
      log(LogLevel::warning, "last spoken call cannot be kept", {{"file", path_.string()}});
    }
  }

 private:
  std::filesystem::path path_;
  bool failed_ = false;
};

BoardOptions board_options(const Options& options, const Memory& memory) {
  BoardOptions board;
  board.zone = options.settings.plan.zone;
  board.speak_within = options.display.speak_within;
  board.message_shown = options.display.message_shown;
  board.resume = memory.read();
  return board;
}

protocol::DeviceReport first_report(const Options& options) {
  protocol::DeviceReport report;
  report.device = options.display.id;
  report.kind = DeviceKind::display;
  report.name = options.display.name;
  report.version = GILIRAN_VERSION;
  report.sound = false;  // until the voice says otherwise
  return report;
}

net::HallClientOptions client_options(const Options& options,
                                      const protocol::DeviceReport& report) {
  net::HallClientOptions client;
  client.host = options.hall.host;
  client.port = options.hall.port;
  client.views = {"board"};
  client.calls_after = 0;  // the board knows which of today's calls are too old to be spoken
  client.device = report;
  return client;
}

/// Joins the machine, the window, the voice and the connection.
class DisplayApp final : public ui::App {
 public:
  DisplayApp(const Options& options, const Catalog& catalog, ui::Waker& waker)
      : look_{catalog, options.language},
        memory_(options.state),
        board_(board_options(options, memory_), std::chrono::steady_clock::now(),
               SystemWallClock().now()),
        now_(std::chrono::steady_clock::now()),
        news_(waker),
        announcer_(make_espeak_voice(), options.display.sound ? make_sdl_audio() : make_no_audio(),
                   news_.events()),
        report_(first_report(options)),
        hall_(client_options(options, report_), [&waker] { waker.wake(); }) {}

  void on_input(const ui::Input& /*input*/, SteadyTime now) override { refresh(now); }
  void on_wake() override;
  void on_time(SteadyTime now) override { refresh(now); }
  std::optional<SteadyTime> next_time() override { return board_.next_change(now_); }
  bool take_dirty() override { return std::exchange(dirty_, false); }
  void draw(ui::Canvas& canvas) override { display::draw(canvas, scene_, look_); }
  void presented(SteadyTime now) override;

 private:
  void hear(const net::HallEvent& event, SteadyTime now);
  void hear_view(const net::ViewArrived& arrived, SteadyTime now);
  void hear_voice();
  void speak_next();
  void refresh(SteadyTime now);

  Look look_;
  Memory memory_;
  Board board_;
  SteadyTime now_;  ///< of scene_
  Scene scene_;     ///< as drawn last
  CallSeq scene_seq_;
  CallSeq shown_seq_;
  std::optional<CallToAnnounce> to_speak_;  ///< waits for its frame
  std::optional<Settled> kept_;
  bool dirty_ = true;
  bool ready_ = false;
  VoiceNews news_;
  Announcer announcer_;
  protocol::DeviceReport report_;
  net::HallClient hall_;
};

void DisplayApp::on_wake() {
  const SteadyTime now = std::chrono::steady_clock::now();
  for (const net::HallEvent& event : hall_.take_events())
    hear(event, now);
  hear_voice();
  speak_next();
  refresh(now);
}

void DisplayApp::hear(const net::HallEvent& event, SteadyTime now) {
  if (std::holds_alternative<net::Connected>(event)) {
    log(LogLevel::info, "connected to the hall");
    board_.connected();
  } else if (const auto* gone = std::get_if<net::Disconnected>(&event)) {
    log(LogLevel::warning, "not connected to the hall", {{"reason", gone->reason}});
    board_.disconnected(gone->since);
  } else if (const auto* view = std::get_if<net::ViewArrived>(&event)) {
    hear_view(*view, now);
  } else if (const auto* arrived = std::get_if<net::CallArrived>(&event)) {
    board_.call_arrived(arrived->call, now);
  } else if (std::holds_alternative<net::CallsRestarted>(event)) {
    log(LogLevel::info, "the hall's calls begin anew");
    board_.calls_restarted();
  }
}

void DisplayApp::hear_view(const net::ViewArrived& arrived, SteadyTime now) {
  const auto view = protocol::decode<protocol::BoardView>(arrived.document);
  if (view) {
    board_.view_arrived(*view, now);
  } else {
    log(LogLevel::error, "the hall's view cannot be read",
        {{"path", view.error().path}, {"message", view.error().message}});
  }
}

void DisplayApp::hear_voice() {
  const auto [finished, sound] = news_.take();
  for (const CallSeq seq : finished) {
    log(LogLevel::info, "spoken",
        {{"seq", seq.value()}, {"audible", report_.sound.value_or(false)}});
    board_.finished(seq);
    report_.last_call = seq.value();
  }
  if (sound) {
    report_.sound = sound->fault == SoundFault::none;
    log(LogLevel::info, "sound", {{"on", *report_.sound}, {"detail", sound->detail}});
  }
  if (sound || !finished.empty()) hall_.report(report_);
}

void DisplayApp::speak_next() {
  if (const auto next = board_.next_announcement()) to_speak_ = next;
  if (board_.settled() && board_.settled() != kept_) memory_.write(*(kept_ = board_.settled()));
}

void DisplayApp::refresh(SteadyTime now) {
  now_ = now;
  Scene scene = board_.scene(now);
  if (scene == scene_ && scene_seq_ == board_.current()) return;
  scene_ = std::move(scene);
  scene_seq_ = board_.current();
  dirty_ = true;
}

void DisplayApp::presented(SteadyTime /*now*/) {
  if (scene_.current && shown_seq_ != scene_seq_) {
    shown_seq_ = scene_seq_;
    log(LogLevel::info, "shown",
        {{"seq", shown_seq_.value()},
         {"number", scene_.current->number.text()},
         {"counter", scene_.current->counter.value()}});
  }
  // Seen first, then heard.
  if (const auto call = std::exchange(to_speak_, std::nullopt)) {
    announcer_.announce({call->seq, announcement_sentences(call->number, call->counter,
                                                           call->language, call->recall)});
  }
  if (scene_.link == Link::live && !std::exchange(ready_, true)) {
    std::puts("ready");
    std::fflush(stdout);
  }
}

int run_window(const Options& options) {
  const Catalog catalog{embedded::catalog_display(), embedded::catalog_shared()};
  ui::InputReader::set_hints();
  // The window's memory goes straight to the display server, not through a software OpenGL.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  const ui::Sdl sdl;
  ui::Waker waker;
  ui::Window window({.title = options.settings.plan.name.id + " – " + options.display.name,
                     .size = options.window,
                     .fullscreen = options.fullscreen,
                     .resizable = true,
                     .min_size = {640, 480},
                     .hide_cursor = options.fullscreen});
  DisplayApp app(options, catalog, waker);
  return ui::run(window, waker, app);
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  const auto read = read_options(argc, argv);
  if (const auto* code = std::get_if<ExitCode>(&read)) return static_cast<int>(*code);
  const auto& options = std::get<Options>(read);
  start_log("giliran-display", options.log_level);
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

}  // namespace giliran::display
