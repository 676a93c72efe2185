#pragma once

#include <optional>
#include <string>
#include <variant>

#include "shared/base/exit_code.hpp"
#include "shared/base/log.hpp"
#include "shared/model/language.hpp"
#include "shared/settings/settings.hpp"
#include "shared/ui/geometry.hpp"

namespace giliran::display {

/// What the command line and the settings file together say.
struct Options {
  settings::Settings settings;
  settings::Display display;
  settings::Link hall;
  ui::Size window{1920, 1080};
  bool fullscreen = false;
  Language language = Language::id;
  LogLevel log_level = LogLevel::info;
  std::string state;  ///< folder that keeps which call was spoken last; empty: nothing is kept
};

/// Reads both. Tells mistakes, help and version to the person at the terminal by itself; then the
/// exit code to end with is the answer.
std::variant<Options, ExitCode> read_options(int argc, const char* const* argv);

}  // namespace giliran::display
