#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <future>

#include "tests/hall/app/test_hall.hpp"

/// What happens when the disk does not do as it is told.
namespace giliran::hall {
namespace {

namespace json = boost::json;

std::string issue(const std::string& request_id) {
  return R"({"service":"kependudukan.ktp","request_id":")" + request_id + "\"}";
}

TEST(Failure, before_the_commit_nothing_happened_and_nobody_is_told_otherwise) {
  TestHall hall;
  const std::string request = hall.new_request_id();
  hall.fail_next(Fault::before_commit);
  const auto outcome = hall.call("ticket.issue", issue(request));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().refusal->reason, Reason::not_now);
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 0);
  EXPECT_EQ(hall.call("ticket.issue", issue(request))->at("number"), "A-001");
}

TEST(Failure, of_one_answer_keeps_only_its_own_command_from_the_hall) {
  TestHall hall;
  const std::string request = hall.new_request_id();
  const auto first = hall.call("ticket.issue", issue(request));
  hall.fail_next(Fault::damaged_answers);
  EXPECT_EQ(hall.call("ticket.issue", issue(request)).error().code,
            protocol::RpcCode::internal_error);
  EXPECT_TRUE(hall.service->healthy());
  EXPECT_EQ(hall.call("ticket.issue", issue(hall.new_request_id()))->at("number"), "A-002");
  hall.fail_next(Fault::none);
  EXPECT_EQ(*hall.call("ticket.issue", issue(request)), *first);
}

TEST(Failure, after_the_commit_the_answer_is_found_in_the_journal) {
  TestHall hall;
  const std::string request = hall.new_request_id();
  hall.fail_next(Fault::after_commit);
  const auto outcome = hall.call("ticket.issue", issue(request));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->at("number"), "A-001");
  EXPECT_EQ(*hall.call("ticket.issue", issue(request)), *outcome);
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), 1);
}

TEST(Failure, after_the_commit_of_a_call_it_is_published_once) {
  TestHall hall;
  hall.done("counter.open", R"({"counter":3})");
  hall.done("ticket.issue", R"({"service":"kependudukan.ktp"})");
  hall.fail_next(Fault::after_commit);
  EXPECT_EQ(hall.done("call.next", R"({"counter":3})").at("seq"), 1);
  EXPECT_EQ(hall.done("call.recall", R"({"counter":3})").at("seq"), 2);
  EXPECT_THAT(hall.audience.calls(), testing::ElementsAre(1, 2));
}

TEST(Failure, to_open_again_is_tried_until_it_succeeds) {
  TestHall hall;
  hall.fail_opening(5);
  hall.fail_next(Fault::before_commit);
  EXPECT_EQ(hall.refusal("ticket.issue", R"({"service":"kependudukan.ktp"})"), Reason::not_now);
  EXPECT_TRUE(hall.service->healthy());
  EXPECT_EQ(hall.done("ticket.issue", R"({"service":"kependudukan.ktp"})").at("number"), "A-001");
  EXPECT_NE(hall.service->metrics().find("giliran_journal_failures_total 1\n"), std::string::npos);
}

TEST(Failure, of_the_journal_does_not_keep_the_hall_from_stopping) {
  TestHall hall;
  hall.fail_opening(1'000'000);
  hall.fail_next(Fault::before_commit);
  std::promise<Backend::Outcome> answer;
  hall.service->handle({json::value(1), "ticket.issue", json::parse(issue(hall.new_request_id()))},
                       Rank::program,
                       [&](Backend::Outcome outcome) { answer.set_value(std::move(outcome)); });
  hall.service->flush();
  hall.service->stop();
  EXPECT_EQ(answer.get_future().get().error().code, protocol::RpcCode::internal_error);
  EXPECT_FALSE(hall.service->healthy());
}

TEST(Queue, refuses_the_command_after_the_last_that_it_can_hold) {
  TestHall hall;
  hall.restart(Start::later);
  std::atomic<int> answered = 0;
  const auto request = [&] {
    return protocol::RpcRequest{json::value(1), "ticket.issue",
                                json::parse(issue(hall.new_request_id()))};
  };
  for (std::size_t i = 0; i < max_queued_commands; ++i) {
    hall.service->handle(request(), Rank::program,
                         [&](const auto& outcome) { answered += outcome ? 1 : 0; });
  }
  EXPECT_EQ(answered, 0);
  EXPECT_EQ(hall.refusal("ticket.issue", R"({"service":"kependudukan.ktp"})"), Reason::not_now);
  hall.start();
  hall.service->stop();
  EXPECT_EQ(answered, static_cast<int>(max_queued_commands));
  EXPECT_EQ(hall.view("manager").at("today").at("issued"), max_queued_commands);
  EXPECT_NE(hall.service->metrics().find("giliran_commit_seconds_count 1\n"), std::string::npos);
}

}  // namespace
}  // namespace giliran::hall
