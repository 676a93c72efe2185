#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "display/core/announcement_text.hpp"
#include "display/voice/audio_out.hpp"
#include "display/voice/synthesizer.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/ids.hpp"

namespace giliran::display {

/// What is to be said for one call.
struct Announcement {
  CallSeq seq;
  std::vector<Sentence> sentences;
};

/// Why announcements are not heard.
enum class SoundFault { none, no_device, device_lost, no_voice };

struct SoundState {
  SoundFault fault = SoundFault::none;
  std::string detail;  ///< for the log: what the library said
  friend bool operator==(const SoundState&, const SoundState&) = default;
};

/// What the voice tells; called on the thread that runs Playback::step().
struct VoiceEvents {
  /// The announcement has ended, or has had the time that it would have taken.
  std::function<void(CallSeq)> finished;
  /// Sound came, went, or is missing for another reason. Also once after the first step().
  std::function<void(const SoundState&)> sound;
};

/// Plays announcements one after the other: chime, pause, sentences, pause. Without a device or a
/// voice each announcement still lasts as long as it would have, so that its call stays readable on
/// the board. Has no clock and no thread: step() is told the time. For one thread.
class Playback {
 public:
  static constexpr std::chrono::milliseconds pause_after_chime{250};
  static constexpr std::chrono::milliseconds pause_between_sentences{400};
  static constexpr std::chrono::milliseconds pause_at_end{600};
  /// How often a device or voice that is missing is tried again.
  static constexpr std::chrono::seconds retry_every{30};
  /// How often an idle device is looked at.
  static constexpr std::chrono::seconds check_every{10};
  /// While playing, how often at most the device is asked what it still has.
  static constexpr std::chrono::milliseconds poll_every{50};
  /// A device that needs this much longer than the sound lasts has stopped taking it.
  static constexpr std::chrono::seconds stalled_after{5};
  /// Speech that could not be made is taken to last this long a character, as espeak-ng's does.
  static constexpr std::chrono::milliseconds time_per_character{90};

  Playback(Voice& voice, AudioOut& out, VoiceEvents events);

  void add(Announcement announcement) { waiting_.push_back(std::move(announcement)); }

  /// Does what is due at `now` and returns when it is to be called next, at the latest. Call it
  /// also after add().
  SteadyTime step(SteadyTime now);

  /// Stops the sound at once and closes the device; what was not finished is not reported.
  void close() { out_.close(); }

 private:
  struct Playing {
    CallSeq seq;
    SteadyTime end;  ///< when it should be over
    bool audible;
  };
  void look_after_sound(SteadyTime now);
  void begin(const Announcement& announcement, SteadyTime now);
  bool over(SteadyTime now);
  void lose_device(SteadyTime now, std::string detail);
  void report(SoundState state);

  Voice& voice_;
  AudioOut& out_;
  VoiceEvents events_;
  const Pcm chime_;
  std::deque<Announcement> waiting_;
  std::optional<Playing> playing_;
  std::optional<SoundState> state_;  ///< as reported last
  SteadyTime next_look_{};
};

/// The whole sound of one announcement. Throws VoiceError.
Pcm announcement_sound(Voice& voice, const Pcm& chime, const std::vector<Sentence>& sentences);

}  // namespace giliran::display
