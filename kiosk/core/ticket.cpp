#include "kiosk/core/ticket.hpp"

namespace giliran::kiosk {

std::string service_line(const LocalText& agency, const LocalText& service, Language language) {
  const std::string& first = agency.in(language);
  const std::string& second = service.in(language);
  return first == second ? first : first + " · " + second;
}

std::string code_groups(std::string_view code) {
  std::string text(code);
  if (text.size() > 4) text.insert(4, 1, ' ');
  return text;
}

}  // namespace giliran::kiosk
