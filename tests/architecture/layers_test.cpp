#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

/// Debian's headers are visible to every target, so that linking cannot enforce which room may use
/// which. This reads the includes of every file instead.
namespace giliran {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

/// What a room may include beside itself and the standard library: our rooms by folder, others'
/// by the first part of the header's name. `one_file` libraries may stand in one file pair only,
/// or in the named ones.
struct Room {
  Names rooms;
  Names libraries;
  std::map<std::string, Names> one_file = {};
};

const std::map<std::string, Room>& rooms() {
  static const std::map<std::string, Room> table{
      {"shared/base", {{}, {"fmt", "spdlog", "boost/system", "date", "sys"}}},
      {"shared/model", {{"shared/base"}, {"fmt"}}},
      {"shared/database", {{"shared/base"}, {"sys"}, {{"sqlite3", {"database"}}}}},
      {"shared/qr", {{"shared/base"}, {"qrencode"}}},
      {"shared/catalog", {{"shared/base", "shared/model"}, {"fmt", "boost/locale"}}},
      {"shared/protocol",
       {{"shared/base", "shared/model"}, {"fmt", "boost/json", "boost/describe", "boost/mp11"}}},
      {"shared/settings", {{"shared/base", "shared/model"}, {"fmt", "date", "toml++"}}},
      {"shared/net",
       {{"shared/base", "shared/model", "shared/protocol"},
        {"fmt", "boost/json", "netinet", "sys"},
        {{"boost/asio", {"hall_client"}}, {"boost/beast", {"hall_client"}}}}},
      {"shared/ui", {{"shared/base", "shared/qr"}, {"fmt", "SDL"}}},
      {"shared/launch",
       {{"shared/base", "shared/model", "shared/settings", "shared/ui"}, {"fmt", "CLI"}}},
      {"hall/core", {{"shared/base", "shared/model"}, {"fmt"}}},
      {"hall/store",
       {{"hall/core", "shared/base", "shared/database", "shared/model"},
        {"fmt", "boost/json", "boost/describe", "boost/mp11", "sys"}}},
      {"hall/http",
       {{"hall/core", "shared/base", "shared/model", "shared/protocol"},
        {"fmt", "boost/json", "netinet", "sys"},
        {{"boost/asio", {"server", "session"}}, {"boost/beast", {"server", "session"}}}}},
      {"hall/web", {{"shared/base"}, {}}},
      {"hall/app",
       {{"hall/core", "hall/store", "hall/http", "hall/web", "shared/base", "shared/model",
         "shared/protocol", "shared/settings", "shared/catalog"},
        {"fmt", "boost/json", "boost/describe", "CLI", "systemd"}}},
      {"kiosk/core",
       {{"shared/base", "shared/model", "shared/protocol", "shared/catalog"}, {"fmt"}}},
      {"kiosk/printing",
       {{"shared/base", "shared/model", "shared/catalog", "shared/qr"},
        {"fmt", "cairo", "pango", "glib"},
        {{"cups", {"ipp_client"}}}}},
      {"kiosk/screens",
       {{"kiosk/core", "shared/base", "shared/model", "shared/catalog", "shared/protocol",
         "shared/qr", "shared/ui"},
        {"fmt"}}},
      {"kiosk/store",
       {{"kiosk/core", "kiosk/printing", "shared/base", "shared/database", "shared/model",
         "shared/protocol"},
        {"fmt", "boost/json", "sys"}}},
      {"kiosk/desk",
       {{"kiosk/core", "kiosk/store", "shared/base", "shared/net", "shared/protocol"},
        {"boost/json"}}},
      {"display/core",
       {{"shared/base", "shared/model", "shared/protocol", "shared/catalog"}, {"fmt"}}},
      {"display/voice",
       {{"display/core", "shared/base", "shared/model", "shared/catalog"},
        {"fmt"},
        {{"SDL", {"sdl_audio"}}, {"espeak-ng", {"espeak_voice"}}}}},
      {"display/screens",
       {{"display/core", "shared/base", "shared/model", "shared/catalog", "shared/protocol",
         "shared/ui"},
        {"fmt"}}},
      {"counter_client/core",
       {{"shared/base", "shared/model", "shared/protocol", "shared/catalog"}, {"fmt"}}},
      {"counter_client/screens",
       {{"counter_client/core", "shared/base", "shared/model", "shared/catalog", "shared/protocol",
         "shared/ui"},
        {"fmt"}}},
  };
  return table;
}

bool is_source(const fs::path& path) {
  return path.extension() == ".cpp" || path.extension() == ".hpp";
}

std::string room_of(const std::string& path) {
  const auto second = path.find('/', path.find('/') + 1);
  return second == std::string::npos ? "" : path.substr(0, second);
}

std::string program_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

struct Include {
  std::string name;
  bool ours;
};

std::vector<Include> includes_of(const fs::path& file) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> includes;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) includes.push_back({match[2], match[1] == "\""});
  }
  return includes;
}

/// A standard header has no folder and no ".h", or is one of C's and POSIX' plain ones.
bool is_standard(const std::string& name) {
  static const Names plain{"unistd.h", "fcntl.h",   "signal.h", "poll.h",
                           "dlfcn.h",  "pthread.h", "sched.h"};
  return (name.find('/') == std::string::npos && name.find('.') == std::string::npos) ||
         plain.contains(name);
}

bool has_prefix(const std::string& name, const Names& prefixes) {
  for (const std::string& prefix : prefixes) {
    if (name.starts_with(prefix)) return true;
  }
  return false;
}

/// Why this include breaks the arrows; empty if it does not.
std::string complaint(const std::string& path, const std::string& room, const Include& include) {
  const Room& rule = rooms().at(room);
  if (include.ours) {
    const std::string target = room_of(include.name);
    return target == room || rule.rooms.contains(target) ? "" : "may not use " + include.name;
  }
  if (is_standard(include.name) || has_prefix(include.name, rule.libraries)) return "";
  for (const auto& [library, files] : rule.one_file) {
    if (!include.name.starts_with(library)) continue;
    if (files.contains(fs::path(path).stem())) return "";
    return "only " + *files.begin() + " may use <" + include.name + ">";
  }
  return "may not use <" + include.name + ">";
}

std::vector<std::string> product_files() {
  std::vector<std::string> files;
  for (const char* top : {"shared", "hall", "kiosk", "display", "counter_client"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(GILIRAN_SOURCE_DIR) / top)) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      files.push_back(fs::relative(entry.path(), GILIRAN_SOURCE_DIR).generic_string());
    }
  }
  return files;
}

TEST(Architecture, every_room_includes_only_what_its_arrows_allow) {
  for (const std::string& path : product_files()) {
    const std::string room = room_of(path);
    if (room.empty() || !rooms().contains(room)) continue;
    for (const Include& include : includes_of(fs::path(GILIRAN_SOURCE_DIR) / path)) {
      EXPECT_EQ(complaint(path, room, include), "") << path;
    }
  }
}

TEST(Architecture, every_folder_with_sources_is_a_known_room) {
  for (const std::string& path : product_files()) {
    const bool composition = std::ranges::count(path, '/') == 1;
    EXPECT_TRUE(composition || rooms().contains(room_of(path))) << path;
  }
}

TEST(Architecture, no_program_includes_another) {
  for (const std::string& path : product_files()) {
    for (const Include& include : includes_of(fs::path(GILIRAN_SOURCE_DIR) / path)) {
      if (!include.ours) continue;
      const std::string target = program_of(include.name);
      EXPECT_TRUE(target == "shared" || target == program_of(path)) << path << ": " << include.name;
    }
  }
}

TEST(Architecture, the_check_finds_a_broken_arrow) {
  EXPECT_EQ(complaint("hall/core/decide.cpp", "hall/core", {"hall/store/journal.hpp", true}),
            "may not use hall/store/journal.hpp");
  EXPECT_EQ(complaint("hall/core/decide.cpp", "hall/core", {"boost/asio/io_context.hpp", false}),
            "may not use <boost/asio/io_context.hpp>");
  EXPECT_EQ(complaint("kiosk/printing/outbox.cpp", "kiosk/printing", {"cups/cups.h", false}),
            "only ipp_client may use <cups/cups.h>");
  EXPECT_EQ(complaint("kiosk/printing/ipp_client.cpp", "kiosk/printing", {"cups/cups.h", false}),
            "");
}

TEST(Architecture, no_file_is_so_long_that_it_hides_a_second_noun) {
  for (const std::string& path : product_files()) {
    std::ifstream in(fs::path(GILIRAN_SOURCE_DIR) / path);
    const auto lines = std::count(std::istreambuf_iterator<char>(in), {}, '\n');
    EXPECT_LE(lines, 500) << path << " is long: look for the second noun";
  }
}

}  // namespace
}  // namespace giliran
