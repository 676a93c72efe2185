#pragma once

#include "tests/faults/kinds.hpp"

namespace giliran::faults {

/// A disk without room: no new numbers, and it is said; calls go on; numbers again once there is
/// room. On a small file system in memory, which root alone can make.
Row play_full_disk(const Setting& setting);

}  // namespace giliran::faults
