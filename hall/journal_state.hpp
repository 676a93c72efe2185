#pragma once

#include <cstdint>
#include <string>

#include "hall/core/hall.hpp"
#include "shared/base/zone.hpp"

namespace giliran::hall {

/// A hall as text for whoever looks into it: services with who waits, counters, tickets. Times on
/// the hall's clock.
std::string state_text(const Hall& hall, const Zone& zone, std::uint64_t seq);

}  // namespace giliran::hall
