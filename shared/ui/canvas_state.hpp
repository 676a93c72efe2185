#pragma once

#include <SDL.h>

#include <compare>
#include <memory>
#include <string>
#include <vector>

#include "shared/ui/canvas.hpp"
#include "shared/ui/lru.hpp"
#include "shared/ui/mask.hpp"
#include "shared/ui/text_layout.hpp"

namespace giliran::ui {

struct TextureDeleter {
  void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
};

/// A white picture with alpha, and its size.
struct Texture {
  std::unique_ptr<SDL_Texture, TextureDeleter> texture;
  Size size;
};

enum class TextureKind { text, rounded, dashed, shadow, icon, arrow };

/// What a cached texture shows.
struct TextureKey {
  TextureKind kind = TextureKind::text;
  int a = 0, b = 0, c = 0, d = 0;
  std::string text = {};
  auto operator<=>(const TextureKey&) const = default;
};

/// Pixels of textures kept: 32 MB, three full boards of 1920 x 1080 worth of text.
inline constexpr std::size_t texture_pixels_kept = std::size_t{8} * 1024 * 1024;

struct Canvas::State {
  State(SDL_Renderer* r, Fonts& f) : renderer(r), fonts(f), layouter(f) {}

  SDL_Renderer* renderer;
  Fonts& fonts;
  TextLayouter layouter;
  Lru<TextureKey, Texture> textures{texture_pixels_kept};
  int textures_made = 0;
  std::vector<DrawnText> drawn;
  int overflowed = 0;
  std::vector<Rect> clips;

  /// The texture of the key, made of make()'s surface if it is not there.
  template <class Make>
  const Texture& texture(const TextureKey& key, const Make& make) {
    if (const Texture* known = textures.find(key)) return *known;
    return add(key, make());
  }
  const Texture& add(TextureKey key, SurfacePtr surface);
  /// Draws part of a texture in a colour, stretched to `to`.
  void copy(const Texture& texture, const Rect& from, const Rect& to, Color color);
  void copy(const Texture& texture, Point to, Color color);
  /// Draws the texture's corners of `corner` px and stretches what is between them.
  void nine_slice(const Texture& texture, int corner, const Rect& to, Color color);
  void rounded(const Rect& rect, int radius, int border, Color color);

  void draw_line(const TextLine& line, Point at, int line_px, const TextStyle& style);
  Rect draw_layout(std::string_view text, const TextLayout& layout, const Rect& box,
                   const TextStyle& style, Size canvas);
  const Texture& text_texture(const TextPiece& piece, const TextStyle& style);
};

}  // namespace giliran::ui
