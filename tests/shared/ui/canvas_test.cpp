#include "shared/ui/canvas.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "shared/ui/lru.hpp"
#include "shared/ui/offscreen_canvas.hpp"
#include "shared/ui/png.hpp"
#include "tests/shared/ui/gallery.hpp"

namespace giliran::ui {
namespace {

Color pixel(Canvas& canvas, Point p) {
  const SurfacePtr picture = read_pixels(canvas);
  const Uint32 value = static_cast<Uint32*>(picture->pixels)[p.y * picture->pitch / 4 + p.x];
  return Color::rgb(value & 0xFFFFFF);
}

const Color white = Color::rgb(0xFFFFFF);
const Color black = Color::rgb(0x000000);

TEST(CanvasShapes, a_frame_drawn_again_makes_no_textures) {
  OffscreenCanvas offscreen({1080, 1680});
  Canvas& canvas = offscreen.canvas();
  draw_gallery(canvas, Theme::normal());
  const int made = canvas.textures_made();
  const auto texts = canvas.drawn().size();
  canvas.begin_frame();
  draw_gallery(canvas, Theme::normal());
  EXPECT_EQ(canvas.textures_made(), made);
  EXPECT_EQ(canvas.drawn().size(), texts);
  canvas.begin_frame();
  draw_gallery(canvas, Theme::high_contrast());
  EXPECT_EQ(canvas.textures_made(), made) << "colours need no textures of their own";
  canvas.drop_textures();
  draw_gallery(canvas, Theme::normal());
  EXPECT_EQ(canvas.textures_made(), 2 * made);
}

TEST(CanvasShapes, a_box_has_soft_corners_and_hard_sides) {
  OffscreenCanvas offscreen({100, 100});
  Canvas& canvas = offscreen.canvas();
  canvas.clear(white);
  canvas.box({10, 10, 80, 80}, {.fill = black, .radius = 20});
  EXPECT_EQ(pixel(canvas, {10, 10}), white);
  EXPECT_EQ(pixel(canvas, {10, 50}), black);
  EXPECT_EQ(pixel(canvas, {9, 50}), white);
  EXPECT_EQ(pixel(canvas, {89, 50}), black);
  EXPECT_EQ(pixel(canvas, {90, 50}), white);
  const Color corner = pixel(canvas, {16, 15});
  EXPECT_GT(corner.r, 0);
  EXPECT_LT(corner.r, 255);
}

TEST(CanvasShapes, a_border_lies_inside_its_box) {
  OffscreenCanvas offscreen({100, 100});
  Canvas& canvas = offscreen.canvas();
  canvas.clear(white);
  canvas.box({10, 10, 80, 80}, {.border = black, .border_px = 4});
  EXPECT_EQ(pixel(canvas, {10, 10}), black);
  EXPECT_EQ(pixel(canvas, {13, 50}), black);
  EXPECT_EQ(pixel(canvas, {14, 50}), white);
  EXPECT_EQ(pixel(canvas, {50, 86}), black);
  EXPECT_EQ(pixel(canvas, {50, 85}), white);
}

TEST(CanvasShapes, a_clip_in_a_clip_limits_to_both) {
  OffscreenCanvas offscreen({100, 100});
  Canvas& canvas = offscreen.canvas();
  canvas.clear(white);
  canvas.push_clip({0, 0, 50, 100});
  canvas.push_clip({40, 0, 60, 100});
  canvas.fill(canvas.bounds(), black);
  canvas.pop_clip();
  canvas.push_clip({60, 0, 10, 100});
  canvas.fill(canvas.bounds(), black);
  canvas.pop_clip();
  EXPECT_EQ(pixel(canvas, {39, 50}), white);
  EXPECT_EQ(pixel(canvas, {40, 50}), black);
  EXPECT_EQ(pixel(canvas, {50, 50}), white);
  EXPECT_EQ(pixel(canvas, {65, 50}), white);
  canvas.pop_clip();
  canvas.fill({90, 90, 10, 10}, black);
  EXPECT_EQ(pixel(canvas, {95, 95}), black);
}

TEST(CanvasShapes, the_countdown_bar_is_as_long_as_its_fraction) {
  OffscreenCanvas offscreen({240, 40});
  Canvas& canvas = offscreen.canvas();
  canvas.clear(white);
  canvas.progress({20, 10, 200, 20}, 0.5, black, Color::rgb(0x808080));
  EXPECT_EQ(pixel(canvas, {105, 20}), black);
  EXPECT_EQ(pixel(canvas, {121, 20}), Color::rgb(0x808080));
}

TEST(CanvasShapes, a_qr_code_keeps_whole_modules_and_its_quiet_zone) {
  OffscreenCanvas offscreen({300, 300});
  Canvas& canvas = offscreen.canvas();
  canvas.clear(black);
  const QrCode code = encode_qr("http://127.0.0.1:8080/t/7Kq2");
  const Rect square = canvas.qr(code, {0, 0, 300, 280});
  const int px = square.w / (code.size + 8);
  EXPECT_EQ(square.w % (code.size + 8), 0);
  EXPECT_LE(square.w, 280);
  EXPECT_GT(square.w + code.size + 8, 280);
  for (const Point module : {Point{0, 0}, Point{1, 1}, Point{code.size - 1, 0}, Point{9, 9}})
    EXPECT_EQ(pixel(canvas, {square.x + (4 + module.x) * px, square.y + (4 + module.y) * px}),
              code.at(module.x, module.y) ? black : white);
  EXPECT_EQ(pixel(canvas, {square.x + 4 * px - 1, square.y + 4 * px}), white);
}

TEST(CanvasShapes, shapes_without_room_draw_nothing_and_do_not_fail) {
  OffscreenCanvas offscreen({50, 50});
  Canvas& canvas = offscreen.canvas();
  canvas.box({10, 10, 0, 30}, {.fill = black, .radius = 8, .border = black});
  canvas.box({10, 10, 3, 3}, {.fill = black, .radius = 8, .border = black, .border_px = 4});
  canvas.icon(Icon::check, {0, 0, 0, 10}, black);
  canvas.arrow({0, 0, 0, 0}, black, 4);
  canvas.toggle({0, 0, 4, 2}, true, Theme::normal());
  canvas.progress({0, 0, 0, 0}, 0.5, black, white);
  canvas.dashed_line({0, 0}, 2, 4, black);
}

TEST(CanvasPictures, a_picture_read_back_is_the_one_written) {
  OffscreenCanvas offscreen({20, 10});
  offscreen.canvas().clear(Color::rgb(0x0B5D66));
  const auto path = std::filesystem::path(::testing::TempDir()) / "giliran_ui_test.png";
  save_png(offscreen.canvas(), path);
  const SurfacePtr read = load_png(path);
  EXPECT_EQ(read->w, 20);
  EXPECT_EQ(*static_cast<Uint32*>(read->pixels), 0xFF0B5D66u);
  std::filesystem::remove(path);
  EXPECT_THROW(load_png(path), ScreenError);
  EXPECT_THROW(save_png(offscreen.canvas(), "/no/such/folder/x.png"), ScreenError);
}

TEST(Fonts, without_fonts_the_package_is_named) {
  try {
    Fonts fonts({"/no/such/folder"});
    FAIL() << "found fonts nowhere";
  } catch (const FontError& error) {
    EXPECT_NE(std::string(error.what()).find("fonts-inter"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("/no/such/folder"), std::string::npos);
  }
}

TEST(Caches, the_least_recently_used_goes_first_and_the_newest_stays) {
  Lru<int, int> cache(10);
  cache.add(1, 100, 5);
  cache.add(2, 200, 5);
  EXPECT_EQ(*cache.find(1), 100);
  cache.add(3, 300, 1);
  EXPECT_EQ(cache.find(2), nullptr);
  EXPECT_NE(cache.find(1), nullptr);
  EXPECT_EQ(cache.cost(), 6u);
  cache.add(4, 400, 99);
  EXPECT_EQ(cache.size(), 1u);
  EXPECT_EQ(*cache.find(4), 400);
}

}  // namespace
}  // namespace giliran::ui
