#include "display/voice/pcm.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>

namespace giliran::display {

void append_silence(Pcm& pcm, std::chrono::milliseconds length) {
  const auto count = static_cast<std::size_t>(length.count() * pcm.rate / 1000);
  pcm.samples.insert(pcm.samples.end(), count, std::int16_t{0});
}

void append(Pcm& pcm, const Pcm& sound) {
  assert(pcm.rate == sound.rate);
  pcm.samples.insert(pcm.samples.end(), sound.samples.begin(), sound.samples.end());
}

void scale_to_peak(Pcm& pcm, double peak) {
  int loudest = 0;
  for (const std::int16_t sample : pcm.samples)
    loudest = std::max(loudest, std::abs(int{sample}));
  if (loudest == 0) return;
  const double gain = peak * 32767 / loudest;
  for (std::int16_t& sample : pcm.samples) {
    sample = static_cast<std::int16_t>(std::lround(sample * gain));
  }
}

}  // namespace giliran::display
