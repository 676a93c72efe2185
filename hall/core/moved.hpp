#pragma once

#include <chrono>
#include <optional>

#include "hall/core/hall.hpp"

namespace giliran::hall {

/// Turns the times of a hall into those of a clock that was set back by so much: what lies between
/// two of them stays as it was.
struct Moved {
  std::chrono::milliseconds by;

  void operator()(WallTime& time) const { time -= by; }
  void operator()(std::optional<WallTime>& time) const;
  void operator()(Step& step) const;
  void operator()(Ticket& ticket) const;
  void operator()(Counter& counter) const;
  void operator()(Queue& queue) const;
  void operator()(Lane& lane) const;
  void operator()(Pause& pause) const;
};

}  // namespace giliran::hall
