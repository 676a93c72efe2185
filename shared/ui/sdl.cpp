#include "shared/ui/sdl.hpp"

#include <SDL_image.h>
#include <SDL_ttf.h>
#include <fmt/format.h>

#include <string_view>

#include "shared/ui/input.hpp"

namespace giliran::ui {

Sdl::Sdl() {
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  // Compositors stay on: a window of a desktop must not change the whole desktop.
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  // A window's memory goes straight to the display server, not through a software OpenGL, which
  // would take 90 MB and as much time again.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  InputReader::set_hints();
  SDL_SetMainReady();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
    throw ScreenError(fmt::format(
        "no screen: {}. Is a display server running, and is DISPLAY or WAYLAND_DISPLAY set?",
        SDL_GetError()));
  // Where no display server answers, SDL falls back to a screen that nobody sees.
  const std::string_view driver = SDL_GetCurrentVideoDriver();
  if (!SDL_getenv("SDL_VIDEODRIVER") && (driver == "offscreen" || driver == "dummy")) {
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    throw ScreenError(
        "no screen. Is a display server running, and is DISPLAY or WAYLAND_DISPLAY set?");
  }
  if (TTF_Init() != 0) {
    const std::string why = TTF_GetError();
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    throw ScreenError(fmt::format("SDL_ttf does not start: {}", why));
  }
  IMG_Init(IMG_INIT_PNG);
}

Sdl::~Sdl() {
  IMG_Quit();
  TTF_Quit();
  SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

}  // namespace giliran::ui
