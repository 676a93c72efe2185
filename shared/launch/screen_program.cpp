#include "shared/launch/screen_program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>
#include <string_view>

namespace giliran::launch {

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
  if (!width || !height) return std::nullopt;
  return ui::Size{*width, *height};
}

/// "host:port" or "[::1]:port".
std::optional<settings::Link> link_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto port = number_of<unsigned short>(text.substr(colon + 1));
  if (!port || *port == 0) return std::nullopt;
  return settings::Link{std::string(text.substr(0, colon)), *port};
}

CLI::Validator checked(std::string what, std::function<bool(const std::string&)> right) {
  return {[what = std::move(what), right = std::move(right)](std::string& text) {
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

}  // namespace

ScreenLine::ScreenLine(CLI::App& app, const std::string& version, ui::Size least, ui::Size usual)
    : app_(app), usual_(usual) {
  app.set_version_flag("--version", version);
  app.add_option("--settings", settings_, "the hall's settings file")
      ->required()
      ->type_name("FILE");
  app.add_option("--hall", hall_, "where the hall is, instead of [link] in the settings")
      ->type_name("HOST:PORT")
      ->check(checked("HOST:PORT", [](const std::string& text) { return !!link_of(text); }));
  const std::string example = fmt::format("{}x{}", usual.w, usual.h);
  const auto fits = [least](const std::string& text) {
    const auto size = size_of(text);
    return size && size->w >= least.w && size->h >= least.h;
  };
  auto* window = app.add_option("--window", window_, fmt::format("size in pixels ({})", example));
  window->type_name("WxH")->check(
      checked(fmt::format("a size from {}x{}, such as {}", least.w, least.h, example), fits));
  app.add_flag("--fullscreen", fullscreen_, "take the whole screen")->excludes(window);
  app.add_option("--language", language_, "id, en or su; else the hall's first")
      ->type_name("CODE")
      ->check(checked("one of id, en, su",
                      [](const std::string& text) { return !!language_of(text); }));
  app.add_option("--log-level", log_level_, "debug, info, warning or error")
      ->type_name("LEVEL")
      ->check(CLI::IsMember(log_levels()));
}

std::variant<ScreenOptions, ExitCode> ScreenLine::read(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_.exit(error) == 0 ? ExitCode::done : ExitCode::usage;
  }
  auto settings = settings::read_file(settings_);
  if (!settings) {
    for (const settings::Mistake& mistake : settings.error())
      fmt::print(stderr, "{}\n", mistake.text());
    return ExitCode::usage;
  }
  ScreenOptions options;
  options.settings = std::move(*settings);
  options.hall = link_of(hall_).value_or(options.settings.link);
  options.window = size_of(window_).value_or(usual_);
  options.fullscreen = fullscreen_;
  options.language = language_of(language_).value_or(options.settings.plan.languages.front());
  options.log_level = log_levels().at(log_level_);
  return options;
}

}  // namespace giliran::launch
