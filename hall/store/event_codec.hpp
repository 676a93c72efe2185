#pragma once

#include <string>
#include <string_view>

#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"

/// Events as the journal keeps them: a name and a JSON object. Neither may ever change its meaning.
namespace giliran::hall {

struct WrittenEvent {
  std::string_view name;  ///< "ticket_issued"
  std::string body;       ///< {"ticket":17,"number":"A-027",...}
};
WrittenEvent write_event(const Event& event);

/// Throws std::invalid_argument saying what is wrong; the caller knows where.
Event read_event(std::string_view name, std::string_view body);

/// What a day takes over from the one before, as a JSON object; as for events.
std::string write_carried(const Carried& carried);
Carried read_carried(std::string_view text);

}  // namespace giliran::hall
