#include "shared/ui/geometry.hpp"

namespace giliran::ui {
namespace {

struct Piece {
  int start = 0;
  int length = 0;
};

std::vector<Piece> pieces(int start, int length, int n, int gap) {
  std::vector<Piece> result;
  const int free = std::max(0, length - gap * (n - 1));
  for (int i = 0; i < n; ++i) {
    const int piece = free / n + (i < free % n ? 1 : 0);
    result.push_back({start, piece});
    start += piece + gap;
  }
  return result;
}

}  // namespace

Rect Rect::take_top(int height, int gap) {
  height = std::clamp(height, 0, h);
  const Rect strip{x, y, w, height};
  const int gone = std::min(h, height + gap);
  y += gone;
  h -= gone;
  return strip;
}

Rect Rect::take_bottom(int height, int gap) {
  height = std::clamp(height, 0, h);
  const Rect strip{x, bottom() - height, w, height};
  h -= std::min(h, height + gap);
  return strip;
}

Rect Rect::take_left(int width, int gap) {
  width = std::clamp(width, 0, w);
  const Rect strip{x, y, width, h};
  const int gone = std::min(w, width + gap);
  x += gone;
  w -= gone;
  return strip;
}

Rect Rect::take_right(int width, int gap) {
  width = std::clamp(width, 0, w);
  const Rect strip{right() - width, y, width, h};
  w -= std::min(w, width + gap);
  return strip;
}

std::vector<Rect> Rect::columns(int n, int gap) const {
  std::vector<Rect> result;
  for (const Piece& piece : pieces(x, w, n, gap))
    result.push_back({piece.start, y, piece.length, h});
  return result;
}

std::vector<Rect> Rect::rows(int n, int gap) const {
  std::vector<Rect> result;
  for (const Piece& piece : pieces(y, h, n, gap))
    result.push_back({x, piece.start, w, piece.length});
  return result;
}

Rect united(const Rect& a, const Rect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

}  // namespace giliran::ui
