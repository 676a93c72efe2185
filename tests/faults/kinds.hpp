#pragma once

#include <vector>

#include "tests/faults/hall_process.hpp"
#include "tests/faults/report.hpp"

/// Each kind of fault, played on real halls; throws what stops it from being played at all.
namespace giliran::faults {

/// SIGKILL at random times under load, also while the hall starts.
std::vector<Row> play_kills(const Setting& setting);
/// SIGKILL at every call of every kind of command that touches a file.
std::vector<Row> play_io_points(const Setting& setting);
/// Power cuts that drop or tear what was not synced; and the proof that this finds something.
std::vector<Row> play_power(const Setting& setting);
/// EIO and ENOSPC at every write and sync, once and for good; a full disk.
std::vector<Row> play_errors(const Setting& setting);
/// Cut, half-open, lossy and slow networks, a client that does not read.
std::vector<Row> play_network(const Setting& setting);
/// A million operations of many clients that are all unreliable.
std::vector<Row> play_history(const Setting& setting);
/// A clock that jumps.
std::vector<Row> play_clock(const Setting& setting);
/// Kiosks that gave leased numbers while the hall was away.
std::vector<Row> play_kiosks(const Setting& setting);
/// tests/faults/printer
std::vector<Row> play_printer(const Setting& setting);

}  // namespace giliran::faults
