#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace giliran::display {

/// Samples per second of every sound of the program: what espeak-ng makes.
inline constexpr int sound_rate = 22050;

/// Mono sound in signed 16 bit samples, `rate` of them a second.
struct Pcm {
  int rate = sound_rate;
  std::vector<std::int16_t> samples;
};

inline std::chrono::milliseconds duration_of(const Pcm& pcm) {
  return std::chrono::milliseconds(pcm.samples.size() * 1000 / static_cast<std::size_t>(pcm.rate));
}

/// Appends silence of that length.
void append_silence(Pcm& pcm, std::chrono::milliseconds length);

/// Appends a sound of the same rate.
void append(Pcm& pcm, const Pcm& sound);

/// Makes the sound as loud as it gets with its greatest sample at `peak` (0..1 of full scale).
/// Silence stays silence.
void scale_to_peak(Pcm& pcm, double peak);

}  // namespace giliran::display
