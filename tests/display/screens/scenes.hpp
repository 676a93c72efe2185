#pragma once

#include <string>
#include <vector>

#include "display/screens/screen.hpp"

namespace giliran::display {

/// The board of the plaza of examples/mpp-bekasi.toml on a Tuesday at 09.42, by name: "calling" (as
/// in the picture, five agencies), "sixteen" (all agencies), "one" (one agency), "long" (numbers of
/// four digits), "none_called", "lost", "lost_at_start", "connecting".
Scene scene(const std::string& name);

/// All of them.
const std::vector<std::string>& scene_names();

/// The catalogs of the display's screens.
const Catalog& words();

}  // namespace giliran::display
