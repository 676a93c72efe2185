#pragma once

namespace giliran::ui {

/// Line icons of one family, drawn with round ends on a 24 x 24 grid. They accompany words; a
/// screen never relies on an icon alone.
enum class Icon {
  arrow_right,
  arrow_left,
  arrow_up,
  arrow_down,
  chevron_right,
  chevron_left,
  check,
  close,
  plus,
  warning,
  info,
  printer,
  disconnected,
  sound,
  sound_off,
  accessibility,
  person,
  clock,
  bell,
  pause,
  globe,
  undo,
  phone,
  document,
  contrast,
};
inline constexpr int icon_count = static_cast<int>(Icon::contrast) + 1;

}  // namespace giliran::ui
