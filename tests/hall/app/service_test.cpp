#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "tests/hall/app/test_hall.hpp"

namespace giliran::hall {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using protocol::RpcCode;

constexpr const char* ktp = R"({"service":"kependudukan.ktp"})";
constexpr const char* counter3 = R"({"counter":3})";

std::string with_id(const std::string& members, const std::string& request_id) {
  return fmt::format(R"({{{},"request_id":"{}"}})", members, request_id);
}

std::string ticket(const json::value& issued) {
  return fmt::format(R"({{"ticket":"{}"}})", issued.at("ticket").as_string().c_str());
}

const json::value& entry(const json::value& list, const char* member, const json::value& wanted) {
  for (const json::value& item : list.as_array()) {
    if (item.at(member) == wanted) return item;
  }
  throw std::runtime_error(std::string("no such ") + member);
}

TEST(Service, shows_a_visit_in_every_view) {
  TestHall hall;
  hall.done("counter.open", counter3);
  const json::value issued = hall.done("ticket.issue", ktp);
  EXPECT_EQ(issued.at("number"), "A-001");
  EXPECT_EQ(issued.at("ahead"), 0);
  const std::string own = "ticket:" + std::string(issued.at("token").as_string());
  EXPECT_EQ(hall.view(own).at("state"), "waiting");
  EXPECT_EQ(entry(hall.view("kiosk").at("agencies"), "agency", "kependudukan").at("waiting"), 1);
  EXPECT_EQ(entry(hall.view("board").at("waits"), "letter", "A").at("waiting"), 1);
  EXPECT_EQ(hall.view("counter:3").at("queue").at(0).at("number"), "A-001");
  EXPECT_EQ(hall.view("manager").at("today").at("waiting"), 1);

  hall.clock.advance(5min);
  const json::value called = hall.done("call.next", counter3);
  EXPECT_EQ(called.at("ticket"), issued.at("ticket"));
  EXPECT_EQ(called.at("seq"), 1);
  EXPECT_EQ(hall.view(own).at("state"), "called");
  EXPECT_EQ(hall.view(own).at("counter"), 3);
  EXPECT_EQ(hall.view("board").at("calls").at(0).at("number"), "A-001");
  EXPECT_EQ(hall.view("counter:3").at("state"), "calling");
  EXPECT_EQ(hall.view("counter:3").at("ticket").at("calls"), 1);
  EXPECT_EQ(hall.view("manager").at("today").at("wait_mean_s"), 300);

  EXPECT_EQ(hall.done("call.recall", counter3).at("seq"), 2);
  hall.done("ticket.start", ticket(issued));
  EXPECT_EQ(hall.view("counter:3").at("state"), "serving");
  hall.clock.advance(7min);
  hall.done("ticket.finish", ticket(issued));
  EXPECT_EQ(hall.view(own).at("state"), "finished");
  EXPECT_EQ(hall.view("counter:3").at("state"), "idle");
  EXPECT_EQ(hall.view("counter:3").at("served_today"), 1);
  EXPECT_EQ(hall.view("counter:3").at("mean_service_s"), 420);
  const json::value today = hall.view("manager").at("today");
  EXPECT_EQ(today.at("served"), 1);
  EXPECT_EQ(today.at("service_mean_s"), 420);
  EXPECT_EQ(today.at("within_target"), 1.0);
  EXPECT_EQ(hall.view("manager").at("half_hours").at(0).at("start"), "09:00");
}

TEST(Service, publishes_what_changed_to_those_who_watch) {
  TestHall hall;
  hall.audience.watch({"board", "counter:3", "manager"});
  hall.done("counter.open", counter3);
  hall.done("ticket.issue", ktp);
  hall.done("call.next", counter3);
  hall.audience.await_view("board",
                           [](const auto& v) { return !v.at("calls").as_array().empty(); });
  hall.audience.await_view("counter:3", [](const auto& v) { return v.at("state") == "calling"; });
  EXPECT_THAT(hall.audience.calls(), testing::ElementsAre(1));
  EXPECT_EQ(hall.service->calls_after(0, 10).calls.size(), 1U);
  EXPECT_EQ(hall.service->calls_after(1, 10).calls.size(), 0U);
  EXPECT_EQ(hall.service->calls_after(1, 10).last_seq, 1U);
}

TEST(Service, keeps_a_revision_while_nothing_but_time_changes) {
  TestHall hall;
  const json::value before = hall.view("board");
  hall.clock.advance(3s);
  EXPECT_EQ(hall.view("board").at("revision"), before.at("revision"));
  hall.done("ticket.issue", ktp);
  EXPECT_NE(hall.view("board").at("revision"), before.at("revision"));
}

TEST(Service, gives_the_same_answer_to_the_same_request_also_after_a_restart) {
  TestHall hall;
  const std::string params = with_id(R"("service":"kependudukan.ktp")", hall.new_request_id());
  const auto first = hall.call("ticket.issue", params);
  ASSERT_TRUE(first);
  EXPECT_EQ(*hall.call("ticket.issue", params), *first);
  hall.restart();
  EXPECT_EQ(*hall.call("ticket.issue", params), *first);
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 1);
}

TEST(Service, takes_a_default_that_is_written_out_for_the_same_request) {
  TestHall hall;
  const std::string id = hall.new_request_id();
  const auto first = hall.call("ticket.issue", with_id(R"("service":"kependudukan.ktp")", id));
  const auto again = hall.call(
      "ticket.issue", with_id(R"("priority":false,"service":"kependudukan.ktp","new":1)", id));
  EXPECT_EQ(*again, *first);
}

TEST(Service, refuses_another_command_under_the_same_request) {
  TestHall hall;
  const std::string id = hall.new_request_id();
  ASSERT_TRUE(hall.call("ticket.issue", with_id(R"("service":"kependudukan.ktp")", id)));
  const auto other = hall.call("ticket.issue", with_id(R"("service":"kependudukan.kk")", id));
  EXPECT_EQ(other.error().refusal->reason, Reason::request_conflict);
  const auto method = hall.call("counter.open", with_id(R"("counter":3)", id));
  EXPECT_EQ(method.error().refusal->reason, Reason::request_conflict);
  EXPECT_EQ(hall.view("counter:3").at("state"), "closed");
}

TEST(Service, answers_what_cannot_be_read_and_what_is_not_there) {
  TestHall hall;
  EXPECT_EQ(hall.call("ticket.eat", "{}").error().code, RpcCode::method_not_found);
  const auto unread = hall.call("counter.open", R"({"counter":"three"})");
  EXPECT_EQ(unread.error().code, RpcCode::invalid_params);
  EXPECT_EQ(unread.error().message, "params.counter: not a whole number in range");
  EXPECT_EQ(hall.refusal("ticket.issue", R"({"service":"no.such"})"), Reason::unknown_service);
  EXPECT_EQ(hall.refusal("call.next", R"({"counter":99})"), Reason::unknown_counter);
  EXPECT_EQ(hall.refusal("call.next", counter3), Reason::counter_closed);
  EXPECT_EQ(hall.service->view("weather").error().code, RpcCode::invalid_params);
  EXPECT_EQ(hall.service->view("counter:x").error().code, RpcCode::invalid_params);
  EXPECT_EQ(hall.service->view("counter:99").error().refusal->reason, Reason::unknown_counter);
  EXPECT_EQ(hall.service->view("ticket:00").error().refusal->reason, Reason::unknown_ticket);
}

TEST(Service, answers_null_when_nobody_waits_and_calls_later_under_the_same_request) {
  TestHall hall;
  hall.done("counter.open", counter3);
  const std::string params = with_id(R"("counter":3)", hall.new_request_id());
  EXPECT_TRUE(hall.call("call.next", params)->is_null());
  hall.done("ticket.issue", ktp);
  EXPECT_EQ(hall.call("call.next", params)->at("number"), "A-001");
}

TEST(Service, sixteen_at_once_get_different_numbers_in_fewer_commits) {
  TestHall hall;
  constexpr int each = 25;
  std::mutex mutex;
  std::set<std::string> numbers;
  std::vector<std::thread> clients;
  for (int client = 0; client < 16; ++client) {
    clients.emplace_back([&] {
      for (int i = 0; i < each; ++i) {
        const json::value issued = hall.done("ticket.issue", ktp);
        const std::scoped_lock lock(mutex);
        numbers.insert(issued.at("number").as_string().c_str());
      }
    });
  }
  for (std::thread& client : clients)
    client.join();
  EXPECT_EQ(numbers.size(), 16U * each);
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 16 * each);
  const std::string metrics = hall.service->metrics();
  const std::string count = "giliran_commit_seconds_count ";
  EXPECT_LT(std::stoi(metrics.substr(metrics.find(count) + count.size())), 16 * each);
}

TEST(Service, tells_how_long_it_takes_once_a_counter_is_open) {
  TestHall hall;
  EXPECT_TRUE(hall.done("ticket.issue", ktp).at("wait_range_s").is_null());
  hall.done("counter.open", counter3);
  const json::value second = hall.done("ticket.issue", ktp);
  EXPECT_EQ(second.at("ahead"), 1);
  EXPECT_GT(second.at("wait_range_s").at(1).as_int64(), 0);
  const json::value view = hall.view("kiosk");
  const json::value agency = entry(view.at("agencies"), "agency", "kependudukan");
  EXPECT_TRUE(agency.at("wait_range_s").is_array());
  EXPECT_TRUE(
      entry(agency.at("services"), "service", "kependudukan.ktp").at("wait_range_s").is_array());
}

TEST(Service, shows_who_is_connected) {
  TestHall hall;
  hall.audience.watch({"manager"});
  protocol::DeviceReport report;
  report.device = DeviceId("layar-1");
  report.kind = DeviceKind::display;
  report.sound = false;
  hall.service->device_reported(report);
  const json::value there = hall.audience.await_view(
      "manager", [](const auto& v) { return !v.at("devices").as_array().empty(); });
  EXPECT_EQ(there.at("devices").at(0).at("sound"), false);
  hall.clock.advance(1min);
  hall.service->device_gone(DeviceId("layar-1"));
  const json::value gone = hall.audience.await_view(
      "manager", [](const auto& v) { return v.at("devices").at(0).at("connected") == false; });
  EXPECT_EQ(gone.at("devices").at(0).at("since"), "2026-11-24T02:01:00.000Z");
  EXPECT_NE(hall.service->metrics().find("giliran_devices_connected{kind=\"display\"} 0"),
            std::string::npos);
}

TEST(Service, begins_a_new_day_at_midnight_on_the_halls_clock) {
  TestHall hall;
  const json::value issued = hall.done("ticket.issue", ktp);
  const std::string own = "ticket:" + std::string(issued.at("token").as_string());
  hall.clock.advance(15h - 1ms);  // 23.59.59,999
  hall.service->tick();
  EXPECT_EQ(hall.view("manager").at("today").at("waiting"), 1);
  hall.clock.advance(1ms);
  hall.service->tick();
  EXPECT_EQ(hall.view("manager").at("today").at("waiting"), 0);
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 0);
  EXPECT_EQ(hall.service->view(own).error().refusal->reason, Reason::unknown_ticket);
  EXPECT_EQ(hall.done("ticket.issue", ktp).at("number"), "A-001");
}

TEST(Service, opens_and_closes_with_the_hours_of_the_settings) {
  TestHall hall("examples/mpp-bekasi.toml");
  EXPECT_EQ(entry(hall.view("kiosk").at("agencies"), "agency", "kependudukan").at("state"), "open");
  hall.clock.advance(12h);  // 21.00
  const json::value view = hall.view("kiosk");
  const json::value agency = entry(view.at("agencies"), "agency", "kependudukan");
  EXPECT_EQ(agency.at("state"), "closed");
  EXPECT_TRUE(agency.at("opens_at").as_string().starts_with("2026-11-25T0"));
  EXPECT_EQ(hall.refusal("ticket.issue", ktp), Reason::service_closed);
}

}  // namespace
}  // namespace giliran::hall
