#include "display/voice/chime.hpp"

#include <gtest/gtest.h>

#include "tests/display/voice/levels.hpp"

namespace giliran::display {
namespace {

using namespace std::chrono_literals;

TEST(Chime, lasts_about_a_second_and_is_never_clipped) {
  const Pcm sound = chime();
  EXPECT_GE(duration_of(sound), 1100ms);
  EXPECT_LE(duration_of(sound), 1300ms);
  EXPECT_LT(peak_of(sound), 0.95);
  EXPECT_GT(level_of(sound), 0.05);
}

TEST(Chime, begins_and_ends_without_a_click) {
  const Pcm sound = chime();
  EXPECT_LT(std::abs(int{sound.samples.front()}), 300);
  EXPECT_LT(std::abs(int{sound.samples.back()}), 300);
}

TEST(Sound, is_scaled_to_its_peak_and_silence_stays_silence) {
  Pcm pcm{sound_rate, {-100, 50, 0}};
  scale_to_peak(pcm, 0.5);
  EXPECT_EQ(pcm.samples, (std::vector<std::int16_t>{-16384, 8192, 0}));
  Pcm silence;
  append_silence(silence, 1s);
  scale_to_peak(silence, 0.5);
  EXPECT_EQ(silence.samples, std::vector<std::int16_t>(sound_rate, 0));
}

}  // namespace
}  // namespace giliran::display
