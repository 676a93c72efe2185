#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace giliran::ui {

struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  friend bool operator==(const Color&, const Color&) = default;
  /// rgb(0x10212B) is what a style sheet writes #10212B.
  static constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex), 255};
  }
  constexpr Color with_alpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
};

/// Part `t` (0..1) of the way from a to b.
Color mixed(Color a, Color b, double t);

/// Contrast ratio of two opaque colours, 1..21 (WCAG 2.1, "contrast ratio" and "relative
/// luminance").
double contrast(Color a, Color b);

/// The colours of all screens. Which text may stand on which ground is in text_pairs().
struct Theme {
  // light screens
  Color ink, ink_2;               ///< text, secondary text; on paper, card, tint, sand
  Color paper, card, sand;        ///< ground, cards, quiet bars
  Color line;                     ///< rules and borders (never text)
  Color muted;                    ///< ground of what is closed or disabled; on_brand on it
  Color brand, brand_dark, tint;  ///< grounds of buttons and headers; tint is a light ground
  Color on_brand, on_brand_2;     ///< text, secondary text on brand_dark (on_brand on brand too)
  Color sun, on_sun;              ///< the call and the one main action
  Color sun_tint, on_sun_tint;    ///< pills such as priority
  Color ok, on_ok, bad, on_bad;   ///< ok/bad are grounds under on_ok/on_bad, and text on paper/card
  Color bad_tint, on_bad_tint;    ///< banners of trouble
  // the board in the hall
  Color night, night_2, night_line;  ///< ground, panels, rules
  Color on_night, on_night_2;        ///< text, secondary text on night and night_2
  Color on_night_sun;                ///< counter numbers on night and night_2
  Color focus;                       ///< keyboard focus ring

  static const Theme& normal();
  /// Every text at least 7:1.
  static const Theme& high_contrast();
};

/// A text colour and a ground it may stand on.
struct TextPair {
  std::string_view name;
  Color text;
  Color ground;
};

/// All pairs the theme allows: at least 4.5:1 in the normal theme, 7:1 in high contrast (WCAG 2.1
/// 1.4.3 and 1.4.6).
std::vector<TextPair> text_pairs(const Theme& theme);

}  // namespace giliran::ui
