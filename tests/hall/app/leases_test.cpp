#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "tests/hall/app/rules.hpp"

/// A kiosk without the hall, through the protocol: that leases are told, and what was given with
/// them is taken in. What the rules mean is tested in tests/hall/core.
namespace giliran::hall {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

const std::string token(32, 'a');

class Leases : public Rules {
 protected:
  json::value lease() { return hall.done("kiosk.lease", R"({"device":"kiosk-1"})"); }
  /// Of ticket.hand_in, for a number of today that was given at 09.10.
  static std::string given(const std::string& number, const std::string& epoch,
                           const std::string& more = "") {
    return fmt::format(
        R"({{"device":"kiosk-1","epoch":"{}","day":"2026-11-24","number":"{}",)"
        R"("service":"dukcapil.ktp","token":"{}","issued_at":"2026-11-24T02:10:00.000Z",)"
        R"("slip":"printed"{}}})",
        epoch, number, token, more);
  }
};

TEST_F(Leases, a_kiosk_holds_numbers_of_every_run_for_today_and_the_next_open_day) {
  const json::value held = lease();
  const json::array& ranges = held.at("ranges").as_array();
  ASSERT_EQ(ranges.size(), 4U) << "two runs, two days";
  EXPECT_EQ(ranges[0], json::parse(R"({"day":"2026-11-24","letter":"A","first":501,"last":550})"));
  EXPECT_EQ(ranges[3], json::parse(R"({"day":"2026-11-25","letter":"B","first":501,"last":550})"));
  EXPECT_EQ(lease(), held);
  EXPECT_EQ(hall.done("ticket.issue", R"({"service":"dukcapil.ktp"})").at("number"), "A-001");
}

TEST_F(Leases, what_was_given_without_the_hall_is_handed_in_once_and_followed_like_any_ticket) {
  const std::string epoch = text(lease(), "epoch");
  hall.clock.advance(20min);
  issue();
  EXPECT_FALSE(hall.call("hall.view", fmt::format(R"({{"view":"ticket:{}"}})", token)));
  const json::value in = hall.done("ticket.hand_in", given("A-501", epoch));
  EXPECT_EQ(hall.done("ticket.hand_in", given("A-501", epoch)), in) << "under another request_id";
  const json::value seen = hall.view("ticket:" + token);
  EXPECT_EQ(seen.at("number"), "A-501");
  EXPECT_EQ(seen.at("issued_at"), "2026-11-24T02:10:00.000Z");
  EXPECT_EQ(seen.at("ahead"), 0) << "it came before the one that the hall gave";
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 2);
}

TEST_F(Leases, another_journals_numbers_are_taken_in_and_others_are_not) {
  const std::string epoch = text(lease(), "epoch");
  EXPECT_EQ(hall.refusal("ticket.hand_in", given("A-551", epoch)), Reason::not_leased);
  EXPECT_NE(hall.done("ticket.hand_in", given("A-551", std::string(32, 'e'))).at("ticket"),
            json::value());
}

TEST_F(Leases, a_day_that_is_over_has_no_ticket_any_more) {
  const std::string epoch = text(lease(), "epoch");
  hall.clock.advance(24h);
  EXPECT_EQ(hall.done("ticket.hand_in", given("A-501", epoch)).at("ticket"), json::value());
}

TEST_F(Leases, a_day_or_token_of_another_form_is_told) {
  const auto with = [](const std::string& member, const std::string& value) {
    json::value params = json::parse(given("A-501", "e"));
    params.as_object()[member] = value;
    params.as_object()["request_id"] = TestHall::new_request_id();
    return json::serialize(params);
  };
  EXPECT_EQ(error("ticket.hand_in", with("day", "2026-11-31")), protocol::RpcCode::invalid_params);
  EXPECT_EQ(error("ticket.hand_in", with("day", "today")), protocol::RpcCode::invalid_params);
  EXPECT_EQ(error("ticket.hand_in", with("token", "abc")), protocol::RpcCode::invalid_params);
}

}  // namespace
}  // namespace giliran::hall
