#pragma once

#include <string>

#include "shared/settings/settings.hpp"
#include "shared/ui/geometry.hpp"

namespace giliran::kiosk {

/// What the command line says beyond the settings file.
struct ProgramOptions {
  std::string host;  ///< of the hall
  unsigned short port = 7080;
  ui::Size window{1080, 1920};
  bool fullscreen = false;
  std::string data;  ///< folder of the kiosk's own file
  std::string version;
};

/// Shows the kiosk until the window is closed or SIGTERM comes; returns 0. Owns the window, the
/// connection to the hall and the printer's outbox. Writes the line `ready` to standard output once
/// a frame with the hall's data is on the screen. Main thread. Throws ui::ScreenError and
/// ui::FontError when nothing can be shown, StoreInUse when another kiosk has the data folder,
/// std::exception when something breaks.
int run(const settings::Settings& settings, const settings::Kiosk& kiosk,
        const ProgramOptions& options);

}  // namespace giliran::kiosk
