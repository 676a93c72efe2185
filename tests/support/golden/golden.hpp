#pragma once

#include <SDL.h>

#include <string_view>

#include "shared/ui/canvas.hpp"

namespace giliran::testing {

/// Compares with tests/golden/<name>.png and fails the running test when they differ: another size,
/// or more than 0.05 % of the pixels with a channel more than 24 of 255 away (room for another
/// patch release of FreeType; a changed word or colour is far beyond it). On a mismatch
/// <build>/golden/<name>.actual.png and .diff.png are written and named. A missing golden fails
/// too. GILIRAN_UPDATE_GOLDEN=1 in the environment writes the golden instead.
void expect_golden(ui::Canvas& canvas, std::string_view name);
void expect_golden(SDL_Surface* surface, std::string_view name);

/// Fails the running test for every text of the frame that was cut, stuck out of its box or had no
/// glyph.
void expect_all_text_fits(const ui::Canvas& canvas);

}  // namespace giliran::testing
