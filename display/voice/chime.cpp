#include "display/voice/chime.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace giliran::display {
namespace {

constexpr double length_s = 1.2;
constexpr double attack_s = 0.006;  // short enough to sound struck, long enough not to click
constexpr double release_s = 0.08;  // the last tone's rest is faded out, not cut
// Speech is peaky and a tone is not: at this peak both have about the same mean level.
constexpr double peak = 0.45;

struct Strike {
  double at_s;
  double frequency;
  double decay_s;
};
constexpr Strike strikes[] = {{0.0, 659.26, 0.28}, {0.42, 523.25, 0.34}};
// A bar's bright partials die sooner than its ground tone.
constexpr struct {
  double ratio, level, decay;
} partials[] = {{1, 1, 1}, {2, 0.35, 0.6}, {3, 0.12, 0.4}};

double tone(const Strike& strike, double t) {
  if (t < 0) return 0;
  double sum = 0;
  for (const auto& partial : partials) {
    sum += partial.level * std::exp(-t / (strike.decay_s * partial.decay)) *
           std::sin(2 * std::numbers::pi * strike.frequency * partial.ratio * t);
  }
  return sum * std::min(1.0, t / attack_s);
}

}  // namespace

Pcm chime() {
  Pcm pcm;
  const auto count = static_cast<std::size_t>(length_s * sound_rate);
  pcm.samples.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / sound_rate;
    double value = 0;
    for (const Strike& strike : strikes)
      value += tone(strike, t - strike.at_s);
    value *= std::min(1.0, (length_s - t) / release_s);
    // The two tones and their partials together stay below 3; brought to the peak afterwards.
    pcm.samples.push_back(static_cast<std::int16_t>(std::lround(value / 3 * 32767)));
  }
  scale_to_peak(pcm, peak);
  return pcm;
}

}  // namespace giliran::display
