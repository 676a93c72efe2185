#pragma once

#include <algorithm>
#include <chrono>

#include "hall/app/limits.hpp"

namespace giliran::hall {

/// When work that is asked for again and again is to be done: at once while it is rare, and at most
/// a fifth of the time while there is always more.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  void ask() { asked_ = true; }
  bool asked() const { return asked_; }
  /// When it may begin.
  Time next() const { return next_; }
  /// Whether to begin now; then it is no longer asked for.
  bool begin(Time now) {
    if (!asked_ || now < next_) return false;
    asked_ = false;
    began_ = now;
    return true;
  }
  void done(Time now) {
    const auto pause = view_pause_factor * (now - began_);
    next_ = now + std::clamp<Time::duration>(pause, shortest_view_pause, longest_view_pause);
  }

 private:
  bool asked_ = false;
  Time began_{};
  Time next_{};
};

}  // namespace giliran::hall
