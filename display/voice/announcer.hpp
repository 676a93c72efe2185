#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "display/voice/playback.hpp"

namespace giliran::display {

/// The voice of the board: a thread of its own that speaks announcements in the order given and
/// tells when each has ended. Speech and devices are touched by that thread alone.
class Announcer {
 public:
  /// `events` are called on the voice's thread; they only wake the owner's. Throws
  /// std::system_error if there is no thread to be had.
  Announcer(std::unique_ptr<Voice> voice, std::unique_ptr<AudioOut> out, VoiceEvents events);
  /// Stops.
  ~Announcer();
  Announcer(const Announcer&) = delete;
  Announcer& operator=(const Announcer&) = delete;

  /// Queues an announcement. Any thread; returns at once.
  void announce(Announcement announcement);

  /// Ends the sound within 200 ms, closes the device and ends the thread. What was not spoken to
  /// its end is not reported as finished. Again it does nothing. Not from within the events.
  void stop();

 private:
  void run(const std::stop_token& stopping);

  std::unique_ptr<Voice> voice_;
  std::unique_ptr<AudioOut> out_;
  Playback playback_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::vector<Announcement> inbox_;
  std::jthread thread_;  // last: ended before what it uses
};

}  // namespace giliran::display
