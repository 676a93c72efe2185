#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace giliran::fuzz {

/// Ends the program as a crash when what must hold does not.
inline void demand(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace giliran::fuzz
