#include "shared/net/link.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "shared/protocol/codec.hpp"

namespace giliran::net {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using protocol::Call;
using protocol::CallsSubscribed;

class Links : public testing::Test {
 protected:
  Links() {
    options.views = {"board"};
    options.calls_after = 0;
    options.device.device = DeviceId("layar-1");
  }

  Link make() {
    return Link(options, LinkTiming{}, [this] { return random; });
  }
  /// From nothing to up; what was written then stays to be read with sent().
  void bring_up(Link& link) {
    ASSERT_EQ(link.act(now), Link::Act::connect);
    link.connected(now);
  }
  void lose(Link& link) {
    link.lost("cut", now);
    now = link.wake_at();
  }
  static std::vector<json::object> sent(Link& link) {
    std::vector<json::object> messages;
    while (auto text = link.next_message())
      messages.push_back(json::parse(*text).as_object());
    return messages;
  }
  void calls_subscribed(Link& link, const std::string& epoch, std::uint64_t last) {
    link.received(protocol::answer_text("calls", protocol::encode(CallsSubscribed{epoch, last})),
                  now);
  }
  void call(Link& link, std::uint64_t seq) {
    Call made;
    made.seq = CallSeq(seq);
    made.number = *TicketNumber::parse("A-012");
    made.counter = CounterId(3);
    link.received(protocol::notification_text("call.made", protocol::encode(made)), now);
  }
  static std::vector<std::uint64_t> calls(const std::vector<HallEvent>& events) {
    std::vector<std::uint64_t> seqs;
    for (const auto& event : events) {
      if (const auto* arrived = std::get_if<CallArrived>(&event)) {
        seqs.push_back(arrived->call.seq.value());
      }
    }
    return seqs;
  }
  template <class T>
  static std::size_t count(const std::vector<HallEvent>& events) {
    return std::ranges::count_if(
        events, [](const HallEvent& event) { return std::holds_alternative<T>(event); });
  }

  HallClientOptions options;
  SteadyTime now{1h};
  double random = 0.999999;
};

TEST_F(Links, a_connection_begins_with_report_views_calls_and_unanswered_commands) {
  Link link = make();
  link.send("call.next", {{"counter", 3}});
  EXPECT_FALSE(link.next_message());
  bring_up(link);
  const auto messages = sent(link);
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[0].at("method"), "device.report");
  EXPECT_EQ(messages[1].at("method"), "view.subscribe");
  EXPECT_EQ(messages[2].at("method"), "calls.subscribe");
  EXPECT_EQ(messages[3].at("method"), "call.next");
}

TEST_F(Links, pauses_double_from_half_a_second_to_fifteen_seconds) {
  Link link = make();
  for (const auto expected : {500, 1000, 2000, 4000, 8000, 15000, 15000}) {
    ASSERT_EQ(link.act(now), Link::Act::connect);
    link.lost("refused", now);
    const auto pause = std::chrono::round<std::chrono::milliseconds>(link.wake_at() - now);
    EXPECT_EQ(pause.count(), expected);
    EXPECT_EQ(link.act(link.wake_at() - 1ms), Link::Act::nothing);
    now = link.wake_at();
  }
  random = 0;
  ASSERT_EQ(link.act(now), Link::Act::connect);
  link.lost("refused", now);
  EXPECT_EQ(link.wake_at() - now, 7500ms);
}

TEST_F(Links, pauses_are_short_again_once_the_hall_has_answered) {
  Link link = make();
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(link.act(now), Link::Act::connect);
    lose(link);
  }
  bring_up(link);
  calls_subscribed(link, "e", 0);
  link.lost("cut", now);
  EXPECT_LE(link.wake_at() - now, 500ms);
}

TEST_F(Links, it_pings_every_five_seconds_and_drops_a_hall_silent_for_fifteen) {
  Link link = make();
  bring_up(link);
  EXPECT_EQ(link.act(now + 4999ms), Link::Act::nothing);
  EXPECT_EQ(link.act(now + 5s), Link::Act::ping);
  EXPECT_EQ(link.act(now + 5s), Link::Act::nothing);
  link.heard(now + 5s);
  EXPECT_EQ(link.act(now + 19999ms), Link::Act::ping);
  EXPECT_EQ(link.act(now + 20s), Link::Act::drop);
  EXPECT_EQ(link.drop_reason(), "the hall is silent");
}

TEST_F(Links, a_hall_that_does_not_answer_the_handshake_is_dropped) {
  Link link = make();
  ASSERT_EQ(link.act(now), Link::Act::connect);
  EXPECT_EQ(link.act(now + 4999ms), Link::Act::nothing);
  EXPECT_EQ(link.act(now + 5s), Link::Act::drop);
}

TEST_F(Links, an_unanswered_command_is_sent_again_as_it_was_and_answered_once) {
  Link link = make();
  bring_up(link);
  sent(link);
  const auto number = link.send("call.next", {{"counter", 3}, {"request_id", "abc"}});
  const auto first = sent(link);
  lose(link);
  bring_up(link);
  const auto again = sent(link);
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(again.back(), first.back());
  link.take_events();
  link.received(protocol::answer_text(number, nullptr), now);
  link.received(protocol::answer_text(number, nullptr), now);
  EXPECT_EQ(count<Answered>(link.take_events()), 1U);
  lose(link);
  bring_up(link);
  EXPECT_EQ(sent(link).size(), 3U);
}

TEST_F(Links, a_refusal_is_an_answer_also_not_now) {
  Link link = make();
  bring_up(link);
  const auto number = link.send("call.next", json::object());
  link.received(protocol::error_text(number, protocol::refused({Reason::not_now, {}, {}})), now);
  const auto events = link.take_events();
  ASSERT_EQ(count<Answered>(events), 1U);
  EXPECT_EQ(link.act(now), Link::Act::nothing);
}

TEST_F(Links, calls_resume_after_the_last_one_and_duplicates_are_dropped) {
  Link link = make();
  bring_up(link);
  calls_subscribed(link, "e", 2);
  for (const std::uint64_t seq : {1, 2, 2, 3})
    call(link, seq);
  EXPECT_EQ(calls(link.take_events()), (std::vector<std::uint64_t>{1, 2, 3}));
  lose(link);
  bring_up(link);
  EXPECT_EQ(sent(link)[2].at("params").at("after_seq").to_number<int>(), 3);
  calls_subscribed(link, "e", 4);
  call(link, 3);
  call(link, 4);
  EXPECT_EQ(calls(link.take_events()), (std::vector<std::uint64_t>{4}));
}

TEST_F(Links, a_gap_between_calls_ends_the_connection) {
  Link link = make();
  bring_up(link);
  calls_subscribed(link, "e", 0);
  call(link, 1);
  EXPECT_EQ(link.act(now), Link::Act::nothing);
  call(link, 3);
  EXPECT_EQ(link.act(now), Link::Act::drop);
  EXPECT_EQ(calls(link.take_events()), (std::vector<std::uint64_t>{1}));
}

TEST_F(Links, another_epoch_restarts_the_calls_and_asks_for_them_from_the_first) {
  Link link = make();
  bring_up(link);
  calls_subscribed(link, "old", 1);
  call(link, 1);
  lose(link);
  bring_up(link);
  sent(link);
  link.take_events();
  calls_subscribed(link, "new", 7);
  call(link, 2);  // asked for with a number of the old journal
  const auto events = link.take_events();
  EXPECT_EQ(count<CallsRestarted>(events), 1U);
  EXPECT_TRUE(calls(events).empty());
  const auto messages = sent(link);
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].at("params").at("after_seq").to_number<int>(), 0);
  calls_subscribed(link, "new", 7);
  call(link, 1);
  EXPECT_EQ(calls(link.take_events()), (std::vector<std::uint64_t>{1}));
}

TEST_F(Links, a_journal_from_a_backup_restarts_the_calls_wherever_it_ends) {
  for (const std::uint64_t restored : {0U, 4U, 5U, 6U, 900U}) {
    Link link = make();
    bring_up(link);
    calls_subscribed(link, "old", 5);
    for (std::uint64_t seq = 1; seq <= 5; ++seq)
      call(link, seq);
    lose(link);
    bring_up(link);
    link.take_events();
    calls_subscribed(link, "new", restored);
    call(link, 6);  // of the old numbering, whatever it says
    const auto events = link.take_events();
    EXPECT_EQ(count<CallsRestarted>(events), 1U) << restored;
    EXPECT_TRUE(calls(events).empty()) << restored;
    calls_subscribed(link, "new", restored);
    call(link, restored + 1);
    EXPECT_EQ(calls(link.take_events()), (std::vector<std::uint64_t>{restored + 1}));
  }
}

TEST_F(Links, a_loss_tells_since_when_nothing_was_heard) {
  Link link = make();
  const SteadyTime first = now;
  ASSERT_EQ(link.act(now), Link::Act::connect);
  lose(link);
  EXPECT_EQ(std::get<Disconnected>(link.take_events().back()).since, first);
  bring_up(link);
  const SteadyTime heard = now += 1s;
  link.heard(now);
  now += 15s;
  ASSERT_EQ(link.act(now), Link::Act::drop);
  link.lost(link.drop_reason(), now);
  EXPECT_EQ(std::get<Disconnected>(link.take_events().back()).since, heard);
}

TEST_F(Links, a_hall_whose_calls_end_before_ours_has_another_journal) {
  options.calls_after = 40;
  Link link = make();
  bring_up(link);
  calls_subscribed(link, "e", 39);
  EXPECT_EQ(count<CallsRestarted>(link.take_events()), 1U);
}

TEST_F(Links, only_the_newest_document_of_a_view_waits) {
  Link link = make();
  bring_up(link);
  for (int revision = 1; revision <= 3; ++revision) {
    link.received(
        protocol::notification_text("view.changed", {{"view", "board"}, {"revision", revision}}),
        now);
  }
  const auto events = link.take_events();
  ASSERT_EQ(count<ViewArrived>(events), 1U);
  EXPECT_EQ(std::get<ViewArrived>(events.back()).document.at("revision"), 3);
}

TEST_F(Links, a_lost_hall_is_told_once_however_often_it_is_tried) {
  Link link = make();
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(link.act(now), Link::Act::connect);
    lose(link);
  }
  EXPECT_EQ(count<Disconnected>(link.take_events()), 1U);
}

TEST_F(Links, what_is_no_message_ends_the_connection) {
  Link link = make();
  bring_up(link);
  link.received("{", now);
  EXPECT_EQ(link.act(now), Link::Act::drop);
}

}  // namespace
}  // namespace giliran::net
