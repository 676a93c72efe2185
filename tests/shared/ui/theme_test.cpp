#include "shared/ui/theme.hpp"

#include <gtest/gtest.h>

namespace giliran::ui {
namespace {

TEST(Theme, contrast_follows_the_formula_of_wcag) {
  EXPECT_NEAR(contrast(Color::rgb(0x000000), Color::rgb(0xFFFFFF)), 21.0, 1e-9);
  EXPECT_NEAR(contrast(Color::rgb(0x777777), Color::rgb(0xFFFFFF)), 4.48, 0.005);
  EXPECT_NEAR(contrast(Color::rgb(0xFFFFFF), Color::rgb(0x767676)), 4.54, 0.005);
  EXPECT_EQ(contrast(Color::rgb(0x123456), Color::rgb(0x123456)), 1.0);
}

TEST(Theme, every_text_reads_at_4_5_to_1_on_its_ground) {
  for (const TextPair& pair : text_pairs(Theme::normal()))
    EXPECT_GE(contrast(pair.text, pair.ground), 4.5) << pair.name;
}

TEST(Theme, every_text_reads_at_7_to_1_in_high_contrast) {
  for (const TextPair& pair : text_pairs(Theme::high_contrast()))
    EXPECT_GE(contrast(pair.text, pair.ground), 7.0) << pair.name;
}

TEST(Theme, high_contrast_borders_are_seen_on_their_ground) {
  const Theme& theme = Theme::high_contrast();
  EXPECT_GE(contrast(theme.line, theme.card), 3.0);
  EXPECT_GE(contrast(theme.night_line, theme.night), 3.0);
}

TEST(Theme, mixing_ends_at_both_colours) {
  const Color a = Color::rgb(0x000000), b = Color::rgb(0xFF8000);
  EXPECT_EQ(mixed(a, b, 0), a);
  EXPECT_EQ(mixed(a, b, 1), b);
  EXPECT_EQ(mixed(a, b, 0.5), Color::rgb(0x804000));
  EXPECT_EQ(mixed(a, b, 7), b);
}

}  // namespace
}  // namespace giliran::ui
