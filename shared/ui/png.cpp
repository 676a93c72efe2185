#include "shared/ui/png.hpp"

#include <SDL_image.h>
#include <fmt/format.h>

namespace giliran::ui {
namespace {

SurfacePtr new_surface(Size size) {
  SurfacePtr surface(
      SDL_CreateRGBSurfaceWithFormat(0, size.w, size.h, 32, SDL_PIXELFORMAT_ARGB8888));
  if (!surface) throw ScreenError(fmt::format("no picture in memory: {}", SDL_GetError()));
  return surface;
}

}  // namespace

SurfacePtr read_pixels(Canvas& canvas) {
  SurfacePtr surface = new_surface(canvas.size());
  if (SDL_RenderReadPixels(canvas.renderer(), nullptr, surface->format->format, surface->pixels,
                           surface->pitch) != 0)
    throw ScreenError(fmt::format("the canvas cannot be read: {}", SDL_GetError()));
  // A window has no transparency; drivers leave anything there.
  SDL_LockSurface(surface.get());
  for (int y = 0; y < surface->h; ++y) {
    auto* row = reinterpret_cast<Uint32*>(static_cast<char*>(surface->pixels) +
                                          static_cast<std::ptrdiff_t>(y) * surface->pitch);
    for (int x = 0; x < surface->w; ++x)
      row[x] |= 0xFF000000;
  }
  SDL_UnlockSurface(surface.get());
  return surface;
}

void save_png(SDL_Surface* surface, const std::filesystem::path& path) {
  if (IMG_SavePNG(surface, path.c_str()) != 0)
    throw ScreenError(fmt::format("{} cannot be written: {}", path.string(), IMG_GetError()));
}

void save_png(Canvas& canvas, const std::filesystem::path& path) {
  save_png(read_pixels(canvas).get(), path);
}

SurfacePtr load_png(const std::filesystem::path& path) {
  const SurfacePtr raw(IMG_Load(path.c_str()));
  if (!raw) throw ScreenError(fmt::format("{} cannot be read: {}", path.string(), IMG_GetError()));
  SurfacePtr surface(SDL_ConvertSurfaceFormat(raw.get(), SDL_PIXELFORMAT_ARGB8888, 0));
  if (!surface) throw ScreenError(fmt::format("no picture in memory: {}", SDL_GetError()));
  return surface;
}

}  // namespace giliran::ui
