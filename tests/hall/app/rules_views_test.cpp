#include <boost/json/parse.hpp>
#include <future>

#include "tests/hall/app/rules.hpp"

/// What views and answers tell of the rules, up to where they begin to and across.
namespace giliran::hall {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

class RulesShown : public Rules {
 protected:
  json::value of_manager(std::size_t service) {
    return hall.view("manager").at("services").at(service);
  }
  json::value ticket_view(const json::value& issued) {
    return hall.view("ticket:" + text(issued, "token"));
  }
};

constexpr const char* ktp = R"({"service":"dukcapil.ktp"})";

TEST_F(RulesShown, who_gets_a_number_is_told_what_was_decided) {
  hall.clock.advance(6h + 30min);  // 15.30; it closes at 16.00
  int issued = 0;
  std::string last;
  while (kiosk_service(0, 0).at("outlook") != "not_today") {
    EXPECT_FALSE(kiosk_service(0, 0).at("takes_dated_slip").as_bool());
    const std::string foreseen = text(kiosk_service(0, 0), "outlook");
    last = text(hall.done("ticket.issue", ktp), "outlook");
    EXPECT_EQ(last, foreseen);
    ASSERT_LT(++issued, 20);
  }
  EXPECT_GT(issued, 2);
  EXPECT_EQ(last, "likely");
  EXPECT_EQ(hall.refusal("ticket.issue", ktp), Reason::not_today);
  EXPECT_TRUE(kiosk_service(0, 0).at("takes_dated_slip").as_bool());
}

TEST_F(RulesShown, a_slip_for_another_day_is_offered_only_when_today_is_over) {
  hall.clock.advance(3h);  // 12.00, closed until 13.00
  EXPECT_EQ(kiosk_service(0, 0).at("state"), "break");
  EXPECT_FALSE(kiosk_service(0, 0).at("takes_dated_slip").as_bool());
  hall.clock.advance(4h);  // 16.00
  EXPECT_EQ(kiosk_service(0, 0).at("state"), "closed");
  EXPECT_TRUE(kiosk_service(0, 0).at("takes_dated_slip").as_bool());
  hall.clock.advance(15h);  // 07.00
  EXPECT_EQ(kiosk_service(0, 0).at("opens_at"), "2026-11-25T08:00");
  EXPECT_FALSE(kiosk_service(0, 0).at("takes_dated_slip").as_bool());
}

TEST_F(RulesShown, a_slip_for_another_day_goes_first_and_is_sure) {
  const std::string code = text(hall.done("booking.dated", ktp), "code");
  EXPECT_EQ(hall.refusal("booking.check_in", fmt::format(R"({{"code":"{}"}})", code)),
            Reason::booking_early);
  hall.clock.advance(24h);
  hall.done("counter.open", R"({"counter":1})");
  issue();
  const json::value here = hall.done("booking.check_in", fmt::format(R"({{"code":"{}"}})", code));
  EXPECT_EQ(here.at("ahead"), 0);
  EXPECT_EQ(here.at("outlook"), "sure");
  EXPECT_EQ(hall.done("call.next", R"({"counter":1})").at("number"), here.at("number"));
}

TEST_F(RulesShown, a_number_from_paper_that_was_served_waits_for_nothing) {
  issue();
  const json::value served = hall.done("ticket.enter_paper", R"({"service":"dukcapil.ktp",
      "number":"A-501","issued_at":"2026-11-24T01:30:00.000Z","counter":1,
      "called_at":"2026-11-24T01:40:00.000Z","finished_at":"2026-11-24T01:50:00.000Z"})");
  EXPECT_EQ(served.at("ahead"), 0);
  EXPECT_TRUE(served.at("wait_range_s").is_null());
  EXPECT_EQ(counter(1).at("served_today"), 1);
  EXPECT_EQ(hall.refusal("ticket.enter_paper", R"({"service":"dukcapil.ktp",
      "number":"A-502","issued_at":"2026-11-24T02:00:00.001Z"})"),
            Reason::bad_time);
}

TEST_F(RulesShown, the_counter_that_sent_a_ticket_aside_shows_it_whatever_its_service) {
  const std::string ticket = issue("imigrasi.paspor");
  hall.done("call.ticket", R"({"counter":1,"number":"B-001","why":"salah loket"})");
  hall.done("ticket.park", of(ticket));
  EXPECT_EQ(counter(1).at("parked").at(0).at("number"), "B-001");
  EXPECT_EQ(counter(3).at("parked").at(0).at("number"), "B-001");
  EXPECT_TRUE(counter(2).at("parked").as_array().empty());
}

TEST_F(RulesShown, a_visitor_sees_a_pause_while_waiting_and_until_when_a_missed_number_may_return) {
  const json::value issued = hall.done("ticket.issue", ktp);
  EXPECT_TRUE(ticket_view(issued).at("wait_range_s").is_array());
  hall.done("service.pause", ktp);
  EXPECT_TRUE(ticket_view(issued).at("paused").as_bool());
  EXPECT_TRUE(ticket_view(issued).at("wait_range_s").is_null());
  hall.done("service.resume", ktp);
  hall.done("call.next", R"({"counter":1})");
  hall.done("call.recall", R"({"counter":1})");
  hall.clock.advance(30s);
  hall.done("ticket.no_show", of(text(issued, "ticket")));
  hall.done("service.pause", ktp);
  EXPECT_FALSE(ticket_view(issued).at("paused").as_bool());
  EXPECT_EQ(ticket_view(issued).at("reenter_until"), "2026-11-24T02:30:30.000Z");
  hall.clock.advance(30min);
  EXPECT_EQ(counter(1).at("absent").as_array().size(), 1U);
  hall.clock.advance(1ms);
  EXPECT_TRUE(ticket_view(issued).at("reenter_until").is_null());
  EXPECT_TRUE(counter(1).at("absent").as_array().empty());
  EXPECT_EQ(hall.refusal("ticket.reenter", R"({"number":"A-001"})"), Reason::too_late);
}

TEST_F(RulesShown, a_counter_with_a_break_is_not_open_and_a_lent_one_is) {
  EXPECT_EQ(of_manager(2).at("counters_open"), 1);
  hall.done("counter.break", R"({"counter":3,"reason":"makan"})");
  EXPECT_EQ(of_manager(2).at("counters_open"), 0);
  EXPECT_EQ(hall.view("manager").at("counters").at(2).at("on_break").at("reason"), "makan");
  hall.done("counter.lend", R"({"counter":1,"service":"imigrasi.paspor","minutes":1})");
  EXPECT_EQ(of_manager(2).at("counters_open"), 1);
  EXPECT_EQ(of_manager(2).at("counters"), 2);
  hall.clock.advance(1min);
  EXPECT_EQ(of_manager(2).at("counters_open"), 0);
  EXPECT_EQ(of_manager(2).at("counters"), 1);
}

TEST_F(RulesShown, an_idle_hall_lets_counters_call_without_being_asked) {
  hall.audience.watch({"counter:1"});
  hall.done("counter.auto_call", R"({"counter":1})");
  issue();
  hall.clock.advance(10s);
  hall.audience.await_view("counter:1", [](const auto& v) { return v.at("state") == "calling"; });
  EXPECT_EQ(hall.audience.calls(), std::vector<std::uint64_t>{1});
}

TEST_F(RulesShown, an_officer_who_calls_as_the_counter_would_is_not_refused) {
  hall.done("counter.auto_call", R"({"counter":1})");
  issue();
  hall.restart(Start::later);
  hall.clock.advance(10s);
  std::promise<Backend::Outcome> answer;
  const std::string params =
      fmt::format(R"({{"counter":1,"request_id":"{}"}})", TestHall::new_request_id());
  hall.service->handle({json::value(1), "call.next", json::parse(params)}, Rank::program,
                       [&](Backend::Outcome outcome) { answer.set_value(std::move(outcome)); });
  hall.start();
  EXPECT_EQ(json::parse(answer.get_future().get()->text).at("number"), "A-001");
}

TEST_F(RulesShown, a_day_ends_before_the_first_command_of_the_next) {
  hall.done("counter.auto_call", R"({"counter":1})");
  issue();
  hall.clock.advance(24h);
  EXPECT_EQ(hall.refusal("call.next", R"({"counter":1})"), Reason::counter_closed);
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 0);
}

}  // namespace
}  // namespace giliran::hall
