#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <variant>

#include "kiosk/program.hpp"
#include "kiosk/store/paper_rows.hpp"
#include "shared/base/exit_code.hpp"
#include "shared/base/log.hpp"
#include "shared/launch/screen_program.hpp"
#include "shared/ui/fonts.hpp"
#include "shared/ui/sdl.hpp"

namespace {

using giliran::ExitCode;

using giliran::launch::ScreenOptions;

/// What the kiosk's command line has beside that of every program with a screen.
struct OwnOptions {
  std::string device;
  std::string data;
  bool new_roll = false;
};

void declare(CLI::App& app, OwnOptions& own) {
  // The visitor chooses it.
  app.remove_option(app.get_option("--language"));
  app.add_option("--device", own.device,
                 "which [[kiosk]] of the settings this is; not needed if there is one")
      ->type_name("ID");
  app.add_option("--data", own.data,
                 "folder of the kiosk's own file: numbers for when the hall is away, and what it "
                 "must be told; $XDG_STATE_HOME/giliran/DEVICE if left out")
      ->type_name("FOLDER");
  app.add_flag("--new-roll", own.new_roll,
               "note that a new roll is in the printer, and end; the kiosk may be running");
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

ExitCode start(const ScreenOptions& screen, const OwnOptions& own) {
  const auto* kiosk = find_kiosk(screen.settings, own.device);
  if (!kiosk) return ExitCode::usage;
  giliran::kiosk::ProgramOptions options;
  options.host = screen.hall.host;
  options.port = screen.hall.port;
  options.window = screen.window;
  options.fullscreen = screen.fullscreen;
  options.data = own.data.empty() ? state_folder(kiosk->id.value()) : own.data;
  options.version = GILIRAN_VERSION;
  if (own.new_roll) {
    giliran::kiosk::note_new_roll(options.data);
    return ExitCode::done;
  }
  return static_cast<ExitCode>(giliran::kiosk::run(screen.settings, *kiosk, options));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("The ticket machine of a Giliran hall.", "giliran-kiosk");
  giliran::launch::ScreenLine line(app, "giliran-kiosk " GILIRAN_VERSION, {320, 240}, {1080, 1920});
  OwnOptions own;
  declare(app, own);
  const auto read = line.read(argc, argv);
  if (const auto* code = std::get_if<ExitCode>(&read)) return static_cast<int>(*code);
  const auto& screen = std::get<ScreenOptions>(read);
  giliran::start_log("giliran-kiosk", screen.log_level);
  try {
    return static_cast<int>(start(screen, own));
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
