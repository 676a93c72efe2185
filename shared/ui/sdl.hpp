#pragma once

#include <SDL.h>

#include <memory>
#include <stdexcept>

namespace giliran::ui {

/// The screen cannot be used; what() says what to check.
class ScreenError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// SDL's video, SDL_ttf and SDL_image for the lifetime of the object. Make it first, in main's
/// thread. SDL installs no signal handlers; audio is left to whoever uses it.
class Sdl {
 public:
  /// Throws ScreenError (no display server, for example).
  Sdl();
  ~Sdl();
  Sdl(const Sdl&) = delete;
  Sdl& operator=(const Sdl&) = delete;
};

struct SurfaceDeleter {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using SurfacePtr = std::unique_ptr<SDL_Surface, SurfaceDeleter>;

}  // namespace giliran::ui
