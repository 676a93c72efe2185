#include "hall/web/web_files.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include "shared/base/embedded.hpp"

GILIRAN_DECLARE_EMBEDDED(web_pages)

namespace giliran::hall {

namespace {

struct Place {
  std::string_view file;
  std::string_view path;
  std::string_view content_type;
};

constexpr Place places[] = {
    {"manager.html", "/", "text/html; charset=utf-8"},
    {"ticket.html", "/t/", "text/html; charset=utf-8"},
    {"manager.js", "/assets/manager.js", "text/javascript; charset=utf-8"},
    {"manager.css", "/assets/manager.css", "text/css; charset=utf-8"},
    {"ticket.js", "/assets/ticket.js", "text/javascript; charset=utf-8"},
    {"ticket.css", "/assets/ticket.css", "text/css; charset=utf-8"},
    {"inter.woff2", "/assets/inter.woff2", "font/woff2"},
    {"icon.svg", "/assets/icon.svg", "image/svg+xml"},
};

std::string_view bytes_of(std::string_view file) {
  for (const EmbeddedFile& embedded : embedded::web_pages()) {
    if (embedded.name == file) return embedded.bytes;
  }
  throw std::logic_error("the build left out " + std::string(file));
}

}  // namespace

std::span<const WebFile> web_files() {
  static const std::vector<WebFile> files = [] {
    std::vector<WebFile> found;
    for (const Place& place : places) {
      found.push_back({place.path, place.content_type, bytes_of(place.file)});
    }
    return found;
  }();
  return files;
}

}  // namespace giliran::hall
