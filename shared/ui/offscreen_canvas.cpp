#include "shared/ui/offscreen_canvas.hpp"

#include <SDL_ttf.h>
#include <fmt/format.h>

namespace giliran::ui {

OffscreenCanvas::OffscreenCanvas(Size size)
    : surface_(SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_ARGB8888)) {
  if (TTF_Init() != 0) throw ScreenError(fmt::format("SDL_ttf does not start: {}", TTF_GetError()));
  fonts_ = std::make_unique<Fonts>();
  if (surface_) renderer_ = SDL_CreateSoftwareRenderer(surface_.get());
  if (!renderer_) throw ScreenError(fmt::format("no canvas in memory: {}", SDL_GetError()));
  canvas_ = std::make_unique<Canvas>(renderer_, *fonts_);
  canvas_->begin_frame();
}

OffscreenCanvas::~OffscreenCanvas() {
  canvas_.reset();
  fonts_.reset();
  SDL_DestroyRenderer(renderer_);
  TTF_Quit();
}

}  // namespace giliran::ui
