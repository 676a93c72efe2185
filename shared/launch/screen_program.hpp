#pragma once

#include <CLI/App.hpp>
#include <string>
#include <variant>

#include "shared/base/exit_code.hpp"
#include "shared/base/log.hpp"
#include "shared/model/language.hpp"
#include "shared/settings/settings.hpp"
#include "shared/ui/geometry.hpp"

/// How a program with a screen is started: the part of the command line that all of them share.
namespace giliran::launch {

/// What the command line and the settings file together say.
struct ScreenOptions {
  settings::Settings settings;
  settings::Link hall;
  ui::Size window;
  bool fullscreen = false;
  Language language = Language::id;
  LogLevel log_level = LogLevel::info;
};

/// The options --settings, --hall, --window, --fullscreen, --language, --log-level and --version of
/// a program; it adds its own to `app` and then reads.
class ScreenLine {
 public:
  /// `least` is the smallest window that makes sense, `usual` the one without --window.
  ScreenLine(CLI::App& app, const std::string& version, ui::Size least, ui::Size usual);
  ScreenLine(const ScreenLine&) = delete;
  ScreenLine& operator=(const ScreenLine&) = delete;

  /// Reads the command line and the file. Tells mistakes, help and version to the person at the
  /// terminal by itself; then the exit code to end with is the answer.
  std::variant<ScreenOptions, ExitCode> read(int argc, const char* const* argv);
  /// The settings file's name, for messages.
  const std::string& file() const { return settings_; }

 private:
  CLI::App& app_;
  const ui::Size usual_;
  std::string settings_;
  std::string hall_;
  std::string window_;
  std::string language_;
  std::string log_level_ = "info";
  bool fullscreen_ = false;
};

}  // namespace giliran::launch
