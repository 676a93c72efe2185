#include "display/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <map>

namespace giliran::display {

namespace {

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<ui::Size> size_of(std::string_view text) {
  const auto x = text.find('x');
  if (x == std::string_view::npos) return std::nullopt;
  const auto width = number_of<int>(text.substr(0, x));
  const auto height = number_of<int>(text.substr(x + 1));
  if (!width || !height || *width < 640 || *height < 480) return std::nullopt;
  return ui::Size{*width, *height};
}

std::optional<settings::Link> link_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto port = number_of<unsigned short>(text.substr(colon + 1));
  if (!port || *port == 0) return std::nullopt;
  return settings::Link{std::string(text.substr(0, colon)), *port};
}

CLI::Validator checked(const char* what, bool (*right)(const std::string&)) {
  return {[=](std::string& text) {
            return right(text) ? std::string() : fmt::format("{} is not {}", text, what);
          },
          ""};
}

const std::map<std::string, LogLevel>& log_levels() {
  static const std::map<std::string, LogLevel> levels{{"debug", LogLevel::debug},
                                                      {"info", LogLevel::info},
                                                      {"warning", LogLevel::warning},
                                                      {"error", LogLevel::error}};
  return levels;
}

struct Line {
  std::string settings;
  std::string hall;
  std::string device;
  std::string window;
  std::string language;
  std::string state;
  std::string log_level = "info";
  bool fullscreen = false;
};

void describe(CLI::App& app, Line& line) {
  app.set_version_flag("--version", "giliran-display " GILIRAN_VERSION);
  app.add_option("--settings", line.settings, "the hall's settings file")
      ->required()
      ->type_name("FILE");
  app.add_option("--device", line.device, "which [[display]] of the settings; not needed for one")
      ->type_name("ID");
  app.add_option("--hall", line.hall, "where the hall is, instead of [link] in the settings")
      ->type_name("HOST:PORT")
      ->check(checked("HOST:PORT", [](const std::string& text) { return !!link_of(text); }));
  auto* window = app.add_option("--window", line.window, "size in pixels (1920x1080)");
  window->type_name("WxH")->check(checked("a size from 640x480, such as 1920x1080",
                                          [](const std::string& text) { return !!size_of(text); }));
  app.add_flag("--fullscreen", line.fullscreen, "take the whole screen")->excludes(window);
  app.add_option("--language", line.language, "id, en or su; else the hall's first")
      ->type_name("CODE")
      ->check(checked("one of id, en, su",
                      [](const std::string& text) { return !!language_of(text); }));
  app.add_option("--state", line.state, "keep there which call was spoken last")->type_name("DIR");
  app.add_option("--log-level", line.log_level, "debug, info, warning or error")
      ->type_name("LEVEL")
      ->check(CLI::IsMember(log_levels()));
}

const settings::Display* display_of(const settings::Settings& settings, const Line& line) {
  if (line.device.empty() && settings.displays.size() == 1) return &settings.displays.front();
  const auto* display = settings.display(DeviceId(line.device));
  if (display) return display;
  std::string known;
  for (const settings::Display& one : settings.displays)
    known += " " + one.id.value();
  fmt::print(stderr, "{}: has no [[display]] with the id \"{}\"; use --device with one of:{}\n",
             line.settings, line.device, known.empty() ? " (none)" : known);
  return nullptr;
}

}  // namespace

std::variant<Options, ExitCode> read_options(int argc, const char* const* argv) {
  CLI::App app("The board of a service hall: shows and speaks calls.", "giliran-display");
  Line line;
  describe(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::done : ExitCode::usage;
  }
  auto settings = settings::read_file(line.settings);
  if (!settings) {
    for (const settings::Mistake& mistake : settings.error()) {
      fmt::print(stderr, "{}\n", mistake.text());
    }
    return ExitCode::usage;
  }
  const settings::Display* display = display_of(*settings, line);
  if (!display) return ExitCode::usage;
  Options options;
  options.display = *display;
  options.settings = std::move(*settings);
  options.hall = link_of(line.hall).value_or(options.settings.link);
  options.window = size_of(line.window).value_or(options.window);
  options.fullscreen = line.fullscreen;
  options.language = language_of(line.language).value_or(options.settings.plan.languages.front());
  options.state = line.state;
  options.log_level = log_levels().at(line.log_level);
  return options;
}

}  // namespace giliran::display
