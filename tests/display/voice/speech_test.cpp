#include <gtest/gtest.h>

#include "display/core/announcement_text.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/playback.hpp"
#include "display/voice/synthesizer.hpp"
#include "tests/display/voice/levels.hpp"

namespace giliran::display {
namespace {

using namespace std::chrono_literals;

/// The real voice; one for all cases, because espeak-ng has one state per process.
class Speech : public testing::Test {
 protected:
  static void SetUpTestSuite() { voice = make_espeak_voice().release(); }
  static void TearDownTestSuite() {
    delete voice;
    voice = nullptr;
  }
  static Pcm say(const Sentence& sentence) {
    return voice->speak(sentence.language, sentence.text);
  }
  static inline Voice* voice = nullptr;
};

TEST_F(Speech, a_call_takes_three_to_eight_seconds_in_each_language) {
  for (const Sentence& sentence :
       announcement_sentences({'A', 12}, CounterId{3}, Language::en, false)) {
    const Pcm sound = say(sentence);
    EXPECT_GE(duration_of(sound), 3s) << sentence.text;
    EXPECT_LE(duration_of(sound), 8s) << sentence.text;
  }
}

TEST_F(Speech, is_as_loud_as_the_chime_and_never_clipped) {
  for (const Sentence& sentence :
       announcement_sentences({'K', 897}, CounterId{24}, Language::en, true)) {
    const Pcm sound = say(sentence);
    EXPECT_LT(peak_of(sound), 0.95);
    EXPECT_GT(level_of(sound), 0.5 * level_of(chime()));
    EXPECT_LT(level_of(sound), 2 * level_of(chime()));
  }
}

TEST_F(Speech, has_no_silence_around_a_sentence) {
  const Pcm sound = say({Language::id, "Silakan menuju Loket tiga."});
  EXPECT_GT(std::abs(int{sound.samples.front()}), 50);
  EXPECT_GT(std::abs(int{sound.samples.back()}), 50);
}

TEST_F(Speech, every_letter_and_digit_sounds_different) {
  std::vector<std::vector<std::int16_t>> heard;
  for (char letter = 'A'; letter <= 'Z'; ++letter) {
    heard.push_back(say({Language::id, std::string(1, letter)}).samples);
  }
  for (int digit = 0; digit <= 9; ++digit) {
    heard.push_back(say({Language::id, indonesian_words(digit)}).samples);
  }
  for (const auto& samples : heard)
    EXPECT_GT(samples.size(), std::size_t{sound_rate / 20});
  std::sort(heard.begin(), heard.end());
  EXPECT_EQ(std::adjacent_find(heard.begin(), heard.end()), heard.end());
}

TEST_F(Speech, brackets_in_a_text_are_not_taken_for_phonemes) {
  EXPECT_FALSE(say({Language::id, "Loket [[l'okEt"}).samples.empty());
}

TEST_F(Speech, sundanese_is_spoken_by_the_indonesian_voice) {
  // espeak-ng varies its samples a little from one utterance to the next.
  const auto sundanese = duration_of(say({Language::su, "Loket tiga."}));
  const auto indonesian = duration_of(say({Language::id, "Loket tiga."}));
  const auto english = duration_of(say({Language::en, "Loket tiga."}));
  EXPECT_LT(std::chrono::abs(sundanese - indonesian), 40ms);
  EXPECT_GT(std::chrono::abs(english - indonesian), 40ms);
}

TEST_F(Speech, a_whole_announcement_adds_chime_and_pauses_to_the_sentence) {
  const auto sentences = announcement_sentences({'A', 12}, CounterId{3}, Language::id, false);
  const Pcm sentence = say(sentences.front());
  const Pcm whole = announcement_sound(*voice, chime(), sentences);
  const auto added = duration_of(whole) - duration_of(sentence);
  const auto expected = duration_of(chime()) + Playback::pause_after_chime + Playback::pause_at_end;
  EXPECT_LT(std::chrono::abs(added - expected), 50ms);
}

}  // namespace
}  // namespace giliran::display
