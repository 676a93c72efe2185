#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "display/voice/audio_out.hpp"
#include "display/voice/synthesizer.hpp"

namespace giliran::display {

/// A voice that says every sentence as one second of a constant, or fails.
class FakeVoice final : public Voice {
 public:
  void prepare() override {
    if (broken) throw VoiceError("no data");
  }
  Pcm speak(Language language, std::string_view text) override {
    prepare();
    said.emplace_back(text);
    return {sound_rate, std::vector<std::int16_t>(sound_rate, language == Language::en ? 2 : 1)};
  }
  bool broken = false;
  std::vector<std::string> said;
};

/// A device whose time the test moves.
class FakeAudio final : public AudioOut {
 public:
  bool open() override {
    ++opened;
    is_open = present;
    return present;
  }
  const std::string& reason() const override { return why; }
  bool alive() const override { return is_open && present; }
  bool play(const Pcm& pcm) override {
    overlapped = overlapped || left.count() > 0;
    left += duration_of(pcm);
    played.push_back(pcm);
    return alive();
  }
  std::chrono::milliseconds queued() const override { return left; }
  void close() override {
    is_open = false;
    left = {};
  }
  void pass(std::chrono::milliseconds time) {
    if (!stuck) left = std::max(left - time, std::chrono::milliseconds{0});
  }

  bool present = true;
  bool stuck = false;
  bool is_open = false;
  bool overlapped = false;
  int opened = 0;
  std::chrono::milliseconds left{0};
  std::vector<Pcm> played;
  std::string why = "no card";
};

}  // namespace giliran::display
