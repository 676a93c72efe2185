#include "shared/ui/fonts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "shared/base/text.hpp"
#include "shared/ui/lru.hpp"

namespace giliran::ui {
namespace {

namespace fs = std::filesystem;

/// Enough for every size on one screen and for a search for the size that fits.
constexpr std::size_t fonts_kept_open = 48;

struct FontDeleter {
  void operator()(TTF_Font* font) const {
    if (TTF_WasInit()) TTF_CloseFont(font);
  }
};
using FontPtr = std::unique_ptr<TTF_Font, FontDeleter>;

constexpr std::array weight_names{"Regular", "Medium", "SemiBold", "Bold", "ExtraBold"};

/// In the order they are asked for a character that Inter lacks.
constexpr std::array fallback_families{"NotoSans",         "NotoSansSundanese", "NotoSansJavanese",
                                       "NotoSansBalinese", "NotoSansArabic",    "NotoSansSymbols",
                                       "NotoSansSymbols2", "NotoSansMath"};

const std::vector<fs::path>& default_folders() {
  static const std::vector<fs::path> folders{
      "/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter",
      "/usr/share/fonts/truetype/noto",  "/usr/share/fonts/opentype/noto",
      "/usr/local/share/fonts",
  };
  return folders;
}

}  // namespace

struct Fonts::Store {
  std::vector<fs::path> folders;
  std::map<std::pair<Face, Weight>, fs::path> main;
  std::vector<fs::path> fallback_regular;
  std::vector<fs::path> fallback_bold;
  Lru<std::pair<fs::path, int>, FontPtr> open{fonts_kept_open};

  fs::path find(const std::string& stem) const {
    std::error_code ignored;
    for (const fs::path& folder : folders)
      for (const char* extension : {".otf", ".ttf"})
        if (fs::path path = folder / (stem + extension); fs::is_regular_file(path, ignored))
          return path;
    return {};
  }

  void find_all() {
    for (const Face face : {Face::text, Face::display})
      for (std::size_t i = 0; i < weight_names.size(); ++i) {
        const char* family = face == Face::text ? "Inter" : "InterDisplay";
        const std::string stem = fmt::format("{}-{}", family, weight_names[i]);
        const fs::path path = find(stem);
        if (path.empty())
          throw FontError(
              fmt::format("the font {} was not found in {}; install the Debian package fonts-inter",
                          stem, fmt::join(names(), ", ")));
        main[{face, static_cast<Weight>(i)}] = path;
      }
    for (const std::string family : fallback_families) {
      const fs::path regular = find(family + "-Regular");
      if (regular.empty()) continue;
      const fs::path bold = find(family + "-Bold");
      fallback_regular.push_back(regular);
      fallback_bold.push_back(bold.empty() ? regular : bold);
    }
  }

  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const fs::path& folder : folders)
      result.push_back(folder.string());
    return result;
  }

  TTF_Font* get(const fs::path& path, int px) {
    px = std::max(1, px);
    if (FontPtr* font = open.find({path, px})) return font->get();
    // At 72 dpi, SDL_ttf's own assumption, a point is a pixel.
    FontPtr font(TTF_OpenFont(path.c_str(), px));
    if (!font)
      throw FontError(
          fmt::format("the font {} cannot be opened: {}", path.string(), TTF_GetError()));
    TTF_SetFontHinting(font.get(), TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font.get(), 1);
    return open.add({path, px}, std::move(font), 1).get();
  }

  /// Null when no font has it.
  TTF_Font* fallback(char32_t code, Weight weight, int px) {
    for (const fs::path& path : weight >= Weight::semibold ? fallback_bold : fallback_regular)
      if (TTF_Font* font = get(path, px); TTF_GlyphIsProvided32(font, code)) return font;
    return nullptr;
  }
};

std::size_t char_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

Fonts::Fonts() : Fonts(default_folders()) {}

Fonts::Fonts(const std::vector<fs::path>& folders) : store_(std::make_unique<Store>()) {
  store_->folders = folders;
  store_->find_all();
}

Fonts::~Fonts() = default;

TTF_Font* Fonts::font(Face face, Weight weight, int px) {
  return store_->get(store_->main.at({face, weight}), px);
}

std::vector<FontRun> Fonts::runs(std::string_view text, Face face, Weight weight, int px) {
  std::vector<FontRun> result;
  TTF_Font* const main = font(face, weight, px);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bytes = char_bytes(text[at]);
    const char32_t code = code_points(text.substr(at, bytes)).front();
    TTF_Font* font = nullptr;
    // A space does not end a run of a fallback font.
    if (code == ' ' && !result.empty() && result.back().font)
      font = result.back().font;
    else if (TTF_GlyphIsProvided32(main, code))
      font = main;
    else
      font = store_->fallback(code, weight, px);
    if (!result.empty() && result.back().font == font) {
      const auto start = static_cast<std::size_t>(result.back().text.data() - text.data());
      result.back().text = text.substr(start, at + bytes - start);
    } else {
      result.push_back({font, text.substr(at, bytes)});
    }
    at += bytes;
  }
  return result;
}

}  // namespace giliran::ui
