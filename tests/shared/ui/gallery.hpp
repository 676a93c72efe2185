#pragma once

#include "shared/ui/canvas.hpp"

namespace giliran::ui {

/// Every shape, icon and style of text, 1080 x 1680.
void draw_gallery(Canvas& canvas, const Theme& theme);

}  // namespace giliran::ui
