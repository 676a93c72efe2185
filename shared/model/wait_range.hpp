#pragma once

#include <chrono>

namespace giliran {

/// An honest answer to "how long": most visitors in this place wait between the two. Both zero
/// means at once.
struct WaitRange {
  std::chrono::seconds low{0};
  std::chrono::seconds high{0};
  friend bool operator==(const WaitRange&, const WaitRange&) = default;
};

}  // namespace giliran
