#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "counter_client/core/action.hpp"
#include "counter_client/core/panel.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/zone.hpp"
#include "shared/model/language.hpp"
#include "shared/model/refusal.hpp"
#include "shared/model/states.hpp"
#include "shared/model/ticket_number.hpp"

/// What the officer's window shows, in facts: two equal ones look the same, so that a window is
/// drawn again only when this has changed.
namespace giliran::counter {

enum class Link {
  connecting,  ///< never yet
  up,
  lost,
};

struct Button {
  Press press = Press::main;
  bool enabled = false;
  bool pressed = false;  ///< its command is on the way
  friend bool operator==(const Button&, const Button&) = default;
};

struct CurrentTicket {
  TicketNumber number;
  LocalText service;
  bool priority = false;
  std::chrono::minutes waited{0};  ///< from issue to the last call
  std::chrono::seconds timer{0};   ///< since the last call; while serving, since the start
  int calls = 1;
  bool appointment = false;
  int step = 1;                  ///< of the visit
  std::vector<LocalText> to_do;  ///< services that follow under this number
  friend bool operator==(const CurrentTicket&, const CurrentTicket&) = default;
};

struct QueueRow {
  TicketNumber number;
  LocalText service;
  bool priority = false;
  std::chrono::minutes waited{0};
  bool late = false;  ///< waited longer than its service's target
  bool appointment = false;
  friend bool operator==(const QueueRow&, const QueueRow&) = default;
};

/// The counter's break.
struct Pause {
  LocalText name;
  std::chrono::seconds taken{0};
  std::chrono::minutes allowance{0};
  friend bool operator==(const Pause&, const Pause&) = default;
};

/// What must happen before the ticket may be marked absent; both 0: nothing.
struct NoShowWait {
  int calls = 0;
  std::chrono::seconds time{0};
  friend bool operator==(const NoShowWait&, const NoShowWait&) = default;
};

struct Lent {
  LocalText name;
  std::chrono::minutes left{0};
  friend bool operator==(const Lent&, const Lent&) = default;
};

/// What the officer is told until it has been shown long enough or the next press.
struct Notice {
  enum class Kind {
    none_waiting,   ///< nobody was there to be called
    refused,        ///< by the hall, see `refusal`
    failed,         ///< the hall could not do it, for a reason that the log explains
    call_left_out,  ///< the connection was lost between finish and call: the call is left to press
    slow,           ///< the hall has not answered yet
  };
  Kind kind = Kind::failed;
  Refusal refusal;
  friend bool operator==(const Notice&, const Notice&) = default;
};

struct Shown {
  CounterId counter;
  LocalText name;
  std::string officer;  ///< empty: nobody by name
  Link link = Link::connecting;
  std::optional<LocalTime> lost_since;  ///< in whole minutes; nothing if never connected
  std::optional<CounterState> state;    ///< nothing until the hall has told
  std::optional<CurrentTicket> ticket;
  Button main;                        ///< its press is the meaning, never Press::main
  std::vector<Button> actions;        ///< always six places
  std::optional<ShownPanel> panel;    ///< while it is open nothing else can be pressed
  std::optional<TicketNumber> asked;  ///< the question: this ticket was called just now, absent?
  std::optional<Notice> notice;
  std::optional<Pause> on_break;
  NoShowWait no_show_wait;
  bool auto_call = false;
  int aside = 0;                  ///< tickets that stand aside or may come back
  std::vector<LocalText> paused;  ///< services that take nobody
  std::vector<Lent> lent;         ///< services served here for a time
  int waiting = 0;
  std::vector<QueueRow> queue;
  std::optional<std::chrono::minutes> target;  ///< if it is one for the whole queue
  int served_today = 0;
  std::optional<std::chrono::seconds> mean_service;
  friend bool operator==(const Shown&, const Shown&) = default;
};

}  // namespace giliran::counter
