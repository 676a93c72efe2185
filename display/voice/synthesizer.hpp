#pragma once

#include <memory>
#include <stdexcept>
#include <string_view>

#include "display/voice/pcm.hpp"
#include "shared/model/language.hpp"

namespace giliran::display {

/// The voice cannot speak: its library or data is missing or failed. what() says why, for the log.
class VoiceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Turns a sentence into sound. Used by one thread at a time.
class Voice {
 public:
  virtual ~Voice() = default;
  /// Loads what speaking needs; again after a success it does nothing. Throws VoiceError.
  virtual void prepare() = 0;
  /// The sentence as sound of sound_rate, at the common loudness, without silence around it.
  /// `text` is UTF-8. Throws VoiceError.
  virtual Pcm speak(Language language, std::string_view text) = 0;
};

/// Speaks with espeak-ng: Indonesian at 140 words a minute, English at 150; Sundanese, for which it
/// has no voice, as Indonesian. espeak-ng has one global state: make one per process.
std::unique_ptr<Voice> make_espeak_voice();

}  // namespace giliran::display
