#include "shared/ui/input.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace giliran::ui {
namespace {

constexpr Uint32 finger_gone_ms = 5000;

/// Whether mouse clicks arrive as touches (and the mouse events themselves do not count).
bool mouse_is_finger() {
  return SDL_GetHintBoolean(SDL_HINT_MOUSE_TOUCH_EVENTS, SDL_FALSE) == SDL_TRUE;
}

/// The pixel at a fraction 0..1 of the canvas.
Point pixel(double x, double y, Size canvas) {
  const auto within = [](double fraction, int length) {
    return std::clamp(static_cast<int>(std::floor(fraction * length)), 0, std::max(0, length - 1));
  };
  return {within(x, canvas.w), within(y, canvas.h)};
}

Input pointer(InputKind kind, Point at, bool touch) {
  Input input;
  input.kind = kind;
  input.at = at;
  input.touch = touch;
  return input;
}

Input plain(InputKind kind) {
  Input input;
  input.kind = kind;
  return input;
}

Input key_down(const SDL_KeyboardEvent& event) {
  Input input = plain(InputKind::key);
  input.key = event.keysym.sym;
  input.ctrl = event.keysym.mod & KMOD_CTRL;
  input.shift = event.keysym.mod & KMOD_SHIFT;
  input.alt = event.keysym.mod & KMOD_ALT;
  input.repeat = event.repeat != 0;
  return input;
}

}  // namespace

void InputReader::set_hints() {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
}

std::optional<Input> InputReader::read(const SDL_Event& event, Size canvas, Size window) {
  switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
      return read_finger(event.tfinger, canvas);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
      return read_mouse(event, canvas, window);
    case SDL_WINDOWEVENT:
      return read_window(event.window, canvas);
    case SDL_KEYDOWN:
      return key_down(event.key);
    case SDL_TEXTINPUT: {
      Input input = plain(InputKind::text);
      input.text = event.text.text;
      return input;
    }
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      return plain(InputKind::exposed);
    case SDL_QUIT:
      return plain(InputKind::quit);
    default:
      return std::nullopt;
  }
}

std::optional<Input> InputReader::read_finger(const SDL_TouchFingerEvent& event, Size canvas) {
  if (event.touchId == SDL_MOUSE_TOUCHID && !mouse_is_finger()) return std::nullopt;
  const Point at = pixel(event.x, event.y, canvas);
  if (event.type == SDL_FINGERDOWN) {
    const bool other_is_down = finger_ && *finger_ != event.fingerId;
    if (button_ || (other_is_down && event.timestamp - finger_seen_ms_ < finger_gone_ms))
      return std::nullopt;
    finger_ = event.fingerId;
    finger_seen_ms_ = event.timestamp;
    return pointer(InputKind::press, at, true);
  }
  if (finger_ != event.fingerId) return std::nullopt;
  finger_seen_ms_ = event.timestamp;
  if (event.type == SDL_FINGERMOTION) return pointer(InputKind::move, at, true);
  finger_.reset();
  return pointer(InputKind::release, at, true);
}

std::optional<Input> InputReader::read_mouse(const SDL_Event& event, Size canvas, Size window) {
  const bool motion = event.type == SDL_MOUSEMOTION;
  const Uint32 which = motion ? event.motion.which : event.button.which;
  if (which == SDL_TOUCH_MOUSEID || mouse_is_finger()) return std::nullopt;
  const double x = motion ? event.motion.x : event.button.x;
  const double y = motion ? event.motion.y : event.button.y;
  const Point at =
      pixel((x + 0.5) / std::max(1, window.w), (y + 0.5) / std::max(1, window.h), canvas);
  if (motion) return button_ ? std::optional(pointer(InputKind::move, at, false)) : std::nullopt;
  if (event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
  if (event.type == SDL_MOUSEBUTTONDOWN) {
    if (finger_) return std::nullopt;
    button_ = true;
    return pointer(InputKind::press, at, false);
  }
  if (!std::exchange(button_, false)) return std::nullopt;
  return pointer(InputKind::release, at, false);
}

std::optional<Input> InputReader::read_window(const SDL_WindowEvent& event, Size canvas) {
  switch (event.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED: {
      Input input = plain(InputKind::resized);
      input.size = canvas;
      return input;
    }
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
      return plain(InputKind::exposed);
    case SDL_WINDOWEVENT_FOCUS_LOST:
      return give_up_press();
    default:
      return std::nullopt;
  }
}

std::optional<Input> InputReader::give_up_press() {
  const bool pressed = finger_.has_value() || button_;
  finger_.reset();
  button_ = false;
  return pressed ? std::optional(plain(InputKind::cancel)) : std::nullopt;
}

}  // namespace giliran::ui
