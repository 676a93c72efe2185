#include "tests/support/golden/golden.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "shared/ui/png.hpp"

namespace giliran::testing {
namespace {

/// The comparison itself, on the gallery's picture. Never rewrites it.
class Golden : public ::testing::Test {
 protected:
  Golden() {
    const char* set = std::getenv("GILIRAN_UPDATE_GOLDEN");
    if (set) update_ = set;
    unsetenv("GILIRAN_UPDATE_GOLDEN");
  }
  ~Golden() override {
    if (!update_.empty()) setenv("GILIRAN_UPDATE_GOLDEN", update_.c_str(), 1);
  }
  /// Takes `by` from the red of the first n pixels of a light picture.
  static void darken(SDL_Surface* surface, int n, int by) {
    for (int i = 0; i < n; ++i)
      static_cast<Uint32*>(surface->pixels)[i] -= static_cast<Uint32>(by) << 16;
  }

  ui::SurfacePtr picture =
      ui::load_png(std::filesystem::path(GILIRAN_SOURCE_DIR) / "tests/golden/ui_gallery.png");
  int allowed = static_cast<int>(0.0005 * picture->w * picture->h);

 private:
  std::string update_;
};

TEST_F(Golden, few_different_pixels_pass_and_one_more_fails) {
  darken(picture.get(), allowed, 25);
  expect_golden(picture.get(), "ui_gallery");
  darken(picture.get(), allowed, -25);
  darken(picture.get(), allowed + 1, 25);
  EXPECT_NONFATAL_FAILURE(expect_golden(picture.get(), "ui_gallery"), "diff.png");
}

TEST_F(Golden, a_shade_within_the_tolerance_passes_everywhere) {
  darken(picture.get(), 10 * allowed, 24);
  expect_golden(picture.get(), "ui_gallery");
}

TEST_F(Golden, a_missing_one_fails) {
  EXPECT_NONFATAL_FAILURE(expect_golden(picture.get(), "ui_no_such_picture"), "there is no golden");
}

TEST_F(Golden, another_size_fails) {
  const ui::SurfacePtr small(
      SDL_CreateRGBSurfaceWithFormat(0, 10, 10, 32, SDL_PIXELFORMAT_ARGB8888));
  EXPECT_NONFATAL_FAILURE(expect_golden(small.get(), "ui_gallery"), "10x10");
}

}  // namespace
}  // namespace giliran::testing
