#pragma once

#include <cstdint>

#include "hall/store/journal_file.hpp"

namespace giliran::hall {

/// Brings a journal of schema 1 or 2 up to date: its events become entries, each answer beside the
/// events of its command. In schema 1 nobody knows which those are: its answers stand beside the
/// last events, so that they are kept once more as long as new ones. Within a transaction; throws
/// JournalDamaged and DatabaseError.
void migrate(JournalFile& file, std::int64_t from);

}  // namespace giliran::hall
