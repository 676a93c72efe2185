#include "shared/protocol/rpc.hpp"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>

namespace giliran::protocol {
namespace {

RpcCode code_of(std::string_view text) {
  const auto request = parse_request(text);
  return request ? RpcCode{} : request.error().code;
}

std::string nested(std::size_t depth) {
  return R"({"jsonrpc":"2.0","id":1,"method":"m","params":{"x":)" + std::string(depth, '[') +
         std::string(depth, ']') + "}}";
}

TEST(Requests, have_a_method_parameters_and_an_id_of_either_kind) {
  const auto text = parse_request(R"({"jsonrpc":"2.0","id":"a","method":"m","params":{"x":1}})");
  ASSERT_TRUE(text);
  EXPECT_EQ(*text->id, "a");
  EXPECT_EQ(text->method, "m");
  EXPECT_EQ(text->params.at("x"), 1);
  EXPECT_EQ(*parse_request(R"({"jsonrpc":"2.0","id":7,"method":"m"})")->id, 7);
}

TEST(Requests, without_an_id_are_notifications_and_without_parameters_have_none) {
  const auto request = parse_request(R"({"jsonrpc":"2.0","method":"m"})");
  ASSERT_TRUE(request);
  EXPECT_FALSE(request->id);
  EXPECT_EQ(request->params, boost::json::object());
}

TEST(Requests, that_are_not_json_or_not_utf8_are_parse_errors) {
  EXPECT_EQ(code_of(""), RpcCode::parse_error);
  EXPECT_EQ(code_of("{"), RpcCode::parse_error);
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","method":"m"} x)"), RpcCode::parse_error);
  EXPECT_EQ(code_of("{\"jsonrpc\":\"2.0\",\"method\":\"\xC0\xAF\"}"), RpcCode::parse_error);
}

TEST(Requests, of_another_form_are_invalid) {
  EXPECT_EQ(code_of("7"), RpcCode::invalid_request);
  EXPECT_EQ(code_of("{}"), RpcCode::invalid_request);
  EXPECT_EQ(code_of(R"({"jsonrpc":"1.0","method":"m"})"), RpcCode::invalid_request);
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","method":5})"), RpcCode::invalid_request);
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","method":"m","id":null})"), RpcCode::invalid_request);
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","method":"m","id":{}})"), RpcCode::invalid_request);
  EXPECT_EQ(code_of(R"({"jsonrpc":"2.0","method":"m","params":[1]})"), RpcCode::invalid_request);
}

TEST(Requests, in_batches_are_refused) {
  EXPECT_EQ(code_of(R"([{"jsonrpc":"2.0","id":1,"method":"m"}])"), RpcCode::invalid_request);
}

TEST(Requests, may_be_as_long_as_the_limit_and_no_longer) {
  const std::string text = R"({"jsonrpc":"2.0","id":1,"method":"m"})";
  const std::string longest = text + std::string(max_message_bytes - text.size(), ' ');
  EXPECT_TRUE(parse_request(longest));
  EXPECT_EQ(code_of(longest + " "), RpcCode::invalid_request);
}

TEST(Requests, may_be_as_deep_as_the_limit_and_no_deeper) {
  EXPECT_TRUE(parse_request(nested(max_json_depth - 2)));
  EXPECT_EQ(code_of(nested(max_json_depth - 1)), RpcCode::parse_error);
}

TEST(Answers, carry_a_result_or_the_facts_of_a_refusal) {
  const auto done = parse_incoming(answer_text(4, boost::json::object()));
  ASSERT_TRUE(done && done->answer);
  EXPECT_EQ(done->answer->id, 4);
  EXPECT_TRUE(done->answer->outcome);

  const Refusal refusal{Reason::wrong_state, "A-027", "finished"};
  const auto refused_answer = parse_incoming(error_text("x", refused(refusal)));
  ASSERT_TRUE(refused_answer && refused_answer->answer);
  ASSERT_FALSE(refused_answer->answer->outcome);
  EXPECT_EQ(refused_answer->answer->outcome.error().code, RpcCode::refused);
  EXPECT_EQ(refused_answer->answer->outcome.error().refusal, refusal);
}

TEST(Answers, with_a_reason_of_a_newer_hall_are_errors_without_facts) {
  const auto incoming = parse_incoming(
      R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"full","data":{"reason":"full"}}})");
  ASSERT_TRUE(incoming && incoming->answer);
  EXPECT_EQ(incoming->answer->outcome.error().message, "full");
  EXPECT_FALSE(incoming->answer->outcome.error().refusal);
}

TEST(Answers, that_are_neither_answer_nor_notification_are_refused) {
  EXPECT_FALSE(parse_incoming("[]"));
  EXPECT_FALSE(parse_incoming(R"({"jsonrpc":"2.0","id":1})"));
}

}  // namespace
}  // namespace giliran::protocol
