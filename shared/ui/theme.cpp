#include "shared/ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace giliran::ui {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

constexpr Color rgb(std::uint32_t hex) {
  return Color::rgb(hex);
}

Theme make_normal() {
  Theme t;
  t.ink = rgb(0x10212B), t.ink_2 = rgb(0x4A5D68);
  t.paper = rgb(0xF6F4EE), t.card = rgb(0xFFFFFF), t.sand = rgb(0xE9E6DA);
  t.line = rgb(0xD9D5C9), t.muted = rgb(0x66757E);
  t.brand = rgb(0x0B5D66), t.brand_dark = rgb(0x083F46), t.tint = rgb(0xE3EFEE);
  t.on_brand = rgb(0xFFFFFF), t.on_brand_2 = rgb(0xB5D5D3);
  t.sun = rgb(0xF2A900), t.on_sun = rgb(0x1B1200);
  t.sun_tint = rgb(0xFDE6B3), t.on_sun_tint = rgb(0x6B4A00);
  t.ok = rgb(0x1B7F4B), t.on_ok = rgb(0xFFFFFF);
  t.bad = rgb(0xB3261E), t.on_bad = rgb(0xFFFFFF);
  t.bad_tint = rgb(0xFBE9E7), t.on_bad_tint = rgb(0x7A1610);
  t.night = rgb(0x07262B), t.night_2 = rgb(0x0C343A), t.night_line = rgb(0x1C4B51);
  t.on_night = rgb(0xFFFFFF), t.on_night_2 = rgb(0x9DC3C2), t.on_night_sun = rgb(0xF9D98A);
  t.focus = rgb(0x0B5D66);
  return t;
}

Theme make_high_contrast() {
  Theme t;
  t.ink = rgb(0x000000), t.ink_2 = rgb(0x1A2329);
  t.paper = rgb(0xFFFFFF), t.card = rgb(0xFFFFFF), t.sand = rgb(0xF0F0EA);
  t.line = rgb(0x000000), t.muted = rgb(0x3C474D);
  t.brand = rgb(0x00393F), t.brand_dark = rgb(0x00282C), t.tint = rgb(0xEAF6F5);
  t.on_brand = rgb(0xFFFFFF), t.on_brand_2 = rgb(0xDFF2F1);
  t.sun = rgb(0xFFC533), t.on_sun = rgb(0x000000);
  t.sun_tint = rgb(0xFFF0C9), t.on_sun_tint = rgb(0x3A2800);
  t.ok = rgb(0x0A4F2C), t.on_ok = rgb(0xFFFFFF);
  t.bad = rgb(0x8A120B), t.on_bad = rgb(0xFFFFFF);
  t.bad_tint = rgb(0xFFF0EE), t.on_bad_tint = rgb(0x5E0A05);
  t.night = rgb(0x000000), t.night_2 = rgb(0x06191C), t.night_line = rgb(0x7FA3A3);
  t.on_night = rgb(0xFFFFFF), t.on_night_2 = rgb(0xD6ECEB), t.on_night_sun = rgb(0xFFE08A);
  t.focus = rgb(0x000000);
  return t;
}

}  // namespace

Color mixed(Color a, Color b, double t) {
  t = std::clamp(t, 0.0, 1.0);
  const auto channel = [t](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * t));
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), channel(a.a, b.a)};
}

double contrast(Color a, Color b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

const Theme& Theme::normal() {
  static const Theme theme = make_normal();
  return theme;
}

const Theme& Theme::high_contrast() {
  static const Theme theme = make_high_contrast();
  return theme;
}

std::vector<TextPair> text_pairs(const Theme& t) {
  return {
      {"ink on paper", t.ink, t.paper},
      {"ink on card", t.ink, t.card},
      {"ink on sand", t.ink, t.sand},
      {"ink on tint", t.ink, t.tint},
      {"ink_2 on paper", t.ink_2, t.paper},
      {"ink_2 on card", t.ink_2, t.card},
      {"ink_2 on sand", t.ink_2, t.sand},
      {"ink_2 on tint", t.ink_2, t.tint},
      {"brand on card", t.brand, t.card},
      {"brand on paper", t.brand, t.paper},
      {"brand on tint", t.brand, t.tint},
      {"brand_dark on card", t.brand_dark, t.card},
      {"brand_dark on paper", t.brand_dark, t.paper},
      {"brand_dark on tint", t.brand_dark, t.tint},
      {"on_brand on brand", t.on_brand, t.brand},
      {"on_brand on brand_dark", t.on_brand, t.brand_dark},
      {"on_brand_2 on brand", t.on_brand_2, t.brand},
      {"on_brand_2 on brand_dark", t.on_brand_2, t.brand_dark},
      {"on_brand on muted", t.on_brand, t.muted},
      {"on_sun on sun", t.on_sun, t.sun},
      {"on_sun_tint on sun_tint", t.on_sun_tint, t.sun_tint},
      {"on_ok on ok", t.on_ok, t.ok},
      {"ok on card", t.ok, t.card},
      {"ok on paper", t.ok, t.paper},
      {"on_bad on bad", t.on_bad, t.bad},
      {"bad on card", t.bad, t.card},
      {"bad on paper", t.bad, t.paper},
      {"on_bad_tint on bad_tint", t.on_bad_tint, t.bad_tint},
      {"on_night on night", t.on_night, t.night},
      {"on_night on night_2", t.on_night, t.night_2},
      {"on_night_2 on night", t.on_night_2, t.night},
      {"on_night_2 on night_2", t.on_night_2, t.night_2},
      {"on_night_sun on night", t.on_night_sun, t.night},
      {"on_night_sun on night_2", t.on_night_sun, t.night_2},
  };
}

}  // namespace giliran::ui
