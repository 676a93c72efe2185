#include <gtest/gtest.h>

#include "shared/model/language.hpp"
#include "shared/model/opening_hours.hpp"
#include "shared/model/states.hpp"
#include "shared/model/ticket_number.hpp"

namespace giliran {
namespace {

using namespace std::chrono_literals;

TEST(TicketNumber, has_three_digits_until_999_and_then_four) {
  EXPECT_EQ((TicketNumber{'A', 1}.text()), "A-001");
  EXPECT_EQ((TicketNumber{'A', 999}.text()), "A-999");
  EXPECT_EQ((TicketNumber{'A', 1000}.text()), "A-1000");
}

TEST(TicketNumber, is_read_only_as_it_is_written) {
  EXPECT_EQ(TicketNumber::parse("B-042"), (TicketNumber{'B', 42}));
  EXPECT_EQ(TicketNumber::parse("B-1000"), (TicketNumber{'B', 1000}));
  for (const char* text : {"", "B-42", "B-0042", "B-000", "b-042", "O-042", "B042", "B-04x",
                           "B--42", "B-042 ", "B-99999999999"}) {
    EXPECT_FALSE(TicketNumber::parse(text)) << text;
  }
}

TEST(TicketNumber, avoids_letters_that_look_like_digits) {
  EXPECT_TRUE(is_ticket_letter('H'));
  EXPECT_FALSE(is_ticket_letter('I'));
  EXPECT_FALSE(is_ticket_letter('O'));
  EXPECT_FALSE(is_ticket_letter('Q'));
  EXPECT_FALSE(is_ticket_letter('a'));
}

/// A hall that closes early on Friday for prayer and stays shut at the weekend.
OpeningHours office() {
  OpeningHours::Week week;
  for (int day = 0; day < 4; ++day)
    week[day] = {{8h, 12h}, {13h, 16h}};
  week[4] = {{8h, 11h + 30min}, {13h, 16h}};
  return OpeningHours(week);
}

LocalTime november(int day, std::chrono::minutes clock) {
  return LocalTime(std::chrono::local_days(std::chrono::November / day / 2026)) + clock;
}

TEST(OpeningHours, open_at_the_first_minute_and_closed_at_the_last) {
  const OpeningHours hours = office();  // 24 November 2026 is a Tuesday
  EXPECT_EQ(hours.state_at(november(24, 8h) - 1ms), ServiceState::closed);
  EXPECT_EQ(hours.state_at(november(24, 8h)), ServiceState::open);
  EXPECT_EQ(hours.state_at(november(24, 12h) - 1ms), ServiceState::open);
  EXPECT_EQ(hours.state_at(november(24, 12h)), ServiceState::on_break);
  EXPECT_EQ(hours.state_at(november(24, 13h)), ServiceState::open);
  EXPECT_EQ(hours.state_at(november(24, 16h)), ServiceState::closed);
}

TEST(OpeningHours, friday_breaks_earlier) {
  EXPECT_EQ(office().state_at(november(27, 11h + 30min) - 1ms), ServiceState::open);
  EXPECT_EQ(office().state_at(november(27, 11h + 30min)), ServiceState::on_break);
}

TEST(OpeningHours, tells_when_it_opens_next_over_the_weekend) {
  EXPECT_EQ(office().next_opening(november(24, 9h)), std::nullopt);
  EXPECT_EQ(office().next_opening(november(24, 12h)), november(24, 13h));
  EXPECT_EQ(office().next_opening(november(27, 16h)), november(30, 8h));
  EXPECT_EQ(OpeningHours().next_opening(november(24, 9h)), std::nullopt);
}

TEST(OpeningHours, a_service_open_once_a_week_says_so_until_the_same_hour_next_week) {
  OpeningHours::Week week;
  week[1] = {{8h, 9h}};
  EXPECT_EQ(OpeningHours(week).next_opening(november(24, 9h)),
            LocalTime(std::chrono::local_days(std::chrono::December / 1 / 2026)) + 8h);
}

std::chrono::local_days november_day(int day) {
  return std::chrono::local_days(std::chrono::November / day / 2026);
}

OpeningHours::Week every_day() {
  OpeningHours::Week week;
  week.fill({{8h, 14h}});
  return week;
}

TEST(OpeningHours, an_exception_holds_from_its_first_day_to_its_last) {
  const OpeningHours hours(
      office().week(), {{november_day(25), november_day(26), {}, {"Libur", "", ""}},
                        {november_day(25), november_day(27), every_day(), {"Ramadan", "", ""}}});
  EXPECT_EQ(hours.exception(november_day(24)), nullptr);
  EXPECT_EQ(hours.state_at(november(24, 15h)), ServiceState::open);
  EXPECT_EQ(hours.exception(november_day(25))->name.id, "Libur") << "of two the first";
  EXPECT_EQ(hours.state_at(november(26, 9h)), ServiceState::closed);
  EXPECT_EQ(hours.state_at(november(27, 12h)), ServiceState::open) << "no Friday break in it";
  EXPECT_EQ(hours.state_at(november(27, 14h)), ServiceState::closed);
  EXPECT_EQ(hours.exception(november_day(28)), nullptr);
}

/// Closed for so many days after the 24th.
OpeningHours closed_for(int days, OpeningHours::Week week) {
  const auto last = november_day(24) + std::chrono::days(days);
  return OpeningHours(std::move(week), {{november_day(25), last, {}, {"Libur", "", ""}}});
}

TEST(OpeningHours, opens_next_after_a_holiday_and_the_weekend_behind_it) {
  EXPECT_EQ(closed_for(2, office().week()).next_opening(november(24, 16h)), november(27, 8h));
  EXPECT_EQ(closed_for(3, office().week()).next_opening(november(24, 16h)), november(30, 8h));
}

TEST(OpeningHours, says_nothing_of_what_is_more_than_sixty_days_away) {
  EXPECT_EQ(closed_for(59, every_day()).next_open_day(november_day(24)),
            november_day(24) + std::chrono::days(60));
  EXPECT_EQ(closed_for(60, every_day()).next_open_day(november_day(24)), std::nullopt);
  EXPECT_EQ(closed_for(60, every_day()).next_opening(november(24, 14h)), std::nullopt);
}

TEST(LocalText, falls_back_to_indonesian) {
  const LocalText text{"Loket", "Counter", ""};
  EXPECT_EQ(text.in(Language::en), "Counter");
  EXPECT_EQ(text.in(Language::su), "Loket");
}

TEST(States, every_name_is_read_back) {
  for (const auto& [state, name] : EnumNames<TicketState>::names) {
    EXPECT_EQ(enum_of<TicketState>(name), state);
  }
  EXPECT_FALSE(enum_of<TicketState>("lost"));
}

}  // namespace
}  // namespace giliran
