#include "display/voice/announcer.hpp"

#include <utility>

namespace giliran::display {

Announcer::Announcer(std::unique_ptr<Voice> voice, std::unique_ptr<AudioOut> out,
                     VoiceEvents events)
    : voice_(std::move(voice)),
      out_(std::move(out)),
      playback_(*voice_, *out_, std::move(events)),
      thread_([this](const std::stop_token& stopping) { run(stopping); }) {}

Announcer::~Announcer() {
  stop();
}

void Announcer::announce(Announcement announcement) {
  {
    const std::lock_guard lock(mutex_);
    inbox_.push_back(std::move(announcement));
  }
  wake_.notify_one();
}

void Announcer::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Announcer::run(const std::stop_token& stopping) {
  while (!stopping.stop_requested()) {
    const SteadyTime again = playback_.step(std::chrono::steady_clock::now());
    std::unique_lock lock(mutex_);
    wake_.wait_until(lock, stopping, again, [this] { return !inbox_.empty(); });
    for (Announcement& announcement : inbox_)
      playback_.add(std::move(announcement));
    inbox_.clear();
  }
  playback_.close();
}

}  // namespace giliran::display
