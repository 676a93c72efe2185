#include "display/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

namespace giliran::display {

namespace {

const settings::Display* display_of(const settings::Settings& settings, const std::string& device,
                                    const std::string& file) {
  if (device.empty() && settings.displays.size() == 1) return &settings.displays.front();
  const auto* display = settings.display(DeviceId(device));
  if (display) return display;
  std::string known;
  for (const settings::Display& one : settings.displays)
    known += " " + one.id.value();
  fmt::print(stderr, "{}: has no [[display]] with the id \"{}\"; use --device with one of:{}\n",
             file, device, known.empty() ? " (none)" : known);
  return nullptr;
}

}  // namespace

std::variant<Options, ExitCode> read_options(int argc, const char* const* argv) {
  CLI::App app("The board of a service hall: shows and speaks calls.", "giliran-display");
  launch::ScreenLine line(app, "giliran-display " GILIRAN_VERSION, {640, 480}, {1920, 1080});
  std::string device;
  std::string state;
  app.add_option("--device", device, "which [[display]] of the settings; not needed for one")
      ->type_name("ID");
  app.add_option("--state", state, "keep there which call was spoken last")->type_name("DIR");
  auto read = line.read(argc, argv);
  if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
  Options options{std::move(std::get<launch::ScreenOptions>(read)), {}, state};
  const settings::Display* display = display_of(options.settings, device, line.file());
  if (!display) return ExitCode::usage;
  options.display = *display;
  return options;
}

}  // namespace giliran::display
