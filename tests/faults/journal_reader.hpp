#pragma once

#include <filesystem>

#include "tests/faults/operation.hpp"

namespace giliran::faults {

/// All of a journal whose hall does not run, read by SQL. Throws DatabaseError.
Journal read_journal(const std::filesystem::path& data);

}  // namespace giliran::faults
