#include <gtest/gtest.h>

#include "shared/ui/offscreen_canvas.hpp"
#include "tests/shared/ui/gallery.hpp"
#include "tests/support/golden/golden.hpp"

namespace giliran::ui {
namespace {

TEST(Gallery, every_shape_icon_and_text_style_is_as_it_was_signed) {
  OffscreenCanvas offscreen({1080, 1680});
  draw_gallery(offscreen, Theme::normal());
  testing::expect_all_text_fits(offscreen);
  testing::expect_golden(offscreen.canvas(), "ui_gallery");
}

TEST(Gallery, the_high_contrast_theme_draws_the_same_things) {
  OffscreenCanvas offscreen({1080, 1680});
  draw_gallery(offscreen, Theme::high_contrast());
  testing::expect_all_text_fits(offscreen);
  testing::expect_golden(offscreen.canvas(), "ui_gallery_high_contrast");
}

}  // namespace
}  // namespace giliran::ui
