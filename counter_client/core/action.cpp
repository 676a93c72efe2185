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

/// Letters of the Indonesian words, whatever the language of the screen: a key never moves. Most
/// are the first; where that one is taken it is one of "tunda", "layanan", "usai" or "otomatis".
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
                           Row{Press::keep_waiting, escape_key, "keep_waiting"},
                           Row{Press::transfer, 'A', "transfer"},
                           Row{Press::park, 'T', "park"},
                           Row{Press::outcome, 'H', "outcome"},
                           Row{Press::add_step, 'L', "add_step"},
                           Row{Press::call_ticket, 'C', "call_ticket"},
                           Row{Press::aside, 'D', "aside"},
                           Row{Press::take_break, 'I', "take_break"},
                           Row{Press::resume, 'U', "resume"},
                           Row{Press::lend, 'J', "lend"},
                           Row{Press::auto_call, 'O', "auto_call"},
                           Row{Press::back, escape_key, "back"}};

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

}  // namespace giliran::counter
