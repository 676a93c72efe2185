#pragma once

#include <SDL.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/qr/qr.hpp"
#include "shared/ui/fonts.hpp"
#include "shared/ui/geometry.hpp"
#include "shared/ui/icon.hpp"
#include "shared/ui/text_style.hpp"
#include "shared/ui/theme.hpp"

namespace giliran::ui {

/// A rounded rectangle. A transparent colour (alpha 0) draws nothing of that part. For designated
/// initialisers keep this order.
struct BoxStyle {
  Color fill = {0, 0, 0, 0};
  int radius = 0;  ///< limited to half the shorter side
  Color border = {0, 0, 0, 0};
  int border_px = 2;  ///< drawn inside the rectangle
  bool dashed = false;
  int shadow_px = 0;  ///< reach of a soft shadow below the box; 0: none
};

/// A text as it was put on the canvas in this frame, so that tests can see that nothing is cut.
struct DrawnText {
  std::string text;
  Rect box;    ///< where it was asked to be
  Rect used;   ///< where it is
  int px = 0;  ///< size it got
  int lines = 0;
  bool fits = true;  ///< inside box and canvas, no word broken, every character has a glyph
};

/// Draws on an SDL renderer with antialiased shapes and shaped text. Shapes' and texts' textures
/// are cached (bounded, least recently used goes first), so drawing the same frame again makes
/// none. One thread: the renderer's.
class Canvas {
 public:
  /// Both must outlive the canvas.
  Canvas(SDL_Renderer* renderer, Fonts& fonts);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Starts a frame: forgets drawn() and overflowed(), removes clips. Loop and OffscreenCanvas call
  /// it.
  void begin_frame();
  void clear(Color color);
  /// In pixels of the renderer's output.
  Size size() const;
  Rect bounds() const { return {0, 0, size().w, size().h}; }

  // shapes
  void fill(const Rect& rect, Color color);
  void box(const Rect& rect, const BoxStyle& style);
  /// A box with round ends.
  void pill(const Rect& rect, Color color);
  void circle(Point centre, int radius, Color color);
  /// A rule `thickness` px high (wide), starting at `from`.
  void horizontal_line(Point from, int length, int thickness, Color color);
  void vertical_line(Point from, int length, int thickness, Color color);
  /// Dashes of 3 x thickness with gaps of 2 x thickness, ending with a whole dash.
  void dashed_line(Point from, int length, int thickness, Color color);
  /// The icon in the largest square in the middle of rect; stroke 0: a twelfth of the square.
  void icon(Icon icon, const Rect& rect, Color color, double stroke_px = 0);
  /// An arrow as wide as the rectangle, pointing right (the board's "go to").
  void arrow(const Rect& rect, Color color, double stroke_px);
  /// A switch: knob left on a light track when off, knob right with a tick on a filled track when
  /// on.
  void toggle(const Rect& rect, bool on, const Theme& theme);
  /// `fraction` 0..1 of a rounded bar, from the left.
  void progress(const Rect& rect, double fraction, Color bar, Color track);
  /// The code on a white rounded ground with its quiet zone of 4 modules, in the largest square
  /// that fits with whole pixels per module. Returns the square used. Draws at least 1 px/module.
  Rect qr(const QrCode& code, const Rect& rect, int radius = 0);

  // text
  /// Size of one line at style.px (height: one line).
  Size measure(std::string_view text, const TextStyle& style);
  /// Height that paragraph() needs at this width and style.px, so that it can be laid out first.
  int paragraph_height(std::string_view text, int width, const TextStyle& style);
  /// One line if it can be: shrinks from px to min_px until it fits the box; if it does not even
  /// then, it wraps (at the largest size that fits). Never cut: what does not fit sticks out and
  /// counts in overflowed(). Returns the place used.
  Rect line(std::string_view text, const Rect& box, const TextStyle& style);
  /// Wraps at spaces and newlines; shrinks from px to min_px until it fits. Never cut, as line().
  Rect paragraph(std::string_view text, const Rect& box, const TextStyle& style);
  /// A running line, clipped to the box, its start `offset` px left of the box. Returns its whole
  /// width. Being clipped is its nature: it does not count in overflowed().
  int ticker(std::string_view text, const Rect& box, int offset, const TextStyle& style);

  /// Limits drawing to rect (within the limits already set) until pop_clip().
  void push_clip(const Rect& rect);
  void pop_clip();

  /// Texts since begin_frame() that did not fit; on a finished screen 0 in every language.
  int overflowed() const;
  const std::vector<DrawnText>& drawn() const;

  /// Textures made since the start; stays the same while the same frame is drawn again.
  int textures_made() const;
  /// Forgets all cached textures (after SDL_RENDER_DEVICE_RESET).
  void drop_textures();
  SDL_Renderer* renderer() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace giliran::ui
