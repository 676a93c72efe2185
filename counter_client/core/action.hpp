#pragma once

#include <optional>
#include <string_view>

#include "shared/base/ids.hpp"

namespace giliran::counter {

/// What an officer can press, by key, mouse or finger. Each has one key and one button.
enum class Press {
  main,              ///< the big button: whatever comes next in this state
  open,              ///< open the counter
  call_next,         ///< call the next ticket
  recall,            ///< call the same ticket again
  start,             ///< the visitor has come
  finish,            ///< the visitor is served
  finish_then_call,  ///< only as the meaning of `main`: finish, and when that is done call the next
  no_show,           ///< the visitor did not come
  close,             ///< close the counter
  yes,               ///< to the question: mark as absent
  keep_waiting,      ///< to the question: no, wait on
};

/// The keys that have a meaning, as layout-independent names: a letter in lower case, ' ' or
/// escape.
inline constexpr char escape_key = '\x1b';

/// The press that a key stands for; nothing for every other key. Space is `main`.
std::optional<Press> press_of_key(char key);
/// The key of a press in capitals: 'P'; ' ' for the space bar, escape_key.
char key_of(Press press);
/// The name of a press in logs: "call_next".
std::string_view name_of(Press press);
/// The reverse; names of the places to touch on the screen.
std::optional<Press> press_of_name(std::string_view name);

/// A command for the hall. Its sender makes the request_id, once.
struct Command {
  enum class Kind { open, close, call_next, recall, start, finish, no_show };
  Kind kind = Kind::open;
  TicketId ticket;  ///< of start, finish and no_show
  friend bool operator==(const Command&, const Command&) = default;
};

/// The protocol's method: "call.next".
std::string_view method_of(Command::Kind kind);
/// Whether the method takes a TicketCommand; the others take a CounterCommand.
bool names_ticket(Command::Kind kind);

}  // namespace giliran::counter
