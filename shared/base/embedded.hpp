#pragma once

#include <span>
#include <string_view>

namespace giliran {

/// A file that was put into the program at build time. Its bytes live as long as the program.
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

}  // namespace giliran

/// Declares giliran::embedded::NAME(), which the CMake function giliran_embed() defines.
/// Use at namespace scope outside any namespace.
#define GILIRAN_DECLARE_EMBEDDED(NAME)             \
  namespace giliran::embedded {                    \
  std::span<const ::giliran::EmbeddedFile> NAME(); \
  }
