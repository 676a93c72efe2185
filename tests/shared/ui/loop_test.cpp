#include "shared/ui/loop.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace giliran::ui {
namespace {

using namespace std::chrono_literals;

/// Writes down what the loop asks of it.
class Recorder : public App {
 public:
  void on_input(const Input& input, SteadyTime) override {
    if (input.kind == InputKind::press) {
      log.push_back("press");
      dirty = true;
    }
  }
  void on_wake() override {
    log.push_back("wake");
    if (when_woken) when_woken();
  }
  void on_time(SteadyTime now) override {
    EXPECT_GE(now, *next);
    next.reset();
    log.push_back("time");
    if (at_time) at_time();
  }
  std::optional<SteadyTime> next_time() override { return next; }
  bool take_dirty() override { return std::exchange(dirty, false); }
  void draw(Canvas& canvas) override {
    canvas.clear(Color::rgb(0xFFFFFF));
    log.push_back("draw");
  }
  void presented(SteadyTime) override {
    log.push_back("presented");
    if (after_frame) after_frame();
  }

  std::vector<std::string> log;
  bool dirty = false;
  std::optional<SteadyTime> next;
  std::function<void()> when_woken, at_time, after_frame;
};

class Loop : public ::testing::Test {
 protected:
  Loop() {
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    sdl = std::make_unique<Sdl>();
    window = std::make_unique<Window>(WindowOptions{.title = "loop", .size = {320, 200}});
    waker = std::make_unique<Waker>();
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
  }
  void run_loop() { EXPECT_EQ(run(*window, *waker, app), 0); }

  std::unique_ptr<Sdl> sdl;
  std::unique_ptr<Window> window;
  std::unique_ptr<Waker> waker;
  Recorder app;
};

using Log = std::vector<std::string>;

TEST_F(Loop, the_first_frame_is_drawn_at_once_and_no_second_without_need) {
  app.after_frame = [&] { waker->wake(); };
  app.when_woken = [&] { waker->stop(); };
  run_loop();
  EXPECT_EQ(app.log, (Log{"draw", "presented", "wake"}));
}

/// The next whole millisecond from now, whenever it is asked: a countdown.
class Countdown : public Recorder {
 public:
  void on_time(SteadyTime) override { at_time(); }
  std::optional<SteadyTime> next_time() override { return std::chrono::steady_clock::now() + 1ms; }
};

TEST_F(Loop, a_deadline_that_is_always_ahead_comes_all_the_same) {
  Countdown countdown;
  int times = 0;
  countdown.at_time = [&] {
    if (++times == 3) waker->stop();
  };
  EXPECT_EQ(run(*window, *waker, countdown), 0);
  EXPECT_EQ(times, 3);
}

TEST_F(Loop, many_wakes_from_another_thread_are_one) {
  for (int i = 0; i < 1000; ++i)
    waker->wake();
  app.when_woken = [&] {
    if (app.log.back() != "wake") return;
    std::thread([&] { waker->stop(); }).join();
  };
  run_loop();
  EXPECT_EQ(app.log, (Log{"draw", "presented", "wake"}));
}

TEST_F(Loop, a_wake_that_changes_something_is_drawn) {
  waker->wake();
  app.when_woken = [&] {
    app.dirty = true;
    app.after_frame = [&] { waker->stop(); };
  };
  run_loop();
  EXPECT_EQ(app.log, (Log{"draw", "presented", "wake", "draw", "presented"}));
}

TEST_F(Loop, a_frame_that_asks_for_another_gets_it) {
  app.after_frame = [&] {
    app.dirty = true;
    if (app.log.size() == 6) waker->stop();
  };
  run_loop();
  EXPECT_EQ(app.log, (Log{"draw", "presented", "draw", "presented", "draw", "presented"}));
}

TEST_F(Loop, a_thread_wakes_a_sleeping_loop) {
  std::thread other;
  app.after_frame = [&] { other = std::thread([&] { waker->wake(); }); };
  app.when_woken = [&] { waker->stop(); };
  run_loop();
  other.join();
  EXPECT_EQ(app.log.back(), "wake");
}

TEST_F(Loop, time_comes_when_it_was_asked_for) {
  const SteadyTime start = std::chrono::steady_clock::now();
  app.next = start + 30ms;
  app.at_time = [&] { waker->stop(); };
  run_loop();
  EXPECT_GE(std::chrono::steady_clock::now() - start, 30ms);
  EXPECT_EQ(app.log, (Log{"draw", "presented", "time"}));
}

TEST_F(Loop, a_touch_is_answered_by_the_next_frame) {
  SDL_Event event{};
  event.type = SDL_FINGERDOWN;
  event.tfinger.touchId = 3;
  SDL_PushEvent(&event);
  app.after_frame = [&] {
    if (app.log.size() > 2) waker->stop();
  };
  run_loop();
  EXPECT_EQ(app.log, (Log{"draw", "presented", "press", "draw", "presented"}));
}

TEST_F(Loop, an_exposed_or_resized_window_is_drawn_again) {
  for (const Uint8 kind : {SDL_WINDOWEVENT_EXPOSED, SDL_WINDOWEVENT_SIZE_CHANGED}) {
    app.log.clear();
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = kind;
    SDL_PushEvent(&event);
    app.after_frame = [&] {
      if (app.log.size() > 2) waker->stop();
    };
    run_loop();
    EXPECT_EQ(app.log, (Log{"draw", "presented", "draw", "presented"}));
  }
}

TEST_F(Loop, a_window_that_was_resized_is_drawn_in_its_new_size) {
  Size drawn;
  app.after_frame = [&] {
    drawn = window->size();
    if (app.log.size() > 2) return waker->stop();
    SDL_SetWindowSize(SDL_RenderGetWindow(window->canvas().renderer()), 640, 400);
  };
  run_loop();
  EXPECT_EQ(drawn, (Size{640, 400}));
}

TEST_F(Loop, sigterm_and_sigint_stop_in_order) {
  for (const int signal : {SIGTERM, SIGINT}) {
    app.after_frame = [signal] { kill(getpid(), signal); };
    run_loop();
  }
  EXPECT_EQ(app.log, (Log{"draw", "presented", "draw", "presented"}));
}

TEST_F(Loop, closing_the_window_stops) {
  app.after_frame = [] {
    SDL_Event event{};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
  };
  run_loop();
}

TEST_F(Loop, a_window_has_the_size_and_scale_asked_for) {
  EXPECT_EQ(window->size(), (Size{320, 200}));
  const Window board({.title = "board", .size = {480, 860}, .scale = 2});
  EXPECT_EQ(board.size_in_window_units(), (Size{960, 1720}));
  EXPECT_EQ(board.scale(), 2.0);
}

TEST(Screens, without_a_display_server_the_error_says_what_to_check) {
  const char* display = SDL_getenv("DISPLAY");
  const std::string saved = display ? display : "";
  SDL_setenv("DISPLAY", ":9999", 1);
  // With and without a driver that was asked for: SDL then looks for any that works.
  for (const bool chosen : {true, false}) {
    chosen ? setenv("SDL_VIDEODRIVER", "x11", 1) : unsetenv("SDL_VIDEODRIVER");
    try {
      Sdl sdl;
      FAIL() << "found a screen";
    } catch (const ScreenError& error) {
      EXPECT_NE(std::string(error.what()).find("DISPLAY"), std::string::npos);
    }
  }
  SDL_setenv("DISPLAY", saved.c_str(), 1);
  SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
}

}  // namespace
}  // namespace giliran::ui
