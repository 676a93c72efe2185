#include <gtest/gtest.h>

#include "shared/ui/offscreen_canvas.hpp"
#include "shared/ui/png.hpp"

namespace giliran::ui {
namespace {

class CanvasText : public ::testing::Test {
 protected:
  CanvasText() { canvas.clear(Color::rgb(0xFFFFFF)); }
  const DrawnText& last() const { return canvas.drawn().back(); }

  OffscreenCanvas offscreen{{800, 600}};
  Canvas& canvas = offscreen.canvas();
  TextStyle style{.px = 40, .min_px = 20};
};

TEST_F(CanvasText, a_line_that_fits_keeps_its_size) {
  const int width = canvas.measure("Kependudukan", style).w;
  canvas.line("Kependudukan", {0, 0, width, 50}, style);
  EXPECT_EQ(last().px, 40);
  EXPECT_TRUE(last().fits);
  canvas.line("Kependudukan", {0, 0, width - 1, 50}, style);
  EXPECT_LT(last().px, 40);
  EXPECT_GE(last().px, 38);
  EXPECT_TRUE(last().fits);
  EXPECT_EQ(canvas.overflowed(), 0);
}

TEST_F(CanvasText, a_line_wraps_only_below_its_minimum) {
  TextStyle least = style;
  least.px = 20;
  const int width = canvas.measure("Pelayanan publik", least).w;
  canvas.line("Pelayanan publik", {0, 0, width, 100}, style);
  EXPECT_EQ(last().px, 20);
  EXPECT_EQ(last().lines, 1);
  canvas.line("Pelayanan publik", {0, 0, width - 1, 100}, style);
  EXPECT_EQ(last().lines, 2);
  EXPECT_GT(last().px, 20);
  EXPECT_TRUE(last().fits);
}

TEST_F(CanvasText, a_paragraph_shrinks_until_its_height_fits) {
  const std::string text = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh";
  const int height = canvas.paragraph_height(text, 300, style);
  canvas.paragraph(text, {0, 0, 300, height}, style);
  EXPECT_EQ(last().px, 40);
  canvas.paragraph(text, {0, 0, 300, height - 1}, style);
  EXPECT_LT(last().px, 40);
  EXPECT_TRUE(last().fits);
}

TEST_F(CanvasText, what_does_not_fit_at_the_minimum_is_counted_and_still_drawn_whole) {
  canvas.paragraph("satu dua tiga empat lima enam", {0, 0, 100, 30}, style);
  EXPECT_FALSE(last().fits);
  EXPECT_EQ(last().px, 20);
  EXPECT_GT(last().used.h, 30);
  canvas.line("Ketidakberuntungan", {0, 100, 60, 300}, style);
  EXPECT_FALSE(last().fits) << "a word was broken";
  EXPECT_EQ(canvas.overflowed(), 2);
  canvas.begin_frame();
  EXPECT_EQ(canvas.overflowed(), 0);
  EXPECT_TRUE(canvas.drawn().empty());
}

TEST_F(CanvasText, text_beyond_the_canvas_is_counted) {
  canvas.line("A", {790, 0, 100, 60}, style);
  EXPECT_FALSE(last().fits);
}

TEST_F(CanvasText, a_character_no_font_has_is_counted) {
  canvas.line("\u2192 \u2713 \u1B9E", {0, 0, 400, 60}, style);
  EXPECT_TRUE(last().fits);
  canvas.line("\U0010FFFD", {0, 0, 400, 60}, style);
  EXPECT_FALSE(last().fits);
}

TEST_F(CanvasText, broken_utf_8_does_not_stop_a_screen) {
  canvas.line("A\xFF\xC3", {0, 0, 400, 60}, style);
  canvas.line("", {0, 0, 400, 60}, style);
  EXPECT_TRUE(last().fits);
  canvas.paragraph("a\nb\tc", {0, 0, 400, 200}, style);
  EXPECT_EQ(last().lines, 2);
}

TEST_F(CanvasText, equal_digits_keep_the_width_of_a_number) {
  style.equal_digits = true;
  EXPECT_EQ(canvas.measure("A-111", style).w, canvas.measure("A-000", style).w);
  EXPECT_EQ(canvas.measure("01:11", style).w, canvas.measure("08:48", style).w);
  style.equal_digits = false;
  EXPECT_NE(canvas.measure("A-111", style).w, canvas.measure("A-000", style).w);
}

TEST_F(CanvasText, alignment_puts_the_text_where_it_says) {
  const Rect box{100, 100, 400, 100};
  style.align = Align::right;
  style.valign = VAlign::bottom;
  const Rect low = canvas.line("Loket", box, style);
  EXPECT_EQ(low.right(), box.right());
  EXPECT_EQ(low.bottom(), box.bottom());
  style.align = Align::centre;
  style.valign = VAlign::middle;
  const Rect middle = canvas.line("Loket", box, style);
  EXPECT_NEAR(middle.centre().x, box.centre().x, 1);
  EXPECT_NEAR(middle.centre().y, box.centre().y, 1);
}

TEST_F(CanvasText, a_ticker_runs_out_of_its_box_without_being_counted_or_drawn_outside) {
  style.color = Color::rgb(0x000000);
  const int width = canvas.ticker(std::string(40, 'M'), {100, 100, 200, 60}, 50, style);
  EXPECT_GT(width, 1000);
  EXPECT_EQ(canvas.overflowed(), 0);
  const SurfacePtr picture = read_pixels(canvas);
  const auto dark_in = [&](int from, int to) {
    int count = 0;
    for (int y = 0; y < picture->h; ++y)
      for (int x = from; x < to; ++x)
        count += (static_cast<Uint32*>(picture->pixels)[y * picture->pitch / 4 + x] & 255) < 128;
    return count;
  };
  EXPECT_EQ(dark_in(0, 100), 0);
  EXPECT_GT(dark_in(100, 300), 0);
  EXPECT_EQ(dark_in(300, 800), 0);
}

}  // namespace
}  // namespace giliran::ui
