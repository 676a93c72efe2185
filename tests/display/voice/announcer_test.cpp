#include "display/voice/announcer.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>

#include "tests/display/voice/fakes.hpp"

namespace giliran::display {
namespace {

using namespace std::chrono_literals;

/// Waits, on the test's thread, for what the voice's thread tells.
class Ear {
 public:
  VoiceEvents events() {
    return {[this](CallSeq seq) { tell([&] { finished_.push_back(seq.value()); }); },
            [this](const SoundState& state) { tell([&] { states_.push_back(state.fault); }); }};
  }
  bool wait_finished(std::size_t count) {
    return wait([&] { return finished_.size() >= count; });
  }
  bool wait_state() {
    return wait([&] { return !states_.empty(); });
  }
  std::vector<std::uint64_t> finished() {
    const std::lock_guard lock(mutex_);
    return finished_;
  }
  SoundFault state() {
    const std::lock_guard lock(mutex_);
    return states_.back();
  }

 private:
  template <class F>
  void tell(F change) {
    const std::lock_guard lock(mutex_);
    change();
    told_.notify_all();
  }
  template <class F>
  bool wait(F reached) {
    std::unique_lock lock(mutex_);
    return told_.wait_for(lock, 60s, reached);
  }
  std::mutex mutex_;
  std::condition_variable told_;
  std::vector<std::uint64_t> finished_;
  std::vector<SoundFault> states_;
};

/// The real voice, keeping what it said.
class RecordingVoice final : public Voice {
 public:
  explicit RecordingVoice(std::vector<Pcm>& kept) : kept_(kept) {}
  void prepare() override { voice_->prepare(); }
  Pcm speak(Language language, std::string_view text) override {
    kept_.push_back(voice_->speak(language, text));
    return kept_.back();
  }

 private:
  std::unique_ptr<Voice> voice_ = make_espeak_voice();
  std::vector<Pcm>& kept_;
};

class SdlDriver {
 public:
  explicit SdlDriver(const char* name) { setenv("SDL_AUDIODRIVER", name, 1); }
  ~SdlDriver() {
    for (const char* name : {"SDL_AUDIODRIVER", "SDL_DISKAUDIOFILE", "SDL_DISKAUDIODELAY"}) {
      unsetenv(name);
    }
  }
};

std::vector<std::int16_t> samples_in(const std::filesystem::path& path) {
  std::vector<std::int16_t> samples(std::filesystem::file_size(path) / 2);
  std::ifstream(path, std::ios::binary)
      .read(reinterpret_cast<char*>(samples.data()), std::streamsize(samples.size() * 2));
  return samples;
}

Announcement announcement(std::uint64_t seq) {
  return {CallSeq{seq}, announcement_sentences({'A', int(seq)}, CounterId{3}, Language::id, false)};
}

TEST(Announcer, captured_sound_holds_every_announcement_whole_in_order_with_silence_between) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("giliran-announcer-" + std::to_string(getpid()) + ".raw");
  const SdlDriver driver("disk");
  setenv("SDL_DISKAUDIOFILE", path.c_str(), 1);
  setenv("SDL_DISKAUDIODELAY", "1", 1);
  std::vector<Pcm> said;
  Ear ear;
  {
    Announcer announcer(std::make_unique<RecordingVoice>(said), make_sdl_audio(), ear.events());
    for (std::uint64_t seq = 1; seq <= 3; ++seq)
      announcer.announce(announcement(seq));
    ASSERT_TRUE(ear.wait_finished(3));
  }
  EXPECT_EQ(ear.finished(), (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(ear.state(), SoundFault::none);

  const auto capture = samples_in(path);
  std::filesystem::remove(path);
  ASSERT_EQ(said.size(), 3u);
  auto at = capture.begin();
  for (const Pcm& sentence : said) {
    const auto begin =
        std::search(at, capture.end(), sentence.samples.begin(), sentence.samples.end());
    ASSERT_NE(begin, capture.end());
    at = begin + std::ptrdiff_t(sentence.samples.size());
    const auto silence = std::find_if(at, capture.end(), [](std::int16_t s) { return s != 0; });
    EXPECT_GE(silence - at, sound_rate * Playback::pause_at_end / 1000ms);
  }
}

TEST(Announcer, stops_within_200_ms_in_the_middle_of_a_sentence) {
  const SdlDriver driver("dummy");
  Ear ear;
  Announcer announcer(std::make_unique<FakeVoice>(), make_sdl_audio(), ear.events());
  announcer.announce(announcement(1));
  ASSERT_TRUE(ear.wait_state());
  const auto begin = std::chrono::steady_clock::now();
  announcer.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 200ms);
  EXPECT_TRUE(ear.finished().empty());
}

TEST(Announcer, without_a_sound_driver_says_so_and_stops_in_order) {
  const SdlDriver driver("none-of-these");
  Ear ear;
  Announcer announcer(std::make_unique<FakeVoice>(), make_sdl_audio(), ear.events());
  ASSERT_TRUE(ear.wait_state());
  EXPECT_EQ(ear.state(), SoundFault::no_device);
  announcer.announce(announcement(1));
  announcer.stop();
  EXPECT_TRUE(ear.finished().empty());
}

}  // namespace
}  // namespace giliran::display
