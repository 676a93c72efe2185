#include "shared/base/zone.hpp"

#include <gtest/gtest.h>

namespace giliran {
namespace {

using namespace std::chrono;

WallTime utc(year_month_day day, hours hour) {
  return WallTime(sys_days(day)) + hour;
}

TEST(Zone, jakarta_is_seven_hours_ahead) {
  const Zone zone("Asia/Jakarta");
  EXPECT_EQ(zone.local(utc(2026y / 11 / 24, 2h)), LocalTime(local_days(2026y / 11 / 24)) + 9h);
}

TEST(Zone, the_local_day_begins_at_local_midnight) {
  const Zone zone("Asia/Jakarta");
  const auto midnight = zone.wall(LocalTime(local_days(2026y / 11 / 25)));
  EXPECT_EQ(midnight, utc(2026y / 11 / 24, 17h));
  EXPECT_EQ(floor<days>(zone.local(midnight - 1ms)), local_days(2026y / 11 / 24));
  EXPECT_EQ(floor<days>(zone.local(midnight)), local_days(2026y / 11 / 25));
}

TEST(Zone, a_time_that_a_clock_change_left_out_is_the_moment_of_the_change) {
  const Zone zone("Europe/Berlin");
  EXPECT_EQ(zone.wall(LocalTime(local_days(2026y / 3 / 29)) + 2h + 30min), utc(2026y / 3 / 29, 1h));
}

TEST(Zone, an_unknown_zone_is_told) {
  EXPECT_THROW(Zone("Asia/Cikarang"), std::exception);
}

}  // namespace
}  // namespace giliran
