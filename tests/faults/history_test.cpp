#include "tests/faults/history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string>

namespace giliran::faults {
namespace {

namespace json = boost::json;

/// A history written by hand: what clients remember and what the journal says.
class History : public testing::Test {
 protected:
  void event(const std::string& type, const std::string& body) {
    const auto seq = static_cast<std::uint64_t>(journal.events.size()) + 1;
    journal.events.push_back(
        {seq, static_cast<std::int64_t>(seq) * 1000, type, json::parse(body).as_object()});
  }
  /// A command that was answered, and whose effect is the newest event.
  void answered(const std::string& method, const std::string& result) {
    const std::string request = "r" + std::to_string(operations.size());
    Operation operation;
    operation.request = request;
    operation.method = method;
    operation.result = json::parse(result);
    operation.began_us = clock += 10;
    operation.ended_us = clock += 10;
    operations.push_back(operation);
    journal.kept.push_back({request, json::serialize(json::parse(result)),
                            static_cast<std::uint64_t>(journal.events.size())});
  }
  void issue(int ticket, const std::string& number) {
    const std::string text = std::to_string(ticket);
    event("ticket_issued",
          R"({"ticket":)" + text + R"(,"number":")" + number + R"(","token":"k)" + text + R"("})");
    answered("ticket.issue", R"({"ticket":"t)" + text + R"(","number":")" + number +
                                 R"(","token":"k)" + text + R"("})");
  }
  void call(int seq, int ticket, int counter) {
    event("ticket_called", R"({"seq":)" + std::to_string(seq) + R"(,"ticket":)" +
                               std::to_string(ticket) + R"(,"counter":)" + std::to_string(counter) +
                               R"(,"recall":false})");
    answered("call.next", R"({"ticket":"t)" + std::to_string(ticket) + R"(","seq":)" +
                              std::to_string(seq) + "}");
  }
  void step(const std::string& type, const std::string& method, int ticket) {
    event(type, R"({"ticket":)" + std::to_string(ticket) + "}");
    answered(method, "{}");
  }
  /// A morning without a fault: two visitors, two counters.
  void good_morning() {
    event("day_began", R"({"day":"2026-11-24"})");
    issue(1, "A-001");
    issue(2, "A-002");
    call(1, 1, 3);
    step("service_started", "ticket.start", 1);
    call(2, 2, 4);
    step("service_finished", "ticket.finish", 1);
  }
  Findings check() const { return check_history(operations, journal); }

  std::vector<Operation> operations;
  Journal journal;
  std::int64_t clock = 0;
};

TEST_F(History, OfAGoodMorningIsGood) {
  good_morning();
  const Findings found = check();
  EXPECT_TRUE(found.is_good()) << testing::PrintToString(found.words);
  EXPECT_EQ(found.acknowledged, 6U);
}

TEST_F(History, WithAnAnsweredTicketThatIsNotInTheJournalIsALoss) {
  good_morning();
  operations.push_back(operations[0]);
  operations.back().request = "another";
  EXPECT_EQ(check().lost, 1U);
}

TEST_F(History, WithAnAnsweredFinishThatIsNotKeptIsALoss) {
  good_morning();
  journal.kept.pop_back();
  journal.events.pop_back();
  EXPECT_EQ(check().lost, 1U);
}

TEST_F(History, WithAnotherAnswerKeptThanWasToldIsALoss) {
  good_morning();
  journal.kept[0].answer = R"({"ticket":"t1","number":"A-007","token":"k1"})";
  EXPECT_EQ(check().lost, 1U);
}

TEST_F(History, WithANumberTwiceOnADayIsDoubled) {
  good_morning();
  issue(3, "A-003");
  EXPECT_TRUE(check().is_good());
  issue(4, "A-003");
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, HasANumberAgainOnTheNextDay) {
  good_morning();
  event("counter_closed", R"({"counter":4})");
  event("ticket_unserved", R"({"ticket":2})");
  event("day_began", R"({"day":"2026-11-25"})");
  issue(3, "A-001");
  EXPECT_TRUE(check().is_good()) << testing::PrintToString(check().words);
  event("day_began", R"({"day":"2026-11-25"})");
  EXPECT_EQ(check().doubled, 1U) << "a day begins once";
}

TEST_F(History, WithATicketAtTwoCountersIsDoubled) {
  good_morning();
  call(3, 2, 5);
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, WithTwoTicketsAtOneCounterIsDoubled) {
  good_morning();
  issue(3, "A-003");
  call(3, 3, 3);
  EXPECT_TRUE(check().is_good());
  issue(4, "A-004");
  call(4, 4, 3);
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, WithACallNumberTwiceIsDoubled) {
  good_morning();
  issue(3, "A-003");
  call(2, 3, 3);
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, WithAGapInTheCallsIsOutOfOrder) {
  good_morning();
  issue(3, "A-003");
  call(4, 3, 3);
  EXPECT_EQ(check().other, 1U);
}

TEST_F(History, WithAnEffectThatNobodyAskedForIsDoubled) {
  good_morning();
  event("ticket_issued", R"({"ticket":9,"number":"A-009","token":"k9"})");
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, WithOneEffectOfTwoRequestsIsDoubled) {
  good_morning();
  answered("ticket.finish", "{}");
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, WithAnEffectTwiceIsDoubled) {
  good_morning();
  step("service_finished", "ticket.finish", 1);
  EXPECT_EQ(check().doubled, 1U);
}

TEST_F(History, WithOneRequestAnsweredInTwoWaysIsALoss) {
  good_morning();
  operations[0].two_answers = true;
  EXPECT_EQ(check().lost, 1U);
}

TEST_F(History, WithARequestOfNobodyIsFound) {
  good_morning();
  operations.pop_back();
  EXPECT_EQ(check().other, 1U);
}

TEST_F(History, WithALowerNumberForWhoCameAfterwardsIsOutOfOrder) {
  good_morning();
  std::swap(operations[0].began_us, operations[1].began_us);
  std::swap(operations[0].ended_us, operations[1].ended_us);
  EXPECT_EQ(check().other, 1U);
}

TEST_F(History, WithTimesThatRunBackwardsIsOutOfOrder) {
  good_morning();
  journal.events[3].at_ms = 0;
  EXPECT_EQ(check().other, 1U);
}

TEST_F(History, DoesNotMindWhatWasNeverAnswered) {
  good_morning();
  Operation open;
  open.request = "open";
  open.method = "ticket.issue";
  operations.push_back(open);
  EXPECT_TRUE(check().is_good());
}

}  // namespace
}  // namespace giliran::faults
