#pragma once

#include <SDL.h>

#include <memory>
#include <string>

#include "shared/ui/canvas.hpp"
#include "shared/ui/fonts.hpp"
#include "shared/ui/geometry.hpp"
#include "shared/ui/sdl.hpp"

namespace giliran::ui {

/// For designated initialisers keep this order.
struct WindowOptions {
  std::string title = {};
  Size size = {1080, 1920};  ///< at scale 1; without a window manager also the place it takes
  bool fullscreen = false;   ///< takes the whole screen, `size` is then only a wish
  bool resizable = false;
  Size min_size = {320, 240};  ///< at scale 1
  double scale = 1;            ///< enlarges size and min_size; screens multiply theirs by scale()
  bool hide_cursor = false;    ///< kiosk and display
  bool keep_awake = true;      ///< false: the system's screen saver may start (counter)
  bool accelerated = false;    ///< false: SDL's software renderer, same pixels everywhere
};

/// A window and the canvas on it. Main thread.
class Window {
 public:
  /// Needs an Sdl. Throws ScreenError when no window can be opened, FontError without fonts.
  explicit Window(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  Canvas& canvas() { return *canvas_; }
  /// In canvas pixels.
  Size size() const { return canvas_->size(); }
  /// In the units of mouse events (differs from size() on dense screens of some systems).
  Size size_in_window_units() const;
  double scale() const { return scale_; }
  /// Canvas pixels per millimetre as the system reports the screen; 96 dpi if it does not or says
  /// nonsense (below 50 or above 600 dpi).
  Scale millimetres() const;
  void set_title(const std::string& title);
  void present();

 private:
  double scale_ = 1;
  SDL_Window* window_ = nullptr;
  SDL_Renderer* renderer_ = nullptr;
  std::unique_ptr<Fonts> fonts_;
  std::unique_ptr<Canvas> canvas_;
};

}  // namespace giliran::ui
