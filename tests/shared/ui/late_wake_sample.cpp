#include <SDL_syswm.h>
#include <dlfcn.h>

#include <cstdio>

#include "shared/ui/window.hpp"

/// What happens when the X server reads SDL's wake-up, which comes over a connection of its own,
/// after the window went: here on purpose. Prints "still here".
namespace giliran::ui {
namespace {

struct Xlib {
  void* library = dlopen("libX11.so.6", RTLD_LAZY);
  template <class F>
  F* call(const char* name) const {
    return reinterpret_cast<F*>(dlsym(library, name));
  }
};

unsigned long window_that_went() {
  const Window window({.size = {64, 64}, .min_size = {16, 16}});
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  SDL_Window* const made = SDL_GetWindowFromID(1);
  return made && SDL_GetWindowWMInfo(made, &info) ? info.info.x11.window : 0;
}

void send_event_to(unsigned long window) {
  const Xlib x11;
  Display* const display = x11.call<Display*(const char*)>("XOpenDisplay")(nullptr);
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.format = 32;
  x11.call<int(Display*, ::Window, int, long, XEvent*)>("XSendEvent")(display, window, False,
                                                                      NoEventMask, &event);
  x11.call<int(Display*, int)>("XSync")(display, False);
  x11.call<int(Display*)>("XCloseDisplay")(display);
}

}  // namespace
}  // namespace giliran::ui

int main(int, char**) {
  const giliran::ui::Sdl sdl;
  giliran::ui::send_event_to(giliran::ui::window_that_went());
  std::puts("still here");
  return 0;
}
