#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "display/voice/pcm.hpp"

namespace giliran::display {

/// The greatest sample, as a part of full scale.
inline double peak_of(const Pcm& pcm) {
  int peak = 0;
  for (const std::int16_t sample : pcm.samples)
    peak = std::max(peak, std::abs(int{sample}));
  return peak / 32768.0;
}

/// The mean level (root of the mean square), as a part of full scale.
inline double level_of(const Pcm& pcm) {
  double sum = 0;
  for (const std::int16_t sample : pcm.samples)
    sum += double(sample) * double(sample);
  return std::sqrt(sum / double(pcm.samples.size())) / 32768;
}

}  // namespace giliran::display
