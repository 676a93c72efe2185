#pragma once

#include <optional>
#include <string_view>

namespace giliran::counter {

/// What an officer can press, by key, mouse or finger. Each has one key and one button.
enum class Press {
  main,              ///< the big button: whatever comes next in this state
  open,              ///< open the counter; a panel asks who, where the hall lists its officers
  call_next,         ///< call the next ticket
  recall,            ///< call the same ticket again
  start,             ///< the visitor has come
  finish,            ///< the visitor is served
  finish_then_call,  ///< only as the meaning of `main`: finish, and when that is done call the next
  no_show,           ///< the visitor did not come
  close,             ///< close the counter
  yes,               ///< to the question: mark as absent
  keep_waiting,      ///< to the question: no, wait on
  transfer,          ///< panel: to another service, or back to the queue
  park,              ///< panel: the visitor steps aside for a while, why
  outcome,           ///< panel: it ended otherwise than served
  add_step,          ///< panel: a further service under the same number
  call_ticket,       ///< panel: a chosen number out of turn
  aside,             ///< panel: tickets that stand aside or were absent
  take_break,        ///< panel: a break, why
  resume,            ///< the break is over
  lend,              ///< panel: serve another service for a time, or give it back
  auto_call,         ///< switch calling by itself on or off
  back,              ///< in a panel: one step back, out of it at the first
};

/// The keys that have a meaning, as layout-independent names: letters, digits, ' ', '-' and these.
inline constexpr char escape_key = '\x1b';
inline constexpr char enter_key = '\r';
inline constexpr char erase_key = '\b';
inline constexpr char up_key = '\x11';
inline constexpr char down_key = '\x12';

/// The press that a key stands for while no panel is open; nothing for every other key. Space is
/// `main`.
std::optional<Press> press_of_key(char key);
/// The key of a press in capitals: 'P'; ' ' for the space bar, escape_key.
char key_of(Press press);
/// The name of a press in logs: "call_next".
std::string_view name_of(Press press);
/// The reverse; names of the places to touch on the screen.
std::optional<Press> press_of_name(std::string_view name);

}  // namespace giliran::counter
