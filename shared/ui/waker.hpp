#pragma once

#include <SDL.h>

#include <atomic>

namespace giliran::ui {

/// Wakes the loop from any thread. Needs an Sdl; must outlive the threads that use it.
class Waker {
 public:
  /// Throws ScreenError if SDL has no event number left.
  Waker();
  /// The loop calls App::on_wake() soon. Several calls before that are one. Any thread.
  void wake();
  /// run() returns 0 soon. Any thread.
  void stop();

  /// For the loop: whether the event is this waker's wake (stop); a wake is taken by asking.
  bool take_wake(const SDL_Event& event);
  bool is_stop(const SDL_Event& event) const;

 private:
  void push(Sint32 code);

  Uint32 type_ = 0;
  std::atomic<bool> pending_{false};
};

}  // namespace giliran::ui
