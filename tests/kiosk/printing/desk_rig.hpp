#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "kiosk/printing/print_desk.hpp"

namespace giliran::kiosk {

using namespace std::chrono_literals;
using Kind = DriverCall::Kind;
using Kinds = std::vector<OutcomeKind>;

inline PollReply printer(std::vector<std::string> reasons = {}) {
  PrinterReply queue;
  queue.reach = Reach::answered;
  PrinterReply device = queue;
  device.reasons = std::move(reasons);
  return {queue, device};
}

inline PollReply only_cups() {
  PollReply reply = printer();
  reply.device.reset();
  return reply;
}

inline PollReply no_cups() {
  PollReply reply = printer();
  reply.queue = PrinterReply{};
  return reply;
}

inline JobReply job(JobState state, int id = 7) {
  return {Reach::answered, true, false, id, state, ""};
}

inline JobReply no_such_job() {
  return {Reach::answered, false, false, 0, JobState::pending, "not found"};
}

inline JobReply refused() {
  return {};
}

inline JobReply silent() {
  return {Reach::silent, false, false, 0, JobState::pending, ""};
}

/// A desk with time moved by hand. Questions are checked to come in the expected order.
class Desk : public ::testing::Test {
 protected:
  void submit(const std::string& name = "A-027") {
    desk.submit({name, TicketId(27), "%PDF", 120}, now);
  }

  /// Passes time until the desk asks something; says what.
  Kind ask() {
    if (desk.call_due() > now && desk.call_due() != SteadyTime::max()) now = desk.call_due();
    const auto call = desk.next_call(now);
    EXPECT_TRUE(call.has_value());
    return call ? call->kind : Kind::poll;
  }

  void expect(Kind kind) { ASSERT_EQ(ask(), kind); }
  void poll(const PollReply& reply = printer()) {
    expect(Kind::poll);
    desk.polled(reply, now);
  }
  void answer(Kind kind, const JobReply& reply) {
    expect(kind);
    desk.answered(reply, now);
  }
  /// As answer(), with the polls that come between.
  void answer_next(Kind kind, const JobReply& reply, const PollReply& polls = printer()) {
    Kind asked = ask();
    for (int i = 0; asked == Kind::poll && i < 100; ++i, asked = ask())
      desk.polled(polls, now);
    ASSERT_EQ(asked, kind);
    desk.answered(reply, now);
  }
  void pass(std::chrono::milliseconds time) {
    now += time;
    desk.tick(now);
  }
  Kinds outcomes() {
    Kinds kinds;
    for (const Outcome& outcome : desk.take_outcomes()) {
      kinds.push_back(outcome.kind);
      last = outcome;
    }
    return kinds;
  }

  SteadyTime now = SteadyTime{} + 1h;
  SteadyTime start = now;
  PrintDesk desk;
  Outcome last;
};

}  // namespace giliran::kiosk
