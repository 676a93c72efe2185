#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string_view>

#include "counter_client/core/officer_desk.hpp"

namespace giliran::counter {

using namespace std::chrono_literals;

inline const WallTime nine =
    WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24)) + 2h;  // 09.00 in Jakarta

inline protocol::CounterView closed_view(WallTime now = nine) {
  protocol::CounterView view;
  view.view = "counter:3";
  view.now = now;
  view.counter = CounterId(3);
  view.name = {"Kependudukan", "Civil registry", "Kapendudukan"};
  view.zone = "Asia/Jakarta";
  return view;
}

inline protocol::CounterView idle_view(WallTime now = nine) {
  auto view = closed_view(now);
  view.state = CounterState::idle;
  return view;
}

inline protocol::CounterView calling_view(WallTime called_at = nine, int calls = 1,
                                          std::uint64_t ticket = 12) {
  auto view = idle_view(called_at);
  view.state = CounterState::calling;
  protocol::CounterTicket current;
  current.ticket = TicketId(ticket);
  current.number = {'A', static_cast<int>(ticket)};
  current.service = {"KTP-el hilang", "Lost ID card", "KTP-el leungit"};
  current.issued_at = nine - 18min;
  current.called_at = called_at;
  current.calls = calls;
  view.ticket = current;
  return view;
}

inline protocol::CounterView serving_view(WallTime started_at = nine) {
  auto view = calling_view(started_at);
  view.state = CounterState::serving;
  view.ticket->started_at = started_at;
  return view;
}

/// A desk that is connected, and a clock moved by hand.
class DeskTest : public testing::Test {
 protected:
  DeskTest() { desk.connected(); }

  void see(protocol::CounterView view) { desk.view_arrived(std::move(view), now); }
  /// Presses after the pause that a second press of the same key needs.
  std::optional<Command> press(Press press) {
    now += bounce;
    return desk.press(press, now);
  }
  std::optional<Command> accept(std::optional<TicketId> called = std::nullopt) {
    return desk.answered(Accepted{called}, now);
  }
  Shown shown() const { return desk.shown(now); }
  std::optional<Notice::Kind> notice() const {
    const auto shown = desk.shown(now).notice;
    return shown ? std::optional(shown->kind) : std::nullopt;
  }
  /// A key after that pause.
  std::optional<Command> key(char key) {
    now += bounce;
    return desk.key(key, now);
  }
  /// One key after another, without a command before the last.
  std::optional<Command> keys(std::string_view all) {
    std::optional<Command> command;
    for (const char one : all) {
      EXPECT_EQ(command, std::nullopt) << "before " << one;
      command = key(one);
    }
    return command;
  }

  SteadyTime now{1000s};
  OfficerDesk desk{CounterId(3), Zone("Asia/Jakarta")};
};

}  // namespace giliran::counter
