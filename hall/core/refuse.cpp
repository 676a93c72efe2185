#include "hall/core/refuse.hpp"

#include <fmt/format.h>

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

namespace chr = std::chrono;

Refusal refuse(Reason reason, std::string subject, std::string detail) {
  return {reason, std::move(subject), std::move(detail)};
}

Refusal in_the_way(const Ticket& ticket) {
  return refuse(Reason::wrong_state, ticket.number.text(), std::string(name_of(ticket.state)));
}

std::string text_of(CounterId counter) {
  return std::to_string(counter.value());
}

std::string time_text(LocalTime time, LocalTime now) {
  const auto day = chr::floor<chr::days>(time);
  const auto minutes = chr::floor<chr::minutes>(time - day).count();
  std::string clock = fmt::format("{:02}.{:02}", minutes / 60, minutes % 60);
  return day == chr::floor<chr::days>(now) ? clock : iso_text(day) + " " + clock;
}

}  // namespace giliran::hall
