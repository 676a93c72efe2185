#pragma once

#include <SDL.h>

#include "shared/ui/geometry.hpp"
#include "shared/ui/icon.hpp"
#include "shared/ui/sdl.hpp"

namespace giliran::ui {

/// White pictures whose alpha is computed from the distance to an edge; coloured when they are
/// drawn. Throw ScreenError when out of memory.

/// A rounded rectangle's outline `border` px wide inside w x h; border 0: filled.
SurfacePtr rounded_mask(Size size, int radius, int border);
/// The same outline in dashes, a whole number of them around.
SurfacePtr dashed_mask(Size size, int radius, int border);
/// The soft shadow of a rounded rectangle `inner` in the middle of a picture `reach` larger on
/// each side.
SurfacePtr shadow_mask(Size inner, int radius, int reach);
/// An icon in a square of `side`, strokes `stroke` px wide.
SurfacePtr icon_mask(Icon icon, int side, double stroke);
/// An arrow to the right that fills the rectangle's width.
SurfacePtr arrow_mask(Size size, double stroke);

}  // namespace giliran::ui
