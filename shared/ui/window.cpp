#include "shared/ui/window.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cmath>

namespace giliran::ui {
namespace {

Size scaled(Size size, double scale) {
  return {static_cast<int>(std::lround(size.w * scale)),
          static_cast<int>(std::lround(size.h * scale))};
}

/// Full screen is asked for at the screen's size: where no window manager is, nobody else makes the
/// window that large.
Size first_size(const WindowOptions& options) {
  SDL_Rect screen;
  if (options.fullscreen && SDL_GetDisplayBounds(0, &screen) == 0) return {screen.w, screen.h};
  return scaled(options.size, options.scale);
}

/// SDL wakes its loop over a second connection to the X server. A wake-up of another thread that
/// the server reads after the window went is an error, for which Xlib would end the program as
/// failed. Does nothing if SDL does not use X11.
void ignore_x11_errors() {
  void* const x11 = dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (!x11) return;
  using Handler = int (*)(void* display, void* error);
  const auto set = reinterpret_cast<Handler (*)(Handler)>(dlsym(x11, "XSetErrorHandler"));
  if (set) set([](void*, void*) { return 0; });
  dlclose(x11);
}

}  // namespace

Window::Window(const WindowOptions& options) : scale_(options.scale) {
  const Size size = first_size(options);
  const Size least = scaled(options.min_size, scale_);
  Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
  if (options.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  if (options.resizable) flags |= SDL_WINDOW_RESIZABLE;
  window_ = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_UNDEFINED,
                             SDL_WINDOWPOS_UNDEFINED, size.w, size.h, flags);
  if (!window_) throw ScreenError(fmt::format("no window can be opened: {}", SDL_GetError()));
  if (options.resizable) SDL_SetWindowMinimumSize(window_, least.w, least.h);
  if (options.keep_awake)
    SDL_DisableScreenSaver();
  else
    SDL_EnableScreenSaver();
  SDL_ShowCursor(options.hide_cursor ? SDL_DISABLE : SDL_ENABLE);
  renderer_ = SDL_CreateRenderer(
      window_, -1, options.accelerated ? SDL_RENDERER_ACCELERATED : SDL_RENDERER_SOFTWARE);
  if (!renderer_) {
    const std::string why = SDL_GetError();
    SDL_DestroyWindow(window_);
    throw ScreenError(fmt::format("the window cannot be drawn on: {}", why));
  }
  try {
    fonts_ = std::make_unique<Fonts>();
    canvas_ = std::make_unique<Canvas>(renderer_, *fonts_);
  } catch (...) {
    SDL_DestroyRenderer(renderer_);
    SDL_DestroyWindow(window_);
    throw;
  }
}

Window::~Window() {
  canvas_.reset();
  fonts_.reset();
  SDL_DestroyRenderer(renderer_);
  ignore_x11_errors();
  SDL_DestroyWindow(window_);
}

Size Window::size_in_window_units() const {
  Size size;
  SDL_GetWindowSize(window_, &size.w, &size.h);
  return size;
}

Scale Window::millimetres() const {
  float dpi = 0;
  const int display = SDL_GetWindowDisplayIndex(window_);
  if (display < 0 || SDL_GetDisplayDPI(display, &dpi, nullptr, nullptr) != 0) return {};
  return dpi < 50 || dpi > 600 ? Scale{} : Scale::from_dpi(dpi);
}

void Window::set_title(const std::string& title) {
  SDL_SetWindowTitle(window_, title.c_str());
}

void Window::present() {
  SDL_RenderPresent(renderer_);
}

}  // namespace giliran::ui
