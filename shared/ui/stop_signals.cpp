#include "shared/ui/stop_signals.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace giliran::ui {
namespace {

/// From the handler to the thread; write() is one of the few calls a handler may make (POSIX,
/// signal concepts).
int pipe_ends[2];
constexpr char signalled = 's';
constexpr char ending = 'e';

void tell(char what) {
  [[maybe_unused]] const auto written = write(pipe_ends[1], &what, 1);
}

void on_signal(int) {
  const int saved = errno;
  tell(signalled);
  errno = saved;
}

}  // namespace

StopSignals::StopSignals(std::function<void()> stop) {
  if (pipe2(pipe_ends, O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "a pipe for signals");
  thread_ = std::thread([stop = std::move(stop)] {
    char what = 0;
    while (what != ending) {
      if (read(pipe_ends[0], &what, 1) != 1) continue;
      if (what == signalled) stop();
    }
  });
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGTERM, &action, &old_term_);
  sigaction(SIGINT, &action, &old_int_);
}

StopSignals::~StopSignals() {
  sigaction(SIGTERM, &old_term_, nullptr);
  sigaction(SIGINT, &old_int_, nullptr);
  tell(ending);
  thread_.join();
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

}  // namespace giliran::ui
