#pragma once

#include <signal.h>

#include <functional>
#include <thread>

namespace giliran::ui {

/// While it lives, SIGTERM and SIGINT call `stop` (in a thread of its own) instead of ending the
/// program. At most one at a time. Throws std::system_error when the system has no pipe left.
class StopSignals {
 public:
  explicit StopSignals(std::function<void()> stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  struct sigaction old_term_ = {};
  struct sigaction old_int_ = {};
  std::thread thread_;
};

}  // namespace giliran::ui
