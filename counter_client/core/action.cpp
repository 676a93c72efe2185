#include "counter_client/core/action.hpp"

#include <algorithm>
#include <array>

namespace giliran::counter {

namespace {

struct Row {
  Press press;
  char key;
  std::string_view name;
};

/// The first letters of the Indonesian words, whatever the screen's language: a key never moves.
constexpr std::array table{Row{Press::main, ' ', "main"},
                           Row{Press::open, 'B', "open"},
                           Row{Press::call_next, 'P', "call_next"},
                           Row{Press::recall, 'R', "recall"},
                           Row{Press::start, 'M', "start"},
                           Row{Press::finish, 'S', "finish"},
                           Row{Press::finish_then_call, ' ', "finish_then_call"},
                           Row{Press::no_show, 'N', "no_show"},
                           Row{Press::close, 'K', "close"},
                           Row{Press::yes, 'Y', "yes"},
                           Row{Press::keep_waiting, escape_key, "keep_waiting"}};

const Row& row_of(Press press) {
  return *std::ranges::find(table, press, &Row::press);
}

}  // namespace

std::optional<Press> press_of_key(char key) {
  const char capital = key >= 'a' && key <= 'z' ? static_cast<char>(key - 'a' + 'A') : key;
  const auto* row = std::ranges::find(table, capital, &Row::key);
  return row == table.end() ? std::nullopt : std::optional(row->press);
}

char key_of(Press press) {
  return row_of(press).key;
}

std::string_view name_of(Press press) {
  return row_of(press).name;
}

std::optional<Press> press_of_name(std::string_view name) {
  const auto* row = std::ranges::find(table, name, &Row::name);
  return row == table.end() ? std::nullopt : std::optional(row->press);
}

std::string_view method_of(Command::Kind kind) {
  switch (kind) {
    case Command::Kind::open:
      return "counter.open";
    case Command::Kind::close:
      return "counter.close";
    case Command::Kind::call_next:
      return "call.next";
    case Command::Kind::recall:
      return "call.recall";
    case Command::Kind::start:
      return "ticket.start";
    case Command::Kind::finish:
      return "ticket.finish";
    case Command::Kind::no_show:
      return "ticket.no_show";
  }
  return {};
}

bool names_ticket(Command::Kind kind) {
  return kind == Command::Kind::start || kind == Command::Kind::finish ||
         kind == Command::Kind::no_show;
}

}  // namespace giliran::counter
