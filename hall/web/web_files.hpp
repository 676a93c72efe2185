#pragma once

#include <span>
#include <string_view>

namespace giliran::hall {

/// A file of the hall's pages; its bytes live as long as the program.
struct WebFile {
  std::string_view path;          ///< "/", "/assets/manager.js"; "/t/": the page of every ticket
  std::string_view content_type;  ///< "text/html; charset=utf-8"
  std::string_view bytes;
};

/// The manager's page, the phone page of a ticket, and what they load. Any thread.
std::span<const WebFile> web_files();

}  // namespace giliran::hall
