#include <gtest/gtest.h>

#include "tests/hall/app/rules.hpp"

/// Every rule of the engine through its method: that parameters arrive and views tell of it. What
/// each rule means is tested in tests/hall/core.
namespace giliran::hall {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using protocol::RpcCode;

TEST_F(Rules, a_package_goes_through_its_services) {
  EXPECT_EQ(hall.view("kiosk").at("agencies").at(0).at("packages").at(0).at("package"), "baru");
  hall.done("ticket.issue", R"({"service":"dukcapil.ktp","then":["imigrasi.paspor"]})");
  const std::string ticket = serve(1);
  EXPECT_EQ(counter(1).at("ticket").at("to_do").at(0).at("id"), "Paspor");
  hall.done("ticket.finish", of(ticket));
  EXPECT_EQ(serve(3), ticket);
  EXPECT_EQ(counter(3).at("ticket").at("step"), 2);
}

TEST_F(Rules, an_outcome_names_the_missing_document) {
  issue();
  const std::string ticket = serve(1);
  EXPECT_EQ(hall.refusal("ticket.finish", of(ticket, R"(,"outcome":"missing_document")")),
            Reason::bad_text);
  hall.done("ticket.finish", of(ticket, R"(,"outcome":"missing_document","detail":"KK asli")"));
}

TEST_F(Rules, tickets_are_transferred_parked_taken_back_and_cancelled) {
  issue();
  const std::string ticket = serve(1);
  hall.done("ticket.transfer", of(ticket, R"(,"service":"imigrasi.paspor","place":"first")"));
  EXPECT_EQ(serve(3), ticket);
  hall.done("ticket.park", of(ticket, R"(,"why":"fotokopi")"));
  EXPECT_EQ(counter(3).at("parked").at(0).at("why"), "fotokopi");
  hall.done("ticket.take_back", of(ticket, R"(,"counter":3)"));
  EXPECT_EQ(counter(3).at("state"), "serving");
  hall.done("ticket.add_step", of(ticket, R"(,"service":"dukcapil.ktp")"));
  hall.done("ticket.finish", of(ticket));
  hall.done("ticket.cancel", of(ticket, R"(,"why":"pulang")"));
  EXPECT_EQ(hall.refusal("ticket.start", of(ticket)), Reason::wrong_state);
}

TEST_F(Rules, an_absent_number_comes_back_by_its_number) {
  const std::string ticket = issue();
  hall.done("call.next", R"({"counter":1})");
  const json::value called = counter(1).at("ticket");
  EXPECT_EQ(called.at("no_show_calls"), 1);
  EXPECT_EQ(hall.refusal("ticket.no_show", of(ticket)), Reason::too_early);
  hall.done("call.recall", R"({"counter":1})");
  hall.clock.advance(30s);
  hall.done("ticket.no_show", of(ticket));
  EXPECT_EQ(counter(1).at("absent").at(0).at("number"), "A-001");
  const json::value back = hall.done("ticket.reenter", R"({"number":"A-001"})");
  EXPECT_EQ(back.at("ticket"), json::value(ticket));
  EXPECT_EQ(error("ticket.reenter", R"({"number":"A-001","ticket":"t1","request_id":")" +
                                        TestHall::new_request_id() + "\"}"),
            RpcCode::invalid_params);
}

TEST_F(Rules, a_ticket_is_called_out_of_turn_and_the_explanation_says_why) {
  const std::string first = issue();
  hall.clock.advance(1min);
  issue();
  const json::value call =
      hall.done("call.ticket", R"({"counter":1,"number":"A-002","why":"sakit"})");
  EXPECT_EQ(call.at("number"), "A-002");
  const auto passed = hall.call("call.explain", of(first));
  ASSERT_TRUE(passed);
  EXPECT_EQ(passed->at("number"), "A-001");
  EXPECT_EQ(passed->at("passed").at(0).at("out_of_turn"), "sakit");
  EXPECT_EQ(passed->at("passed").at(0).at("ticket").at("wait_s"), 60.0);
  const auto made = hall.call("call.explain", R"({"call":1})");
  EXPECT_EQ(made->at("calls").at(0).at("others").at(0).at("number"), "A-001");
  EXPECT_EQ(error("call.explain", "{}"), RpcCode::invalid_params);
  EXPECT_EQ(hall.call("call.explain", R"({"call":9})").error().refusal->reason,
            Reason::unknown_ticket);
}

TEST_F(Rules, counters_take_breaks_are_lent_and_call_by_themselves) {
  EXPECT_EQ(counter(1).at("breaks").at(0).at("reason"), "makan");
  hall.done("counter.break", R"({"counter":1,"reason":"makan"})");
  EXPECT_EQ(counter(1).at("on_break").at("allowance_s"), 1800);
  hall.done("counter.resume", R"({"counter":1})");
  hall.done("counter.lend", R"({"counter":1,"service":"imigrasi.paspor","minutes":30})");
  EXPECT_EQ(counter(1).at("lent").at(0).at("service"), "imigrasi.paspor");
  hall.done("counter.return", R"({"counter":1,"service":"imigrasi.paspor"})");
  hall.done("counter.auto_call", R"({"counter":1})");
  issue();
  hall.clock.advance(10s);
  hall.service->tick();
  EXPECT_EQ(counter(1).at("state"), "calling");
  EXPECT_EQ(hall.audience.calls(), std::vector<std::uint64_t>{1}) << "displays hear of it";
}

TEST_F(Rules, an_officer_opens_a_counter_by_name) {
  hall.done("counter.close", R"({"counter":1})");
  EXPECT_EQ(hall.refusal("counter.open", R"({"counter":1,"officer":"tono"})"),
            Reason::unknown_officer);
  hall.done("counter.open", R"({"counter":1,"officer":"sari"})");
  EXPECT_EQ(counter(1).at("officer"), "Sari");
}

TEST_F(Rules, a_paused_service_is_told_everywhere) {
  const json::value issued = hall.done("ticket.issue", R"({"service":"dukcapil.ktp"})");
  hall.done("service.pause", R"({"service":"dukcapil.ktp","why":"SIAK mati"})");
  EXPECT_EQ(kiosk_service(0, 0).at("state"), "paused");
  EXPECT_EQ(hall.view("manager").at("services").at(0).at("paused_why"), "SIAK mati");
  EXPECT_EQ(hall.view("ticket:" + std::string(issued.at("token").as_string())).at("paused"), true);
  EXPECT_EQ(hall.refusal("ticket.issue", R"({"service":"dukcapil.ktp"})"), Reason::service_paused);
  hall.clock.advance(5min);
  hall.done("service.resume", R"({"service":"dukcapil.ktp"})");
  EXPECT_EQ(hall.view("manager").at("services").at(0).at("paused_s"), 300);
}

TEST_F(Rules, an_appointment_is_booked_and_checked_in) {
  const json::value made =
      hall.done("booking.make", R"({"service":"imigrasi.paspor","at":"2026-11-24T10:00"})");
  const std::string code(made.at("code").as_string());
  const std::string params = fmt::format(R"({{"code":"{}"}})", code);
  EXPECT_EQ(made.at("at"), "2026-11-24T10:00");
  EXPECT_TRUE(hall.view("kiosk").at("takes_bookings").as_bool());
  hall.clock.advance(30min);
  EXPECT_EQ(hall.done("booking.check_in", params).at("number"), "B-001");
  EXPECT_EQ(hall.refusal("booking.check_in", params), Reason::unknown_booking);
  EXPECT_EQ(error("booking.make",
                  fmt::format(R"({{"service":"imigrasi.paspor","at":"10:00","request_id":"{}"}})",
                              TestHall::new_request_id())),
            RpcCode::invalid_params);
}

TEST_F(Rules, a_slip_for_the_next_day_and_its_cancellation) {
  const json::value made = hall.done("booking.dated", R"({"service":"dukcapil.ktp"})");
  EXPECT_EQ(made.at("day"), "2026-11-25");
  EXPECT_EQ(made.at("opens_at"), "2026-11-25T08:00");
  hall.done("booking.cancel",
            fmt::format(R"({{"code":"{}"}})", std::string(made.at("code").as_string())));
}

TEST_F(Rules, numbers_from_paper_are_entered) {
  const json::value entered = hall.done(
      "ticket.enter_paper",
      R"({"service":"dukcapil.ktp","number":"A-501","issued_at":"2026-11-24T01:30:00.000Z"})");
  EXPECT_EQ(entered.at("number"), "A-501");
  EXPECT_EQ(counter(1).at("queue").at(0).at("number"), "A-501");
  EXPECT_EQ(
      hall.refusal(
          "ticket.enter_paper",
          R"({"service":"dukcapil.ktp","number":"A-501","issued_at":"2026-11-24T01:30:00.000Z"})"),
      Reason::number_taken);
}

TEST_F(Rules, what_is_left_of_the_quota_is_shown) {
  EXPECT_EQ(kiosk_service(0, 1).at("left"), 2);
  issue("dukcapil.akta");
  issue("dukcapil.akta");
  EXPECT_EQ(kiosk_service(0, 1).at("state"), "full");
  EXPECT_EQ(hall.refusal("ticket.issue", R"({"service":"dukcapil.akta"})"), Reason::service_full);
}

TEST_F(Rules, the_same_request_gives_the_same_code) {
  const std::string id = TestHall::new_request_id();
  const std::string params = fmt::format(R"({{"service":"dukcapil.ktp","request_id":"{}"}})", id);
  const auto once = hall.call("booking.dated", params);
  const auto again = hall.call("booking.dated", params);
  EXPECT_EQ(*once, *again);
}

}  // namespace
}  // namespace giliran::hall
