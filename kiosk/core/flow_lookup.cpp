#include <algorithm>

#include "kiosk/core/flow.hpp"

/// What a Flow knows of the hall's view and of its own state.
namespace giliran::kiosk {

std::string_view name_of(Page page) {
  switch (page) {
    case Page::connecting:
      return "connecting";
    case Page::unreachable:
      return "unreachable";
    case Page::home:
      return "home";
    case Page::services:
      return "services";
    case Page::closed:
      return "closed";
    case Page::asking:
      return "asking";
    case Page::refused:
      return "refused";
    case Page::printing:
    case Page::ticket:
    case Page::number:
      return "ticket";
    case Page::reprints:
      return "reprint";
  }
  return "?";
}

/// Without the hall nothing can be chosen; a number that is there already stays on the screen.
bool Flow::covered(SteadyTime now) const {
  if (std::holds_alternative<AtTicket>(place_) || std::holds_alternative<AtAsking>(place_)) {
    return false;
  }
  return !view_ || (lost_at_ && now >= *lost_at_ + times_.link_lost);
}

Page Flow::page(SteadyTime now) const {
  if (covered(now)) {
    const bool early = !view_ && now < *lost_at_ + times_.link_lost;
    return early ? Page::connecting : Page::unreachable;
  }
  if (std::holds_alternative<AtServices>(place_)) return Page::services;
  if (std::holds_alternative<AtClosed>(place_)) return Page::closed;
  if (std::holds_alternative<AtAsking>(place_)) return Page::asking;
  if (std::holds_alternative<AtRefused>(place_)) return Page::refused;
  if (std::holds_alternative<AtReprints>(place_)) return Page::reprints;
  if (const auto* at = std::get_if<AtTicket>(&place_)) {
    if (at->stage == AtTicket::Stage::printing) return Page::printing;
    return at->stage == AtTicket::Stage::printed ? Page::ticket : Page::number;
  }
  return Page::home;
}

Language Flow::language() const {
  if (!view_ || view_->languages.empty()) return Language::id;
  const auto& offered = view_->languages;
  if (chosen_language_ && std::ranges::find(offered, *chosen_language_) != offered.end()) {
    return *chosen_language_;
  }
  return offered.front();
}

HeldTicket* Flow::held(TicketId ticket) {
  const auto found = std::ranges::find(tickets_, ticket, &HeldTicket::ticket);
  return found == tickets_.end() ? nullptr : &*found;
}

const HeldTicket* Flow::held(TicketId ticket) const {
  const auto found = std::ranges::find(tickets_, ticket, &HeldTicket::ticket);
  return found == tickets_.end() ? nullptr : &*found;
}

const protocol::KioskAgency* Flow::agency(const AgencyId& id) const {
  if (!view_) return nullptr;
  const auto found = std::ranges::find(view_->agencies, id, &protocol::KioskAgency::agency);
  return found == view_->agencies.end() ? nullptr : &*found;
}

const protocol::KioskAgency* Flow::agency_of(const ServiceId& id) const {
  if (!view_) return nullptr;
  for (const auto& agency : view_->agencies) {
    const auto& services = agency.services;
    if (std::ranges::find(services, id, &protocol::KioskService::service) != services.end()) {
      return &agency;
    }
  }
  return nullptr;
}

const protocol::KioskService* Flow::service(const ServiceId& id) const {
  const auto* from = agency_of(id);
  if (!from) return nullptr;
  return &*std::ranges::find(from->services, id, &protocol::KioskService::service);
}

}  // namespace giliran::kiosk
