#pragma once

#include <chrono>

namespace giliran {

/// Time for people, journals and reports: UTC, in milliseconds. May jump when somebody sets a
/// clock.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
/// Time for time-outs and animations: never jumps, means nothing outside this process.
using SteadyTime = std::chrono::steady_clock::time_point;

/// Where wall time comes from. Programs use SystemWallClock, tests move one by hand.
class WallClock {
 public:
  virtual ~WallClock() = default;
  virtual WallTime now() const = 0;
};

class SystemWallClock final : public WallClock {
 public:
  WallTime now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

}  // namespace giliran
