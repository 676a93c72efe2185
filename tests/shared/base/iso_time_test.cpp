#include "shared/base/iso_time.hpp"

#include <gtest/gtest.h>

namespace giliran {
namespace {

using namespace std::chrono_literals;
namespace chr = std::chrono;

constexpr chr::local_days day{chr::year(2026) / 11 / 25};

TEST(IsoTime, what_is_written_is_read_again) {
  EXPECT_EQ(iso_text(day), "2026-11-25");
  EXPECT_EQ(iso_day("2026-11-25"), day);
  EXPECT_EQ(iso_text(day + 9h + 30min + 59s), "2026-11-25T09:30");
  EXPECT_EQ(iso_local_time("2026-11-25T09:30"), day + 9h + 30min);
  const WallTime time = chr::sys_days(chr::year(2026) / 11 / 24) + 2h + 42min + 7s + 5ms;
  EXPECT_EQ(iso_text(time), "2026-11-24T02:42:07.005Z");
  EXPECT_EQ(iso_wall_time("2026-11-24T02:42:07.005Z"), time);
  EXPECT_EQ(iso_wall_time("2026-11-24T02:42:07Z"), time - 5ms);
}

TEST(IsoTime, times_before_1970_are_written_too) {
  EXPECT_EQ(iso_text(WallTime(-1ms)), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(iso_wall_time("1969-12-31T23:59:59.999Z"), WallTime(-1ms));
}

TEST(IsoTime, days_that_no_calendar_has_are_refused) {
  EXPECT_TRUE(iso_day("2028-02-29"));
  EXPECT_FALSE(iso_day("2026-02-29"));
  EXPECT_FALSE(iso_day("2026-13-01"));
  EXPECT_FALSE(iso_day("2026-00-01"));
}

TEST(IsoTime, clocks_that_no_day_has_are_refused) {
  EXPECT_TRUE(iso_local_time("2026-11-25T23:59"));
  EXPECT_FALSE(iso_local_time("2026-11-25T24:00"));
  EXPECT_FALSE(iso_local_time("2026-11-25T23:60"));
  EXPECT_TRUE(iso_wall_time("2026-11-25T23:59:59.999Z"));
  EXPECT_FALSE(iso_wall_time("2026-11-25T23:59:60.000Z"));
}

TEST(IsoTime, another_form_is_refused) {
  for (const char* text :
       {"", "2026-11-2", "2026-11-255", "2026/11/25", "+026-11-25", "2026-1a-25"}) {
    EXPECT_FALSE(iso_day(text)) << text;
  }
  for (const char* text : {"2026-11-25 09:30", "2026-11-25T9:30", "2026-11-25T09:30:00"}) {
    EXPECT_FALSE(iso_local_time(text)) << text;
  }
  for (const char* text : {"2026-11-25T09:30:00", "2026-11-25T09:30:00.5Z", "2026-11-25T09:30:nanZ",
                           "2026-11-25T09:30:00.000+07:00"}) {
    EXPECT_FALSE(iso_wall_time(text)) << text;
  }
}

}  // namespace
}  // namespace giliran
