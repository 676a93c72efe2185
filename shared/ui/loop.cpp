#include "shared/ui/loop.hpp"

#include <algorithm>
#include <chrono>

#include "shared/ui/stop_signals.hpp"

namespace giliran::ui {
namespace {

SteadyTime steady_now() {
  return std::chrono::steady_clock::now();
}

/// Milliseconds to sleep, rounded up so as not to wake just before; -1: for ever.
int sleep_ms(const std::optional<SteadyTime>& next) {
  using std::chrono::milliseconds;
  if (!next) return -1;
  const auto left = std::chrono::ceil<milliseconds>(*next - steady_now());
  return static_cast<int>(std::clamp(left, milliseconds{0}, milliseconds{3'600'000}).count());
}

class Runner {
 public:
  Runner(Window& window, Waker& waker, App& app) : window_(window), waker_(waker), app_(app) {}

  void run() {
    while (!stopped_) {
      draw_if_needed();
      SDL_Event event;
      // A few hundred at most: a frame is drawn even while a flood of events goes on.
      int left = 256;
      // Drawing may have asked for the next frame.
      if (app_.take_dirty()) draw_ = true;
      // Asked once: an answer that is reckoned from "now" moves on with every question.
      const auto next = app_.next_time();
      const int wait = draw_ ? 0 : sleep_ms(next);
      for (int got = SDL_WaitEventTimeout(&event, wait); got && !stopped_;
           got = --left > 0 ? SDL_PollEvent(&event) : 0)
        handle(event);
      if (stopped_) return;
      if (const SteadyTime now = steady_now(); next && *next <= now) app_.on_time(now);
    }
  }

 private:
  void draw_if_needed() {
    if (app_.take_dirty()) draw_ = true;
    if (!draw_) return;
    draw_ = false;
    window_.canvas().begin_frame();
    app_.draw(window_.canvas());
    window_.present();
    app_.presented(steady_now());
  }

  void handle(const SDL_Event& event) {
    if (waker_.is_stop(event)) {
      stopped_ = true;
      return;
    }
    if (waker_.take_wake(event)) {
      app_.on_wake();
      return;
    }
    if (event.type == SDL_RENDER_DEVICE_RESET) window_.canvas().drop_textures();
    const auto input = reader_.read(event, window_.size(), window_.size_in_window_units());
    if (!input) return;
    if (input->kind == InputKind::quit) stopped_ = true;
    if (input->kind == InputKind::resized || input->kind == InputKind::exposed) draw_ = true;
    app_.on_input(*input, steady_now());
  }

  Window& window_;
  Waker& waker_;
  App& app_;
  InputReader reader_;
  bool draw_ = true;
  bool stopped_ = false;
};

}  // namespace

int run(Window& window, Waker& waker, App& app) {
  const StopSignals signals([&waker] { waker.stop(); });
  Runner(window, waker, app).run();
  return 0;
}

}  // namespace giliran::ui
