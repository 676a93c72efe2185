#pragma once

#include <chrono>
#include <cstddef>

/// What the hall's service bears, in one table.
namespace giliran::hall {

/// Commands that wait for the writer; more are refused with not_now.
inline constexpr std::size_t max_queued_commands = 1024;
/// Calls of earlier days that a display may still ask for.
inline constexpr std::size_t kept_old_calls = 1000;
/// Programs that the hall remembers, present or away.
inline constexpr std::size_t max_devices = 256;
/// How long a program that has gone is shown.
inline constexpr std::chrono::hours forget_device_after{24};
/// How often the hall looks at the time: midnight, and counters that call by themselves.
inline constexpr std::chrono::seconds tick_every{1};
/// How often views are built although nothing happened: opening hours, waits.
inline constexpr std::chrono::seconds views_every{5};
/// Between two attempts to open a journal that has failed.
inline constexpr std::chrono::milliseconds reopen_pause{1000};

}  // namespace giliran::hall
