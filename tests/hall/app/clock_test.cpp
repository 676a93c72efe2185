#include <gtest/gtest.h>

#include <set>

#include "tests/hall/app/test_hall.hpp"

namespace giliran::hall {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr const char* ktp = R"({"service":"kependudukan.ktp"})";
constexpr std::chrono::hours one_year{365 * 24};

std::string number_of(const json::value& issued) {
  return std::string(issued.at("number").as_string());
}

/// Of the one who has waited longest; null: nobody waits.
json::value waiting_since(TestHall& hall) {
  const json::value view = hall.view("manager");
  for (const json::value& service : view.at("services").as_array()) {
    if (service.at("service") == "kependudukan.ktp")
      return service.as_object().contains("waiting_since") ? service.at("waiting_since")
                                                           : json::value();
  }
  throw std::runtime_error("no such service");
}

/// Time passes as in a running hall: the clock is looked at again and again.
void pass(TestHall& hall, std::chrono::minutes time) {
  for (auto passed = 0min; passed < time; passed += 1min) {
    hall.clock.advance(1min);
    hall.service->tick();
  }
}

std::string today(TestHall& hall) {
  return std::string(hall.view("manager").at("now").as_string()).substr(0, 10);
}

TEST(ClockOfAHall, set_back_by_two_hours_lets_waits_go_on) {
  TestHall hall;
  hall.done("ticket.issue", ktp);
  pass(hall, 10min);
  hall.clock.set(-2h);
  pass(hall, 4min);
  EXPECT_EQ(waiting_since(hall), "2026-11-24T02:00:00.000Z") << "not believed yet";
  pass(hall, 2min);
  EXPECT_EQ(waiting_since(hall), "2026-11-24T00:00:00.000Z");
  EXPECT_EQ(hall.view("manager").at("now"), "2026-11-24T00:16:00.000Z");
  hall.restart();
  EXPECT_EQ(waiting_since(hall), "2026-11-24T00:00:00.000Z");
}

TEST(ClockOfAHall, set_back_lets_a_call_be_explained_by_the_wait_that_it_ended) {
  TestHall hall;
  hall.done("counter.open", R"({"counter":1})");
  hall.done("ticket.issue", ktp);
  pass(hall, 10min);
  hall.clock.set(-2h);
  pass(hall, 6min);
  hall.done("call.next", R"({"counter":1})");
  const auto told = hall.call("call.explain", R"({"call":1})");
  ASSERT_TRUE(told);
  EXPECT_EQ(told->at("calls").at(0).at("called").at("wait_s"), 16.0 * 60);
}

TEST(ClockOfAHall, a_year_ahead_for_three_minutes_changes_nothing) {
  TestHall hall;
  hall.done("ticket.issue", ktp);
  hall.clock.set(one_year);
  pass(hall, 3min);
  EXPECT_EQ(number_of(hall.done("ticket.issue", ktp)), "A-002");
  hall.clock.set(-one_year);
  pass(hall, 10min);
  EXPECT_EQ(hall.view("manager").at("now"), "2026-11-24T02:13:00.000Z");
  EXPECT_EQ(number_of(hall.done("ticket.issue", ktp)), "A-003");
}

TEST(ClockOfAHall, a_year_ahead_for_ten_minutes_and_back_gives_the_right_day_and_no_number_twice) {
  TestHall hall;
  std::set<std::string> numbers{number_of(hall.done("ticket.issue", ktp))};
  hall.clock.set(one_year);
  pass(hall, 10min);
  EXPECT_EQ(today(hall), "2027-11-24");
  hall.done("ticket.issue", ktp);
  hall.clock.set(-one_year);
  pass(hall, 6min);
  EXPECT_EQ(today(hall), "2026-11-24");
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(numbers.insert(number_of(hall.done("ticket.issue", ktp))).second);
  EXPECT_EQ(waiting_since(hall), "2026-11-24T02:10:00.000Z") << "who came meanwhile waits on";
  hall.restart();
  EXPECT_TRUE(numbers.insert(number_of(hall.done("ticket.issue", ktp))).second);
  hall.clock.advance(24h);
  hall.service->tick();
  EXPECT_EQ(waiting_since(hall), json::value()) << "midnight ended the day";
  EXPECT_NO_THROW(hall.done("ticket.issue", ktp));
  const json::value began = waiting_since(hall);
  pass(hall, 10min);
  EXPECT_EQ(waiting_since(hall), began) << "and ended it once";
}

TEST(ClockOfAHall, that_is_behind_the_journal_at_the_start_is_taken_at_once) {
  TestHall hall;
  hall.done("ticket.issue", ktp);
  hall.clock.set(-2h);
  hall.restart();
  hall.service->tick();
  EXPECT_EQ(waiting_since(hall), "2026-11-24T00:00:00.000Z");
  EXPECT_EQ(hall.view("manager").at("now"), "2026-11-24T00:00:00.000Z");
}

}  // namespace
}  // namespace giliran::hall
