#pragma once

#include <string>
#include <string_view>

#include "hall/core/event.hpp"

/// Events as the journal keeps them: a name and a JSON object. Neither may ever change its meaning.
namespace giliran::hall {

struct WrittenEvent {
  std::string_view name;  ///< "ticket_issued"
  std::string body;       ///< {"ticket":17,"number":"A-027",...}
};
WrittenEvent write_event(const Event& event);

/// Throws std::invalid_argument saying what is wrong; the caller knows where.
Event read_event(std::string_view name, std::string_view body);

}  // namespace giliran::hall
