#pragma once

#include "tests/bench/measure.hpp"

namespace giliran::bench {

/// A large hall on its busiest day.
struct CrowdFigures {
  Percentiles call_to_display_ms;
  double calls_per_second = 0;
  double resident_mib = 0;  ///< with everybody connected, at the end of the calls
  double back_after_s = 0;  ///< of a restart, until the last one has what he follows again
  int wrong = 0;            ///< who then saw another ticket, or calls with a gap or twice
};
/// 20 kiosks, 120 counters, 60 displays and 2,320 phones, which follow a ticket each; 100 calls a
/// second for `seconds`; then the hall is ended and started again.
CrowdFigures measure_crowd(const Programs& programs, int seconds);

struct SoakFigures {
  double minutes = 0;
  double growth = 0;  ///< of memory from a sixth of the time to its end, as a share
  double from_mib = 0;
  double to_mib = 0;
  int descriptors = 0;    ///< more at the end than at a sixth of the time
  double per_second = 0;  ///< tickets, and as many calls
};
/// 50 tickets a second and as many calls, each served at once.
SoakFigures measure_soak(const Programs& programs, double minutes);

}  // namespace giliran::bench
