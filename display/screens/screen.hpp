#pragma once

#include "display/core/board.hpp"
#include "shared/base/embedded.hpp"
#include "shared/catalog/catalog.hpp"
#include "shared/model/language.hpp"
#include "shared/ui/canvas.hpp"

namespace giliran::display {

/// In which words and colours the board is drawn.
struct Look {
  const Catalog& catalog;
  Language language = Language::id;
  const ui::Theme& theme = ui::Theme::normal();
};

/// Draws the whole board, upright or across, at the canvas' size. Nothing is cut.
void draw(ui::Canvas& canvas, const Scene& scene, const Look& look);

}  // namespace giliran::display

GILIRAN_DECLARE_EMBEDDED(catalog_display)
