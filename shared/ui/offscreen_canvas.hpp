#pragma once

#include <SDL.h>

#include <memory>

#include "shared/ui/canvas.hpp"
#include "shared/ui/fonts.hpp"
#include "shared/ui/geometry.hpp"
#include "shared/ui/sdl.hpp"

namespace giliran::ui {

/// A canvas on memory, without window or display server, drawn by SDL's software renderer: the
/// same pixels as a window with the software renderer. For tests and golden pictures.
class OffscreenCanvas {
 public:
  /// Throws ScreenError, FontError. Starts SDL_ttf by itself.
  explicit OffscreenCanvas(Size size);
  ~OffscreenCanvas();
  OffscreenCanvas(const OffscreenCanvas&) = delete;
  OffscreenCanvas& operator=(const OffscreenCanvas&) = delete;

  Canvas& canvas() { return *canvas_; }
  operator Canvas&() { return *canvas_; }

 private:
  SurfacePtr surface_;
  SDL_Renderer* renderer_ = nullptr;
  std::unique_ptr<Fonts> fonts_;
  std::unique_ptr<Canvas> canvas_;
};

}  // namespace giliran::ui
