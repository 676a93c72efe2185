#include "counter_client/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <map>

namespace giliran::counter {

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
  if (!width || !height || *width < 320 || *height < 560) return std::nullopt;
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
  std::string window;
  std::string language;
  std::string log_level = "info";
  int counter = 0;
  bool fullscreen = false;
};

void describe(CLI::App& app, Line& line) {
  app.set_version_flag("--version", "giliran-counter " GILIRAN_VERSION);
  app.add_option("--settings", line.settings, "the hall's settings file")
      ->required()
      ->type_name("FILE");
  app.add_option("--counter", line.counter, "the number on the counter's sign")
      ->required()
      ->type_name("N");
  app.add_option("--hall", line.hall, "where the hall is, instead of [link] in the settings")
      ->type_name("HOST:PORT")
      ->check(checked("HOST:PORT", [](const std::string& text) { return !!link_of(text); }));
  auto* window = app.add_option("--window", line.window, "size in pixels (480x860)");
  window->type_name("WxH")->check(checked("a size from 320x560, such as 480x860",
                                          [](const std::string& text) { return !!size_of(text); }));
  app.add_flag("--fullscreen", line.fullscreen, "take the whole screen")->excludes(window);
  app.add_option("--language", line.language, "id, en or su; else the hall's first")
      ->type_name("CODE")
      ->check(checked("one of id, en, su",
                      [](const std::string& text) { return !!language_of(text); }));
  app.add_option("--log-level", line.log_level, "debug, info, warning or error")
      ->type_name("LEVEL")
      ->check(CLI::IsMember(log_levels()));
}

}  // namespace

std::variant<Options, ExitCode> read_options(int argc, const char* const* argv) {
  CLI::App app("The officer's window of a service hall: calls visitors to one counter.",
               "giliran-counter");
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
  Options options;
  options.settings = std::move(*settings);
  options.counter = CounterId(line.counter);
  if (!options.settings.plan.counter(options.counter)) {
    fmt::print(stderr, "{}: has no counter {}; use a number of its [[counter]]s\n", line.settings,
               line.counter);
    return ExitCode::usage;
  }
  options.hall = link_of(line.hall).value_or(options.settings.link);
  options.window = size_of(line.window).value_or(options.window);
  options.fullscreen = line.fullscreen;
  options.language = language_of(line.language).value_or(options.settings.plan.languages.front());
  options.log_level = log_levels().at(line.log_level);
  return options;
}

}  // namespace giliran::counter
