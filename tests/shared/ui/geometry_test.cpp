#include "shared/ui/geometry.hpp"

#include <gtest/gtest.h>

namespace giliran::ui {
namespace {

TEST(Geometry, edges_right_and_bottom_are_outside) {
  const Rect rect{10, 20, 30, 40};
  EXPECT_TRUE(rect.contains(Point{10, 20}));
  EXPECT_TRUE(rect.contains(Point{39, 59}));
  EXPECT_FALSE(rect.contains(Point{40, 59}));
  EXPECT_FALSE(rect.contains(Point{39, 60}));
  EXPECT_TRUE(rect.overlaps({39, 59, 5, 5}));
  EXPECT_FALSE(rect.overlaps({40, 20, 5, 5}));
}

TEST(Geometry, strips_are_cut_off_with_their_gap) {
  Rect rest{0, 0, 100, 200};
  EXPECT_EQ(rest.take_top(30, 10), (Rect{0, 0, 100, 30}));
  EXPECT_EQ(rest.take_bottom(50, 5), (Rect{0, 150, 100, 50}));
  EXPECT_EQ(rest.take_left(20, 2), (Rect{0, 40, 20, 105}));
  EXPECT_EQ(rest.take_right(10, 3), (Rect{90, 40, 10, 105}));
  EXPECT_EQ(rest, (Rect{22, 40, 65, 105}));
}

TEST(Geometry, a_strip_larger_than_the_rectangle_takes_it_all) {
  Rect rest{0, 0, 100, 50};
  EXPECT_EQ(rest.take_top(50, 10).h, 50);
  EXPECT_EQ(rest, (Rect{0, 50, 100, 0}));
  EXPECT_EQ(rest.take_bottom(10).h, 0);
  Rect narrow{0, 0, 15, 50};
  EXPECT_EQ(narrow.take_right(10, 10), (Rect{5, 0, 10, 50}));
  EXPECT_TRUE(narrow.empty());
}

TEST(Geometry, columns_and_rows_fill_the_rectangle_exactly) {
  const auto columns = Rect{5, 0, 103, 10}.columns(3, 2);
  ASSERT_EQ(columns.size(), 3u);
  EXPECT_EQ(columns[0], (Rect{5, 0, 33, 10}));
  EXPECT_EQ(columns[1].x, 40);
  EXPECT_EQ(columns[2].right(), 108);
  const auto rows = Rect{0, 0, 10, 101}.rows(2, 0);
  EXPECT_EQ(rows[0].h, 51);
  EXPECT_EQ(rows[1].bottom(), 101);
  EXPECT_EQ((Rect{0, 0, 4, 1}.columns(3, 5)[0].w), 0);
}

TEST(Geometry, insets_never_turn_a_rectangle_inside_out) {
  EXPECT_EQ((Rect{0, 0, 10, 10}.inset(3, 1)), (Rect{3, 1, 4, 8}));
  EXPECT_EQ((Rect{0, 0, 10, 10}.inset(6).w), 0);
  EXPECT_EQ((Rect{0, 0, 10, 10}.centred({4, 6})), (Rect{3, 2, 4, 6}));
  EXPECT_EQ(united({0, 0, 5, 5}, {10, 10, 5, 5}), (Rect{0, 0, 15, 15}));
  EXPECT_EQ(united({}, {10, 10, 5, 5}), (Rect{10, 10, 5, 5}));
}

TEST(Geometry, a_millimetre_is_what_the_dpi_says) {
  EXPECT_EQ(Scale::from_dpi(254).px(25), 250);
  EXPECT_EQ(Scale{}.px(25.4), 96);
}

}  // namespace
}  // namespace giliran::ui
