#pragma once

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

#include "counter_client/core/action.hpp"
#include "counter_client/core/command.hpp"
#include "counter_client/core/panel.hpp"
#include "counter_client/core/shown.hpp"
#include "shared/base/clock.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::counter {

/// Within this time after a call "absent" asks first: the visitor is still on the way. Later, or
/// where the hall itself makes the officer wait for some time, it does not ask.
inline constexpr std::chrono::seconds no_show_asks_for{30};
/// The same press again within this time is a bounce, not a second wish (as for touches).
inline constexpr std::chrono::milliseconds bounce{400};
/// Without an answer for this long the officer is told that the hall is slow.
inline constexpr std::chrono::milliseconds slow_after{400};
/// After an answer, how long its effect may take to appear in the view before keys work again.
inline constexpr std::chrono::seconds settle_limit{2};
/// After a panel went because its ticket or state did, keys mean nothing for so long: they were
/// meant for the panel.
inline constexpr std::chrono::seconds hands_off{1};
/// How long a notice is shown, unless something is pressed before.
inline constexpr std::chrono::seconds notice_shown{12};

/// What the hall answered to a command.
struct Accepted {
  std::optional<TicketId> called;  ///< of call.next; nothing when nobody waits
};
/// The command failed for a reason that is not the officer's; the log says which.
struct Failed {};
using Answer = std::variant<Accepted, Refusal, Failed>;

/// The officer's window as a machine: what happened goes in, with the steady time at which it did;
/// the command to send and what to show come out. One command at a time is with the hall; presses
/// meanwhile are ignored. It never sends a command again: the connection keeps it until it is
/// answered. Times that people see are the hall's, carried on by the steady clock.
/// Not thread-safe; the program's loop owns it.
class OfficerDesk {
 public:
  /// `zone` is the hall's.
  OfficerDesk(CounterId counter, Zone zone);

  void connected();
  /// `since` is when the hall was last heard of.
  void disconnected(SteadyTime since, SteadyTime now);
  void view_arrived(protocol::CounterView view, SteadyTime now);
  /// A key went down: to the open panel, or a press. The command to send now, if it has one here.
  std::optional<Command> key(char key, SteadyTime now);
  /// A place was touched, by its name: a press's, "entry:3", "page_up" or "page_down".
  std::optional<Command> touch(std::string_view target, SteadyTime now);
  std::optional<Command> press(Press press, SteadyTime now);
  /// The answer to the command that was sent last, and the one that follows it, if any.
  std::optional<Command> answered(const Answer& answer, SteadyTime now);

  Shown shown(SteadyTime now) const;
  /// When shown() will differ if nothing happens until then; nothing: not until something happens.
  std::optional<SteadyTime> next_change(SteadyTime now) const;

 private:
  struct Pending {
    Command command;
    Press press = Press::main;
    SteadyTime since;
    bool then_call = false;
    bool chained = false;                    ///< a finish with its call, or that call
    bool left_out = false;                   ///< the call was left out for a lost connection
    protocol::CounterView before;            ///< from which it was sent
    std::optional<TicketId> called;          ///< by call.next
    std::optional<SteadyTime> settle_until;  ///< answered: waits for its effect in the view
  };
  struct ArrivedView {
    protocol::CounterView view;
    SteadyTime at;
  };
  struct TimedNotice {
    Notice notice;
    SteadyTime until;
  };

  WallTime hall_time(SteadyTime now) const;
  bool busy(SteadyTime now) const;
  /// The pending command is over.
  void settle();
  Press main_press() const;
  bool possible(Press press, SteadyTime now) const;
  bool possible_when_idle(Press press) const;
  bool asks(SteadyTime now) const;
  NoShowWait no_show_wait(SteadyTime now) const;
  /// The press's command, where it needs no panel.
  std::optional<Command> command_of(Press press) const;
  std::optional<Command> panel_key(char key, SteadyTime now);
  std::optional<Command> choose(std::optional<std::size_t> entry, SteadyTime now);
  void open_panel(Press press, PanelKind kind);
  bool panel_fits() const;
  void close_panel_unless_it_fits(SteadyTime now);
  Command send(Press press, Command command, SteadyTime now);
  std::optional<Command> accepted(const Accepted& accepted, SteadyTime now);
  void tell(Notice notice, SteadyTime now);
  Button button(Press press, SteadyTime now) const;
  std::vector<Button> actions(SteadyTime now) const;
  std::optional<Notice> notice(SteadyTime now) const;
  std::optional<CurrentTicket> current_ticket(SteadyTime now) const;
  void show_queue(Shown& shown, SteadyTime now) const;

  CounterId counter_;
  Zone zone_;
  Link link_ = Link::connecting;
  std::optional<WallTime> lost_since_;
  std::optional<protocol::CounterView> view_;
  SteadyTime view_at_;
  std::optional<ArrivedView> held_;  ///< between finish and call: not shown, it would only flash
  std::optional<Pending> pending_;
  std::optional<TicketId> asked_;
  std::optional<Panel> panel_;
  Press panel_press_ = Press::main;        ///< that opened it
  std::optional<TicketId> panel_ticket_;   ///< that it is about
  std::optional<OfficerId> last_officer_;  ///< who opened the counter here last
  std::optional<TimedNotice> notice_;
  std::optional<Press> last_press_;
  SteadyTime last_press_at_;
  std::optional<SteadyTime> keys_from_;  ///< see hands_off
  char last_key_ = 0;                    ///< the last one that was a press or a choice
  SteadyTime last_key_at_;
};

}  // namespace giliran::counter
