#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>

#include "kiosk/program.hpp"
#include "kiosk/store/paper_rows.hpp"
#include "shared/base/exit_code.hpp"
#include "shared/base/log.hpp"
#include "shared/ui/fonts.hpp"
#include "shared/ui/sdl.hpp"

namespace {

using giliran::ExitCode;

struct CommandLine {
  std::string settings;
  std::string hall;
  std::string device;
  std::string data;
  std::string window = "1080x1920";
  bool fullscreen = false;
  bool new_roll = false;
  giliran::LogLevel log_level = giliran::LogLevel::info;
};

/// "host:port" or "[::1]:port".
std::string check_address(const std::string& text) {
  const auto colon = text.rfind(':');
  unsigned port = 0;
  if (colon == 0 || colon == std::string::npos ||
      !CLI::detail::lexical_cast(text.substr(colon + 1), port) || port == 0 || port > 65535) {
    return "write the hall's address as HOST:PORT, for example 127.0.0.1:7080";
  }
  return {};
}

std::string check_size(const std::string& text) {
  unsigned w = 0;
  unsigned h = 0;
  char more = 0;
  const bool ok =
      std::sscanf(text.c_str(), "%5ux%5u%c", &w, &h, &more) == 2 && w >= 320 && h >= 240;
  return ok ? "" : "write the size as WIDTHxHEIGHT, at least 320x240, for example 1080x1920";
}

void declare(CLI::App& cli, CommandLine& line) {
  const std::map<std::string, giliran::LogLevel> levels{{"debug", giliran::LogLevel::debug},
                                                        {"info", giliran::LogLevel::info},
                                                        {"warning", giliran::LogLevel::warning},
                                                        {"error", giliran::LogLevel::error}};
  cli.add_option("--settings", line.settings, "Settings file (TOML) of the hall")->required();
  cli.add_option("--hall", line.hall, "Address of the hall; the settings' [link] if left out")
      ->check(CLI::Validator(check_address, "HOST:PORT"));
  cli.add_option("--device", line.device,
                 "Which [[kiosk]] of the settings this is; not needed if there is one");
  cli.add_option("--data", line.data,
                 "Folder of the kiosk's own file: numbers for when the hall is away, and what it "
                 "must be told; $XDG_STATE_HOME/giliran/DEVICE if left out");
  auto* window = cli.add_option("--window", line.window, "Size of the window")
                     ->check(CLI::Validator(check_size, "WxH"))
                     ->capture_default_str();
  cli.add_flag("--fullscreen", line.fullscreen, "Take the whole screen")->excludes(window);
  cli.add_flag("--new-roll", line.new_roll,
               "Note that a new roll is in the printer, and end; the kiosk may be running");
  cli.add_option("--log-level", line.log_level, "Least level to log: debug, info, warning, error")
      ->transform(CLI::Transformer(levels));
  cli.set_version_flag("--version", "giliran-kiosk " GILIRAN_VERSION);
}

const giliran::settings::Kiosk* find_kiosk(const giliran::settings::Settings& settings,
                                           const std::string& device) {
  if (device.empty() && settings.kiosks.size() == 1) return &settings.kiosks.front();
  const auto* kiosk = settings.kiosk(giliran::DeviceId(device));
  if (kiosk) return kiosk;
  std::string known;
  for (const auto& one : settings.kiosks)
    known += " " + one.id.value();
  fmt::print(stderr, "--device: no [[kiosk]] with the id \"{}\"; the settings have:{}\n", device,
             known.empty() ? " none" : known);
  return nullptr;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// Where the XDG base directories put what must outlive a restart.
std::string state_folder(const std::string& device) {
  const std::string state = variable("XDG_STATE_HOME");
  const std::string base = state.starts_with('/') ? state : variable("HOME") + "/.local/state";
  return base + "/giliran/" + device;
}

ExitCode start(const CommandLine& line) {
  const auto settings = giliran::settings::read_file(line.settings);
  if (!settings) {
    for (const auto& mistake : settings.error())
      fmt::print(stderr, "{}\n", mistake.text());
    return ExitCode::usage;
  }
  const auto* kiosk = find_kiosk(*settings, line.device);
  if (!kiosk) return ExitCode::usage;
  giliran::kiosk::ProgramOptions options;
  options.host = settings->link.host;
  options.port = settings->link.port;
  if (!line.hall.empty()) {
    const auto colon = line.hall.rfind(':');
    options.host = line.hall.substr(0, colon);
    options.port = static_cast<unsigned short>(std::stoul(line.hall.substr(colon + 1)));
  }
  std::sscanf(line.window.c_str(), "%dx%d", &options.window.w, &options.window.h);
  options.fullscreen = line.fullscreen;
  options.data = line.data.empty() ? state_folder(kiosk->id.value()) : line.data;
  options.version = GILIRAN_VERSION;
  if (line.new_roll) {
    giliran::kiosk::note_new_roll(options.data);
    return ExitCode::done;
  }
  return static_cast<ExitCode>(giliran::kiosk::run(*settings, *kiosk, options));
}

}  // namespace

int main(int argc, char** argv) {
  CommandLine line;
  CLI::App cli{"The ticket machine of a Giliran hall"};
  declare(cli, line);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  giliran::start_log("giliran-kiosk", line.log_level);
  try {
    return static_cast<int>(start(line));
  } catch (const giliran::ui::ScreenError& error) {
    giliran::log(giliran::LogLevel::error, "no screen", {{"reason", error.what()}});
    return static_cast<int>(ExitCode::no_screen);
  } catch (const giliran::kiosk::StoreInUse& error) {
    giliran::log(giliran::LogLevel::error, "data folder in use", {{"reason", error.what()}});
    return static_cast<int>(ExitCode::data);
  } catch (const giliran::ui::FontError& error) {
    giliran::log(giliran::LogLevel::error, "no fonts", {{"reason", error.what()}});
    return static_cast<int>(ExitCode::no_screen);
  } catch (const std::exception& error) {
    giliran::log(giliran::LogLevel::error, "broken", {{"reason", error.what()}});
    return static_cast<int>(ExitCode::failed);
  }
}
