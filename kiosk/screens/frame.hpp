#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/sheet.hpp"

namespace giliran::kiosk {

/// What stands beside the title of a screen.
struct FrameBadge {
  char letter = 'A';
  bool closed = false;
};

/// Draws what all screens for choosing share: the hall and its clock, the title, priority and the
/// row of buttons below (at the left on a wide screen). Returns the room for the choices.
ui::Rect browse_frame(Sheet& sheet, const std::string& title, const std::string& subtitle,
                      std::optional<FrameBadge> badge, bool home);

/// For choosing a size at which no word is broken.
std::string longest_word(const std::string& text);

}  // namespace giliran::kiosk
