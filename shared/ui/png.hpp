#pragma once

#include <filesystem>

#include "shared/ui/canvas.hpp"
#include "shared/ui/sdl.hpp"

namespace giliran::ui {

/// What is on the canvas now, as ARGB8888; before SDL_RenderPresent. Throws ScreenError.
SurfacePtr read_pixels(Canvas& canvas);
/// Writes a PNG; throws ScreenError with the path when it cannot.
void save_png(SDL_Surface* surface, const std::filesystem::path& path);
void save_png(Canvas& canvas, const std::filesystem::path& path);
/// Reads a PNG as ARGB8888; throws ScreenError with the path when it cannot.
SurfacePtr load_png(const std::filesystem::path& path);

}  // namespace giliran::ui
