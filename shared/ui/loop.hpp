#pragma once

#include <optional>

#include "shared/base/clock.hpp"
#include "shared/ui/canvas.hpp"
#include "shared/ui/input.hpp"
#include "shared/ui/waker.hpp"
#include "shared/ui/window.hpp"

namespace giliran::ui {

/// What a program does in the loop. All calls come in the thread that called run().
class App {
 public:
  virtual ~App() = default;
  /// Somebody touched, typed, resized. A resize or expose is drawn afterwards without being asked.
  virtual void on_input(const Input& input, SteadyTime now) = 0;
  /// Waker::wake() was called: fetch what the other threads left.
  virtual void on_wake() {}
  /// The time that next_time() named has come.
  virtual void on_time(SteadyTime /*now*/) {}
  /// When on_time() is wanted next; nothing: sleep until something happens.
  virtual std::optional<SteadyTime> next_time() { return std::nullopt; }
  /// True once after something visible changed.
  virtual bool take_dirty() = 0;
  /// Draws the whole frame.
  virtual void draw(Canvas& canvas) = 0;
  /// The frame drawn last was handed to the screen.
  virtual void presented(SteadyTime /*now*/) {}
};

/// Runs until the window is closed, Waker::stop(), SIGTERM or SIGINT; returns 0. Sleeps until an
/// event or next_time(); draws only when the app is dirty or the window asks for it. The first
/// frame is drawn at once. Takes over SIGTERM and SIGINT while it runs.
int run(Window& window, Waker& waker, App& app);

}  // namespace giliran::ui
