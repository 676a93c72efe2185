#pragma once

#include <filesystem>

#include "tests/simulation/random.hpp"

namespace giliran::faults {

/// How much of what was never synced a power cut leaves on the disk.
enum class Cut {
  drop_all,  ///< nothing
  torn,      ///< of each write any of its 512-byte sectors; of each new or removed name any
};

struct CutDone {
  std::size_t writes = 0;   ///< that were undone, at least in part
  std::size_t changes = 0;  ///< of names and sizes that were undone
};

/// Does to the files what a power cut would have done, as the shim's undo log tells it: whatever
/// was not covered by a later fsync or fdatasync of its file (or, of a name, of its folder) is
/// undone. The program must have ended. The log is removed. Throws std::system_error.
CutDone cut_power(const std::filesystem::path& undo, Cut cut, simulation::Random& random);

}  // namespace giliran::faults
