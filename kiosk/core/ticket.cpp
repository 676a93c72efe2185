#include "kiosk/core/ticket.hpp"

namespace giliran::kiosk {

std::string service_line(const HeldTicket& ticket, Language language) {
  const std::string& agency = ticket.agency.in(language);
  const std::string& service = ticket.service.in(language);
  return agency == service ? agency : agency + " · " + service;
}

}  // namespace giliran::kiosk
