#pragma once

#include <map>
#include <string>
#include <string_view>

#include "shared/base/zone.hpp"
#include "shared/model/opening_hours.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::kiosk {

/// When each service takes visitors, as this kiosk's settings say.
using ServiceHours = std::map<ServiceId, OpeningHours>;

/// What a kiosk may offer at `now` while the hall is not there to ask, from the last view that it
/// got at `then`: open is what is open by its hours; what was paused or full on that day stays so.
/// A service without hours is as it was seen, for that day. Nobody knows how many wait, what is
/// left of a quota, and which codes there are: none of that is said or taken.
protocol::KioskView view_without_hall(const protocol::KioskView& last, LocalTime then,
                                      LocalTime now, const ServiceHours& hours);

}  // namespace giliran::kiosk
