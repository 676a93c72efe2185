#pragma once

#include <chrono>
#include <optional>

#include "shared/base/clock.hpp"

namespace giliran::hall {

/// So far may the wall clock be from where the hall expects it without having jumped.
inline constexpr std::chrono::milliseconds clock_slack{1000};
/// So long must a clock that has jumped keep its new time before it is believed.
inline constexpr std::chrono::minutes clock_patience{5};

/// The hall's time, from a wall clock that somebody may set and a steady clock that nobody can.
///
/// - The first reading is taken as it is: there is nothing to compare it with.
/// - From one reading to the next the hall expects the wall clock to go as far as the steady one.
///   Where it is within clock_slack of that, it is followed; if that would be backwards, the hall's
///   time stands still until the wall clock has come up, which takes clock_slack at most.
/// - Else the wall clock has jumped. The hall goes on by the steady clock and doubts it. A jump
/// that
///   is undone has changed nothing, and has ended no day.
/// - A clock that has kept the same distance from the hall's time, within clock_slack, for
///   clock_patience of the steady clock is believed: the hall's time is the wall clock's from then
///   on, later or earlier. Where it is earlier than what the journal has, that is to be recorded:
///   SetClockBack.
///
/// A steady clock that stands still while the machine sleeps makes waking up look like a jump
/// forward. Pure; one thread at a time.
class HallClock {
 public:
  enum class News {
    none,
    doubted,      ///< the wall clock has jumped, and had not before
    right_again,  ///< the jump was undone
    believed,     ///< the jump was believed
  };
  struct Reading {
    WallTime at;  ///< never before the last one, but for News::believed
    News news = News::none;
    std::chrono::milliseconds distance{0};  ///< of the wall clock from what was expected
  };

  /// What both clocks say now; `steady` is never before the last one.
  Reading read(WallTime wall, SteadyTime steady);

 private:
  struct Doubt {
    SteadyTime since;
    std::chrono::milliseconds distance;
  };
  void follow(WallTime at, SteadyTime steady);

  bool begun_ = false;
  WallTime followed_at_{};        ///< the hall's time when the wall clock was followed last
  SteadyTime followed_steady_{};  ///< and when that was
  WallTime at_{};                 ///< of the last reading
  std::optional<Doubt> doubt_;
};

}  // namespace giliran::hall
