#pragma once

#include <SDL_ttf.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "shared/ui/text_style.hpp"

namespace giliran::ui {

/// No usable font; what() names the folders searched and the Debian package to install.
class FontError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Length in bytes of the UTF-8 character that starts with `lead`, in well-formed text.
std::size_t char_bytes(char lead);

/// A piece of text that one font can draw. `font` is null when no font has its characters.
struct FontRun {
  TTF_Font* font = nullptr;
  std::string_view text;
};

/// Inter, Inter Display and fallbacks, found in a fixed list of folders (no fontconfig) and opened
/// once per face, weight and size. One thread: the one that draws. Needs TTF_Init (class Sdl or
/// OffscreenCanvas).
class Fonts {
 public:
  /// Searches the folders of Debian's fonts-inter and fonts-noto-core. Throws FontError.
  Fonts();
  /// Searches these folders only. Throws FontError.
  explicit Fonts(const std::vector<std::filesystem::path>& folders);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  /// The main font. Valid until the next call on this object. Throws FontError if the file cannot
  /// be opened.
  TTF_Font* font(Face face, Weight weight, int px);
  /// Splits `text` (well-formed UTF-8) into runs of one font each, falling back
  /// to Noto Sans and its relatives where Inter has no glyph. Valid until the next call.
  std::vector<FontRun> runs(std::string_view text, Face face, Weight weight, int px);

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace giliran::ui
