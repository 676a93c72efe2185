#include "display/voice/playback.hpp"

#include <gmock/gmock.h>

#include "display/voice/chime.hpp"
#include "tests/display/voice/fakes.hpp"

namespace giliran::display {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class AnnouncementPlayback : public testing::Test {
 protected:
  void say(std::uint64_t seq, bool english = false) {
    Announcement announcement{CallSeq{seq}, {{Language::id, "satu"}}};
    if (english) announcement.sentences.push_back({Language::en, "one"});
    playback.add(std::move(announcement));
    playback.step(now);
  }
  /// Moves time by `span`, stepping whenever the playback asks for it.
  void pass(std::chrono::milliseconds span) {
    const SteadyTime until = now + span;
    while (now < until) {
      const SteadyTime again = std::clamp(playback.step(now), now + 1ms, until);
      out.pass(std::chrono::ceil<std::chrono::milliseconds>(again - now));
      now = again;
    }
    playback.step(now);
  }
  std::chrono::milliseconds length(int sentences) const {
    return duration_of(chime()) + Playback::pause_after_chime + sentences * 1000ms +
           (sentences - 1) * Playback::pause_between_sentences + Playback::pause_at_end;
  }

  FakeVoice voice;
  FakeAudio out;
  std::vector<std::uint64_t> finished;
  std::vector<SoundFault> faults;
  Playback playback{voice,
                    out,
                    {[this](CallSeq seq) { finished.push_back(seq.value()); },
                     [this](const SoundState& state) { faults.push_back(state.fault); }}};
  SteadyTime now{};
};

TEST_F(AnnouncementPlayback, an_announcement_is_chime_pause_sentence_and_pause) {
  say(1);
  ASSERT_EQ(out.played.size(), 1u);
  const auto& samples = out.played.front().samples;
  const auto ting = chime().samples;
  ASSERT_GT(samples.size(), ting.size());
  EXPECT_TRUE(std::equal(ting.begin(), ting.end(), samples.begin()));
  EXPECT_EQ(std::count(samples.begin() + std::ptrdiff_t(ting.size()), samples.end(), 1),
            sound_rate);
  EXPECT_NEAR(double(duration_of(out.played.front()).count()), double(length(1).count()), 2);
}

TEST_F(AnnouncementPlayback, the_english_sentence_follows_the_indonesian_one) {
  say(1, true);
  EXPECT_THAT(voice.said, ElementsAre("satu", "one"));
  const auto& samples = out.played.front().samples;
  EXPECT_LT(std::find(samples.rbegin(), samples.rend(), 2),
            std::find(samples.rbegin(), samples.rend(), 1));
  EXPECT_NEAR(double(duration_of(out.played.front()).count()), double(length(2).count()), 2);
}

TEST_F(AnnouncementPlayback, finishes_when_the_device_has_played_it_and_not_before) {
  say(1);
  pass(length(1) - 60ms);
  EXPECT_TRUE(finished.empty());
  pass(120ms);
  EXPECT_THAT(finished, ElementsAre(1));
}

TEST_F(AnnouncementPlayback, ten_at_once_are_played_in_order_and_never_one_over_another) {
  for (std::uint64_t seq = 1; seq <= 10; ++seq)
    say(seq);
  EXPECT_EQ(out.played.size(), 1u);
  pass(10 * (length(1) + Playback::poll_every));
  EXPECT_THAT(finished, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  EXPECT_EQ(out.played.size(), 10u);
  EXPECT_FALSE(out.overlapped);
}

TEST_F(AnnouncementPlayback, without_a_device_each_call_still_lasts_as_long_as_its_text) {
  out.present = false;
  say(1);
  say(2);
  EXPECT_THAT(faults, ElementsAre(SoundFault::no_device));
  pass(length(1) - 5ms);
  EXPECT_TRUE(finished.empty());
  pass(5ms);
  EXPECT_THAT(finished, ElementsAre(1));
  pass(length(1));
  EXPECT_THAT(finished, ElementsAre(1, 2));
  EXPECT_TRUE(out.played.empty());
}

TEST_F(AnnouncementPlayback, a_missing_device_is_tried_again_every_thirty_seconds) {
  out.present = false;
  playback.step(now);
  pass(Playback::retry_every - 1ms);
  EXPECT_EQ(out.opened, 1);
  out.present = true;
  pass(1ms);
  EXPECT_EQ(out.opened, 2);
  EXPECT_THAT(faults, ElementsAre(SoundFault::no_device, SoundFault::none));
  say(1);
  EXPECT_EQ(out.played.size(), 1u);
}

TEST_F(AnnouncementPlayback, a_device_lost_in_the_middle_is_noticed_and_the_call_keeps_its_time) {
  say(1);
  pass(1000ms);
  out.present = false;
  pass(Playback::poll_every);
  EXPECT_THAT(faults, ElementsAre(SoundFault::none, SoundFault::device_lost));
  EXPECT_TRUE(finished.empty());
  pass(length(1) - 1000ms);
  EXPECT_THAT(finished, ElementsAre(1));
  out.present = true;
  pass(Playback::retry_every);
  EXPECT_EQ(faults.back(), SoundFault::none);
}

TEST_F(AnnouncementPlayback, an_idle_device_that_goes_is_noticed_within_ten_seconds) {
  playback.step(now);
  out.present = false;
  pass(Playback::check_every);
  EXPECT_THAT(faults, ElementsAre(SoundFault::none, SoundFault::device_lost));
}

TEST_F(AnnouncementPlayback, a_device_that_stops_taking_sound_is_given_up_and_nothing_hangs) {
  say(1);
  out.stuck = true;
  pass(length(1) + Playback::stalled_after - 10ms);
  EXPECT_TRUE(finished.empty());
  pass(60ms);
  EXPECT_THAT(finished, ElementsAre(1));
  EXPECT_EQ(faults.back(), SoundFault::device_lost);
}

TEST_F(AnnouncementPlayback, without_a_voice_the_chime_is_heard_and_the_fault_told) {
  voice.broken = true;
  say(1);
  EXPECT_THAT(faults, ElementsAre(SoundFault::no_voice));
  ASSERT_EQ(out.played.size(), 1u);
  EXPECT_GT(duration_of(out.played.front()), duration_of(chime()) + Playback::pause_at_end);
  pass(Playback::retry_every);
  EXPECT_THAT(finished, ElementsAre(1));
  voice.broken = false;
  pass(Playback::retry_every);
  EXPECT_EQ(faults.back(), SoundFault::none);
}

TEST_F(AnnouncementPlayback, closing_stops_the_sound_and_reports_nothing) {
  say(1);
  pass(500ms);
  playback.close();
  EXPECT_FALSE(out.is_open);
  EXPECT_EQ(out.left, 0ms);
  EXPECT_TRUE(finished.empty());
}

}  // namespace
}  // namespace giliran::display
