#include "tests/support/golden/golden.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "shared/ui/png.hpp"

namespace giliran::testing {
namespace {

namespace fs = std::filesystem;

constexpr int channel_tolerance = 24;
constexpr double differing_part = 0.0005;

Uint32* row_of(SDL_Surface* surface, int y) {
  return reinterpret_cast<Uint32*>(static_cast<char*>(surface->pixels) +
                                   static_cast<std::ptrdiff_t>(y) * surface->pitch);
}

bool differs(Uint32 a, Uint32 b) {
  for (const int shift : {0, 8, 16})
    if (std::abs(static_cast<int>(a >> shift & 255) - static_cast<int>(b >> shift & 255)) >
        channel_tolerance)
      return true;
  return false;
}

/// Turns `golden` into pale grey with the differing pixels in red; how many they are.
int mark_differences(SDL_Surface* actual, SDL_Surface* golden) {
  int count = 0;
  for (int y = 0; y < golden->h; ++y) {
    Uint32* there = row_of(golden, y);
    const Uint32* here = row_of(actual, y);
    for (int x = 0; x < golden->w; ++x) {
      if (differs(here[x], there[x])) {
        there[x] = 0xFFE00000;
        ++count;
        continue;
      }
      const Uint32 grey =
          192 + ((there[x] >> 16 & 255) + (there[x] >> 8 & 255) + (there[x] & 255)) / 12;
      there[x] = 0xFF000000 | grey << 16 | grey << 8 | grey;
    }
  }
  return count;
}

bool updating() {
  const char* value = std::getenv("GILIRAN_UPDATE_GOLDEN");
  return value && std::string_view(value) == "1";
}

}  // namespace

void expect_golden(SDL_Surface* surface, std::string_view name) {
  const fs::path path = fs::path(GILIRAN_GOLDEN_DIR) / fmt::format("{}.png", name);
  if (updating()) {
    ui::save_png(surface, path);
    return;
  }
  const ui::SurfacePtr actual(SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0));
  const fs::path out = GILIRAN_GOLDEN_OUT;
  const fs::path actual_path = out / fmt::format("{}.actual.png", name);
  const auto fail = [&](const std::string& why) {
    fs::create_directories(out);
    ui::save_png(actual.get(), actual_path);
    ADD_FAILURE() << why << "\n  drawn: " << actual_path.string()
                  << "\n  If it is right, write it with GILIRAN_UPDATE_GOLDEN=1 and look at it.";
  };
  if (!fs::exists(path)) return fail(fmt::format("there is no golden {}", path.string()));
  const ui::SurfacePtr golden = ui::load_png(path);
  if (golden->w != actual->w || golden->h != actual->h)
    return fail(fmt::format("{} is {}x{}, drawn was {}x{}", path.string(), golden->w, golden->h,
                            actual->w, actual->h));
  const int differing = mark_differences(actual.get(), golden.get());
  const int allowed = static_cast<int>(differing_part * golden->w * golden->h);
  if (differing <= allowed) return;
  const fs::path diff_path = out / fmt::format("{}.diff.png", name);
  fail(fmt::format("{} pixels differ from {}, {} may\n  differences: {}", differing, path.string(),
                   allowed, diff_path.string()));
  ui::save_png(golden.get(), diff_path);
}

void expect_golden(ui::Canvas& canvas, std::string_view name) {
  expect_golden(ui::read_pixels(canvas).get(), name);
}

void expect_all_text_fits(const ui::Canvas& canvas) {
  for (const ui::DrawnText& text : canvas.drawn())
    EXPECT_TRUE(text.fits) << fmt::format(
        "\"{}\" at {} px in {} lines: used {},{} {}x{}, box {},{} {}x{}", text.text, text.px,
        text.lines, text.used.x, text.used.y, text.used.w, text.used.h, text.box.x, text.box.y,
        text.box.w, text.box.h);
  EXPECT_EQ(canvas.overflowed(), 0);
}

}  // namespace giliran::testing
