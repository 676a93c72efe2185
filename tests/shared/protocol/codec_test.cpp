#include "shared/protocol/codec.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace giliran::protocol {
namespace {

constexpr std::string_view id = "5f0c7d1e9a3b4c628e1d2f6071829301";

template <class T>
std::string complaint(const std::string& text) {
  const auto decoded = decode<T>(boost::json::parse(text));
  return decoded ? "" : decoded.error().path + ": " + decoded.error().message;
}

std::string issue(const std::string& members) {
  return "{" + members + R"(,"request_id":")" + std::string(id) + "\"}";
}

std::string call_at(const std::string& time) {
  return R"({"seq":1,"number":"A-001","counter":3,"language":"id","recall":false,"at":")" + time +
         "\"}";
}

TEST(Codec, parameters_that_may_be_left_out_have_their_defaults) {
  const auto request = decode<TicketIssue>(boost::json::parse(issue(R"("service":"a.b")")));
  ASSERT_TRUE(request);
  EXPECT_FALSE(request->priority);
  EXPECT_EQ(request->language, Language::id);
  EXPECT_TRUE(request->then.empty());
  EXPECT_EQ(decode<CallsSubscribe>(boost::json::parse("{}"))->after_seq, 0U);
  const auto read = [](auto like, const std::string& members) {
    return *decode<decltype(like)>(boost::json::parse(issue(members)));
  };
  EXPECT_EQ(read(TicketFinish{}, R"("ticket":"t1")").outcome, Outcome::served);
  EXPECT_EQ(read(TicketFinish{}, R"("ticket":"t1")").detail, "");
  EXPECT_EQ(read(TicketTransfer{}, R"("ticket":"t1","service":"a.b")").place, Place::arrival);
  EXPECT_EQ(read(TicketReason{}, R"("ticket":"t1")").why, "");
  EXPECT_EQ(read(ServiceCommand{}, R"("service":"a.b")").why, "");
  EXPECT_EQ(read(CounterOpen{}, R"("counter":3)").officer, std::nullopt);
  EXPECT_EQ(read(CounterLend{}, R"("counter":3,"service":"a.b")").minutes, 60);
  EXPECT_TRUE(read(CounterAutoCall{}, R"("counter":3)").on);
  EXPECT_EQ(read(BookingDated{}, R"("service":"a.b")").language, Language::id);
}

TEST(Codec, a_reason_that_must_be_given_is_not_left_out) {
  EXPECT_EQ(complaint<CallTicket>(issue(R"("counter":3,"number":"A-001")")), "why: is missing");
  EXPECT_EQ(complaint<CounterBreak>(issue(R"("counter":3)")), "reason: is missing");
}

TEST(Codec, a_booking_code_is_read_as_people_type_it) {
  const auto read = [](const std::string& code) {
    return decode<BookingCommand>(boost::json::parse(issue(R"("code":")" + code + "\"")));
  };
  EXPECT_EQ(read("7k3m-9xpa")->code, BookingCode("7K3M9XPA"));
  EXPECT_EQ(encode(*read("7K3M 9XPA")).at("code"), "7K3M9XPA");
  for (const char* wrong : {"7K3M9XP", "7K3M9XPAA", "7K3M9XP0", ""}) {
    ASSERT_FALSE(read(wrong)) << wrong;
    EXPECT_EQ(read(wrong).error().message, "not a code of 8 letters and digits");
  }
}

TEST(Codec, members_of_a_newer_program_are_ignored) {
  EXPECT_EQ(complaint<TicketIssue>(issue(R"("service":"a.b","colour":"red")")), "");
}

TEST(Codec, says_which_member_is_wrong_and_how) {
  EXPECT_EQ(complaint<TicketIssue>(issue(R"("priority":true)")), "service: is missing");
  EXPECT_EQ(complaint<TicketIssue>(issue(R"("service":7)")), "service: not a string");
  EXPECT_EQ(complaint<TicketIssue>(issue(R"("service":"")")), "service: not 1 to 64 characters");
  EXPECT_EQ(complaint<TicketIssue>(issue(R"("service":"a.b","language":"nl")")),
            "language: not one of id, en, su");
  EXPECT_EQ(complaint<CounterCommand>(issue(R"("counter":3.5)")),
            "counter: not a whole number in range");
  EXPECT_EQ(complaint<CounterCommand>(issue(R"("counter":99999999999)")),
            "counter: not a whole number in range");
  EXPECT_EQ(complaint<TicketCommand>(issue(R"("ticket":"17")")), "ticket: not a ticket's id");
  EXPECT_EQ(complaint<TicketCommand>(issue(R"("ticket":"t17x")")), "ticket: not a ticket's id");
  EXPECT_EQ(complaint<TicketSlip>(issue(R"("ticket":"t17","slip":"eaten")")),
            "slip: not one of pending, printed, on_screen, failed");
}

TEST(Codec, a_request_id_is_32_lower_case_hexadecimal_digits) {
  const auto with = [](const std::string& text) {
    return complaint<TicketCommand>(R"({"ticket":"t1","request_id":")" + text + "\"}");
  };
  EXPECT_EQ(with(std::string(id)), "");
  EXPECT_EQ(with("5F0C7D1E9A3B4C628E1D2F6071829301"),
            "request_id: not 32 lower-case hexadecimal digits");
  EXPECT_EQ(with("5f0c"), "request_id: not 32 lower-case hexadecimal digits");
}

TEST(Codec, times_are_utc_to_the_millisecond_and_nothing_after) {
  EXPECT_EQ(complaint<Call>(call_at("2026-11-24T02:42:07.125Z")), "");
  const std::string wrong = "at: not a time like 2026-11-24T02:42:07.000Z";
  EXPECT_EQ(complaint<Call>(call_at("2026-11-24T02:42:07.125Z ")), wrong);
  EXPECT_EQ(complaint<Call>(call_at("2026-11-24T02:42:07+07:00")), wrong);
  EXPECT_EQ(complaint<Call>(call_at("yesterday")), wrong);
}

}  // namespace
}  // namespace giliran::protocol
