#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "display/core/board.hpp"

namespace giliran::display {

/// The line that a file keeps so that the next run does not speak a call twice: "17 1795488120000",
/// the number in the hall's log and the call's time in milliseconds since 1970, UTC.
std::string settled_line(const Settled& settled);
/// Nothing if it is not such a line.
std::optional<Settled> settled_of(std::string_view line);

}  // namespace giliran::display
