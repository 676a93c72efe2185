#include "shared/settings/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "shared/base/text.hpp"
#include "shared/settings/table_reader.hpp"

namespace giliran::settings {

const Kiosk* Settings::kiosk(const DeviceId& id) const {
  const auto found = std::ranges::find(kiosks, id, &Kiosk::id);
  return found == kiosks.end() ? nullptr : &*found;
}

const Display* Settings::display(const DeviceId& id) const {
  const auto found = std::ranges::find(displays, id, &Display::id);
  return found == displays.end() ? nullptr : &*found;
}

std::string Mistake::text() const {
  std::string place = line == 0 ? file : fmt::format("{}:{}", file, line);
  return key.empty() ? fmt::format("{}: {}", place, message)
                     : fmt::format("{}: {} {}", place, key, message);
}

Result<Settings, std::vector<Mistake>> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in) {
    return std::vector{Mistake{path, 0, "", "cannot be read; check the name and the permissions"}};
  }
  return read_text(text.str(), path);
}

Result<Settings, std::vector<Mistake>> read_text(const std::string& text, const std::string& file) {
  if (!is_utf8(text)) return std::vector{Mistake{file, 0, "", "is not UTF-8; save it as UTF-8"}};
  toml::table table;
  try {
    table = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return std::vector{Mistake{file, error.source().begin.line, "",
                               "is not TOML: " + std::string(error.description())}};
  }
  Mistakes mistakes(file);
  TableReader root(table, "", mistakes);
  Settings settings;
  settings.plan = read_plan(root);
  read_programs(root, settings);
  root.finish();
  if (!mistakes.none()) return mistakes.take();
  return settings;
}

}  // namespace giliran::settings
