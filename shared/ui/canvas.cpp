#include "shared/ui/canvas.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "shared/ui/canvas_state.hpp"

namespace giliran::ui {
namespace {

SDL_Rect sdl(const Rect& r) {
  return {r.x, r.y, r.w, r.h};
}

Rect common(const Rect& a, const Rect& b) {
  const int x = std::max(a.x, b.x);
  const int y = std::max(a.y, b.y);
  return {x, y, std::max(0, std::min(a.right(), b.right()) - x),
          std::max(0, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace

const Texture& Canvas::State::add(TextureKey key, SurfacePtr surface) {
  Texture made{{}, {surface->w, surface->h}};
  made.texture.reset(SDL_CreateTextureFromSurface(renderer, surface.get()));
  if (!made.texture) throw ScreenError(fmt::format("no texture: {}", SDL_GetError()));
  SDL_SetTextureBlendMode(made.texture.get(), SDL_BLENDMODE_BLEND);
  ++textures_made;
  const auto cost = static_cast<std::size_t>(made.size.w) * static_cast<std::size_t>(made.size.h);
  return textures.add(std::move(key), std::move(made), cost);
}

void Canvas::State::copy(const Texture& texture, const Rect& from, const Rect& to, Color color) {
  if (from.empty() || to.empty()) return;
  SDL_SetTextureColorMod(texture.texture.get(), color.r, color.g, color.b);
  SDL_SetTextureAlphaMod(texture.texture.get(), color.a);
  const SDL_Rect source = sdl(from);
  const SDL_Rect target = sdl(to);
  SDL_RenderCopy(renderer, texture.texture.get(), &source, &target);
}

void Canvas::State::copy(const Texture& texture, Point to, Color color) {
  copy(texture, {0, 0, texture.size.w, texture.size.h},
       {to.x, to.y, texture.size.w, texture.size.h}, color);
}

void Canvas::State::nine_slice(const Texture& texture, int corner, const Rect& to, Color color) {
  const int from_x[] = {0, corner, texture.size.w - corner, texture.size.w};
  const int from_y[] = {0, corner, texture.size.h - corner, texture.size.h};
  const int to_x[] = {to.x, to.x + corner, to.right() - corner, to.right()};
  const int to_y[] = {to.y, to.y + corner, to.bottom() - corner, to.bottom()};
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      copy(texture,
           {from_x[column], from_y[row], from_x[column + 1] - from_x[column],
            from_y[row + 1] - from_y[row]},
           {to_x[column], to_y[row], to_x[column + 1] - to_x[column], to_y[row + 1] - to_y[row]},
           color);
    }
  }
}

/// Corners from a texture, straight parts as plain rectangles.
void Canvas::State::rounded(const Rect& rect, int radius, int border, Color color) {
  SDL_SetRenderDrawColor(renderer, color.r, color.g, color.b, color.a);
  const int inner_w = rect.w - 2 * radius;
  const int inner_h = rect.h - 2 * radius;
  const auto part = [&](const Rect& r) {
    const SDL_Rect area = sdl(r);
    if (!r.empty()) SDL_RenderFillRect(renderer, &area);
  };
  if (border == 0) {
    part({rect.x + radius, rect.y, inner_w, radius});
    part({rect.x, rect.y + radius, rect.w, inner_h});
    part({rect.x + radius, rect.bottom() - radius, inner_w, radius});
  } else {
    const int b = std::min({border, rect.w / 2, rect.h / 2});
    const int side = radius > 0 ? radius : b;
    part({rect.x + radius, rect.y, inner_w, b});
    part({rect.x + radius, rect.bottom() - b, inner_w, b});
    part({rect.x, rect.y + side, b, rect.h - 2 * side});
    part({rect.right() - b, rect.y + side, b, rect.h - 2 * side});
  }
  if (radius == 0) return;
  const Texture& corners = texture({TextureKind::rounded, radius, border}, [&] {
    return rounded_mask({2 * radius, 2 * radius}, radius, border);
  });
  for (const int row : {0, 1}) {
    for (const int column : {0, 1}) {
      copy(corners, {column * radius, row * radius, radius, radius},
           {column ? rect.right() - radius : rect.x, row ? rect.bottom() - radius : rect.y, radius,
            radius},
           color);
    }
  }
}

Canvas::Canvas(SDL_Renderer* renderer, Fonts& fonts)
    : state_(std::make_unique<State>(renderer, fonts)) {
  SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
}

Canvas::~Canvas() = default;

void Canvas::begin_frame() {
  state_->drawn.clear();
  state_->overflowed = 0;
  state_->clips.clear();
  SDL_RenderSetClipRect(state_->renderer, nullptr);
}

void Canvas::clear(Color color) {
  SDL_SetRenderDrawColor(state_->renderer, color.r, color.g, color.b, 255);
  SDL_RenderClear(state_->renderer);
}

Size Canvas::size() const {
  Size size;
  SDL_GetRendererOutputSize(state_->renderer, &size.w, &size.h);
  return size;
}

void Canvas::push_clip(const Rect& rect) {
  const Rect outer = state_->clips.empty() ? bounds() : state_->clips.back();
  state_->clips.push_back(common(outer, rect));
  SDL_Rect area = sdl(state_->clips.back());
  // SDL takes an empty rectangle for no limit.
  if (SDL_RectEmpty(&area)) area = {-1, -1, 1, 1};
  SDL_RenderSetClipRect(state_->renderer, &area);
}

void Canvas::pop_clip() {
  state_->clips.pop_back();
  if (state_->clips.empty()) {
    SDL_RenderSetClipRect(state_->renderer, nullptr);
    return;
  }
  const Rect outer = state_->clips.back();
  state_->clips.pop_back();
  push_clip(outer);
}

int Canvas::overflowed() const {
  return state_->overflowed;
}

const std::vector<DrawnText>& Canvas::drawn() const {
  return state_->drawn;
}

int Canvas::textures_made() const {
  return state_->textures_made;
}

void Canvas::drop_textures() {
  state_->textures.clear();
}

SDL_Renderer* Canvas::renderer() const {
  return state_->renderer;
}

}  // namespace giliran::ui
