// Linked into every program of the presets asan, tsan and fuzz.
//
// What they are to pass over is in libraries that are built without them: Pango and fontconfig load
// fonts in threads of their own and keep them until the end; D-Bus and X11 keep what SDL asked for.

#include <pthread.h>

#include <ctime>

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libdbus\nleak:libX11\n";
}

extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libfontconfig\nrace:libpango\nrace:libglib\nrace:tzset_internal\n";
}
// NOLINTEND(bugprone-reserved-identifier)

#ifdef __SANITIZE_THREAD__
/// std::timed_mutex waits with this one, which GCC 12's ThreadSanitizer does not see, so that it
/// takes the mutex for free; it does see this one's elder brother. A wait is as long by either
/// clock.
extern "C" int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                                       const timespec* until) noexcept {
  constexpr long second = 1'000'000'000;
  timespec now{};
  timespec wall{};
  clock_gettime(clock, &now);
  clock_gettime(CLOCK_REALTIME, &wall);
  const long left = (until->tv_sec - now.tv_sec) * second + until->tv_nsec - now.tv_nsec;
  const long at = wall.tv_nsec + (left > 0 ? left : 0);
  wall.tv_sec += at / second;
  wall.tv_nsec = at % second;
  return pthread_mutex_timedlock(mutex, &wall);
}
#endif
