#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>

#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/app/test_hall.hpp"

/// A disk without room, and a copy of the journal while the hall runs.
namespace giliran::hall {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

constexpr const char* ktp = R"({"service":"kependudukan.ktp"})";
constexpr const char* counter3 = R"({"counter":3})";

TEST(FullDisk, refuses_new_numbers_while_calls_go_on_and_recovers_by_itself) {
  TestHall hall;
  hall.done("counter.open", counter3);
  const std::string request = hall.new_request_id();
  const std::string params = R"({"service":"kependudukan.ktp","request_id":")" + request + "\"}";
  const auto first = hall.call("ticket.issue", params);
  hall.set_room(Room::reserve);
  EXPECT_EQ(hall.refusal("ticket.issue", ktp), Reason::disk_full);
  EXPECT_EQ(hall.refusal("booking.dated", ktp), Reason::disk_full);
  EXPECT_EQ(hall.done("call.next", counter3).at("number"), "A-001");
  EXPECT_EQ(*hall.call("ticket.issue", params), *first);  // was given before
  EXPECT_TRUE(hall.service->healthy());
  EXPECT_THAT(hall.service->health_text(), HasSubstr("make room"));
  EXPECT_THAT(hall.service->metrics(), HasSubstr("giliran_disk_full 1\n"));
  EXPECT_EQ(hall.view("manager").at("disk_full"), true);
  hall.set_room(Room::enough);
  hall.service->tick();
  hall.service->tick();  // room is looked for after each round
  EXPECT_EQ(hall.done("ticket.issue", ktp).at("number"), "A-002");
  EXPECT_EQ(hall.service->health_text(), "");
  EXPECT_EQ(hall.view("manager").at("disk_full"), false);
  EXPECT_THAT(hall.service->metrics(), HasSubstr("giliran_disk_full 0\n"));
}

TEST(FullDisk, without_a_reserve_left_everything_may_be_tried_again_later) {
  TestHall hall;
  hall.done("counter.open", counter3);
  hall.done("ticket.issue", ktp);
  hall.set_room(Room::none);
  EXPECT_EQ(hall.refusal("ticket.issue", ktp), Reason::disk_full);
  EXPECT_EQ(hall.refusal("call.next", counter3), Reason::not_now);
  EXPECT_EQ(hall.view("manager").at("today").at("waiting"), 1);
  hall.set_room(Room::enough);
  EXPECT_EQ(hall.done("call.next", counter3).at("number"), "A-001");
}

TEST(Backup, is_a_journal_with_all_that_was_answered_before) {
  TestHall hall;
  const TempDir folder;
  for (int n = 0; n < 20; ++n)
    hall.done("ticket.issue", ktp);
  const std::string file = folder.path() / "copy.db";
  json::object params{{"file", file}};
  EXPECT_TRUE(hall.call("hall.backup", json::serialize(params)));
  EXPECT_TRUE(std::filesystem::exists(file));
  const auto again = hall.call("hall.backup", json::serialize(params));
  EXPECT_EQ(again.error().code, protocol::RpcCode::internal_error);  // not written over
  EXPECT_EQ(hall.call("hall.backup", R"({"file":"copy.db"})").error().code,
            protocol::RpcCode::invalid_params);
  std::filesystem::create_directories(folder.path() / "data");
  std::filesystem::copy(file, folder.path() / "data" / "journal.db");
  int issued = 0;
  open_sqlite_journal(folder.path() / "data")->replay(0, [&](const Recorded& recorded) {
    issued += std::holds_alternative<TicketIssued>(recorded.event) ? 1 : 0;
  });
  EXPECT_EQ(issued, 20);
}

}  // namespace
}  // namespace giliran::hall
