#pragma once

#include <SDL.h>

#include <optional>
#include <string>

#include "shared/ui/geometry.hpp"

namespace giliran::ui {

enum class InputKind {
  press,    ///< a finger or the left button went down, at `at`
  move,     ///< it moved while down
  release,  ///< it went up, at `at`
  cancel,   ///< what was pressed is not any more (the window lost the focus): no action
  key,      ///< a key went down: `key`, `ctrl`, `shift`, `alt`, `repeat`
  text,     ///< text was typed: `text`
  resized,  ///< the canvas has a new size: `size`
  exposed,  ///< the window must be drawn again
  quit,     ///< the window was closed
};

/// One thing a person or the window system did.
struct Input {
  InputKind kind = InputKind::exposed;
  Point at = {};        ///< canvas pixels
  bool touch = false;   ///< a finger, not a mouse
  SDL_Keycode key = 0;  ///< SDLK_...
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  bool repeat = false;  ///< the key is being held; a command acts on the first only
  std::string text = {};
  Size size = {};
};

/// Turns SDL's events into one stream. A finger and the mouse event that SDL or the system makes
/// out of it (or the other way round) count once: synthetic events are dropped by their `which` and
/// touch ids, and while a finger is down only that finger counts. A finger silent for 5 s is taken
/// for gone when another comes: a lost "up" does not end a kiosk. One thread: the event loop's.
class InputReader {
 public:
  /// Before SDL_Init: asks SDL not to make mouse events out of touches. Leaves
  /// SDL_MOUSE_TOUCH_EVENTS as the environment says; when it is 1, mouse clicks arrive as touches.
  static void set_hints();

  /// `canvas` is the size in canvas pixels, `window` the size in the units of mouse events. Nothing
  /// when the event does not matter.
  std::optional<Input> read(const SDL_Event& event, Size canvas, Size window);

 private:
  std::optional<Input> read_finger(const SDL_TouchFingerEvent& event, Size canvas);
  std::optional<Input> read_mouse(const SDL_Event& event, Size canvas, Size window);
  std::optional<Input> read_window(const SDL_WindowEvent& event, Size canvas);
  std::optional<Input> give_up_press();

  std::optional<SDL_FingerID> finger_;
  Uint32 finger_seen_ms_ = 0;
  bool button_ = false;
};

}  // namespace giliran::ui
