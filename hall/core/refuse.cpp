#include "hall/core/refuse.hpp"

#include <fmt/format.h>

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

std::string day_text(chr::local_days day) {
  const chr::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string time_text(LocalTime time, LocalTime now) {
  const auto day = chr::floor<chr::days>(time);
  const auto minutes = chr::floor<chr::minutes>(time - day).count();
  std::string clock = fmt::format("{:02}.{:02}", minutes / 60, minutes % 60);
  return day == chr::floor<chr::days>(now) ? clock : day_text(day) + " " + clock;
}

}  // namespace giliran::hall
