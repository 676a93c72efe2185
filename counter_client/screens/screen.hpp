#pragma once

#include <string_view>

#include "counter_client/core/shown.hpp"
#include "counter_client/screens/words.hpp"
#include "shared/ui/canvas.hpp"
#include "shared/ui/targets.hpp"

namespace giliran::counter {

/// Draws the whole window, at any size from 320x560, and fills `targets` with what can be pressed:
/// "main", and the names of the enabled presses (see name_of); in a panel "entry:0", "page_up",
/// "page_down" and "back". `pressed` is the target under the
/// finger or mouse button; empty for none. The thread of the canvas.
void draw_screen(ui::Canvas& canvas, const Words& words, const Shown& shown,
                 std::string_view pressed, ui::Targets& targets);

}  // namespace giliran::counter
