#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "display/voice/pcm.hpp"

namespace giliran::display {

/// Where sound goes. All members are called by one thread.
class AudioOut {
 public:
  virtual ~AudioOut() = default;
  /// Opens the device. False if there is none or it cannot be used; reason() says why. May be
  /// tried again at any time.
  virtual bool open() = 0;
  /// Why open() failed last, for the log.
  virtual const std::string& reason() const = 0;
  /// Whether the device is open and still there.
  virtual bool alive() const = 0;
  /// Appends sound of sound_rate to what is being played. False if the device refused it.
  virtual bool play(const Pcm& pcm) = 0;
  /// How much of the sound the device has not taken yet. At zero the last of it is at most one
  /// device buffer (46 ms) from being heard.
  virtual std::chrono::milliseconds queued() const = 0;
  /// Drops what was not played yet and closes the device; does nothing if none is open.
  virtual void close() = 0;
};

/// The system's default device through SDL, chosen by SDL_AUDIODRIVER and AUDIODEV as SDL documents
/// them. The "disk" and "dummy" drivers work too.
std::unique_ptr<AudioOut> make_sdl_audio();

/// For a display that is to be silent: there is never a device.
std::unique_ptr<AudioOut> make_no_audio();

}  // namespace giliran::display
