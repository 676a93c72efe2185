#pragma once

#include <chrono>
#include <cstddef>

/// What the hall's service bears, in one table.
namespace giliran::hall {

/// Commands that wait for the writer; more are refused with not_now.
inline constexpr std::size_t max_queued_commands = 1024;
/// Of them, those of phones and pages; kiosks, counters and displays have the other places too.
inline constexpr std::size_t max_queued_by_guests = 256;
/// When to try again what was refused while the journal cannot be written to.
inline constexpr std::chrono::seconds try_again_later{5};
/// A commit that takes longer than that is waited for on the writer's own thread, until
/// quick_commits in a row have taken less than half of it: what is shorter, nobody who waits for a
/// page or a pong would notice.
inline constexpr std::chrono::milliseconds slow_commit{20};
inline constexpr int quick_commits = 32;
/// After so many slow commits in a row views are built from a copy of the hall: making it takes as
/// long as a commit, so that a disk that was slow once is not worth it.
inline constexpr int slow_commits = 3;
/// Calls of earlier days that a display may still ask for.
inline constexpr std::size_t kept_old_calls = 1000;
/// Calls in all: a display that was away for more goes on with the first of these.
inline constexpr std::size_t kept_calls = 10'000;
/// Programs that the hall remembers, present or away.
inline constexpr std::size_t max_devices = 256;
/// How long a program that has gone is shown.
inline constexpr std::chrono::hours forget_device_after{24};
/// How often the hall looks at the time: midnight, and counters that call by themselves.
inline constexpr std::chrono::seconds tick_every{1};
/// Between two pieces of what the journal does beside commits, while there is more of it.
inline constexpr std::chrono::milliseconds step_pause{2};
/// How often views are built although nothing happened: opening hours, waits.
inline constexpr std::chrono::seconds views_every{5};
/// The views of programs, and those of tickets, are built this much apart at least, and four times
/// as much as building them took, up to the longest pause.
inline constexpr std::chrono::milliseconds shortest_view_pause{20};
inline constexpr std::chrono::milliseconds longest_view_pause{1000};
inline constexpr int view_pause_factor = 4;
/// Between two attempts to open a journal that has failed.
inline constexpr std::chrono::milliseconds reopen_pause{1000};

}  // namespace giliran::hall
