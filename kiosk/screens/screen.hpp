#pragma once

#include <string_view>

#include "kiosk/core/scene.hpp"
#include "shared/base/embedded.hpp"
#include "shared/catalog/catalog.hpp"
#include "shared/ui/canvas.hpp"
#include "shared/ui/targets.hpp"

namespace giliran::kiosk {

/// What stays the same while the program runs.
struct Look {
  const Catalog& catalog;  ///< with giliran::embedded::catalog_kiosk() and catalog_shared()
  const ui::Theme& theme = ui::Theme::normal();
  /// Of the screen, as the settings say. In a window narrower than 1080 pixels everything is
  /// smaller in proportion.
  double pixels_per_mm = 2.7;
};

/// Draws the whole picture of a scene and fills `targets` with what can be touched on it, each at
/// least 25 x 25 mm. `pressed` is the target under the finger, drawn so; empty: none. The same
/// scene, size and look give the same pixels. Call it between Canvas::begin_frame() and presenting.
void draw(ui::Canvas& canvas, const Scene& scene, const Look& look, std::string_view pressed,
          ui::Targets& targets);

}  // namespace giliran::kiosk

GILIRAN_DECLARE_EMBEDDED(catalog_kiosk)
