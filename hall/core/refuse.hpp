#pragma once

#include <chrono>
#include <string>

#include "hall/core/hall.hpp"
#include "shared/base/zone.hpp"
#include "shared/model/refusal.hpp"

/// Refusals in the words of the protocol: who is meant, and the fact that stands in the way.
namespace giliran::hall {

Refusal refuse(Reason reason, std::string subject = "", std::string detail = "");
/// `wrong_state`: the ticket's state does not allow it.
Refusal in_the_way(const Ticket& ticket);
std::string text_of(CounterId counter);
/// "13.00" if it is today, else "2026-11-25 08.00".
std::string time_text(LocalTime time, LocalTime now);

}  // namespace giliran::hall
