#include <algorithm>
#include <utility>

#include "kiosk/core/flow.hpp"
#include "shared/base/iso_time.hpp"

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
    case Page::code:
      return "code";
    case Page::asking:
      return "asking";
    case Page::refused:
      return "refused";
    case Page::printing:
    case Page::ticket:
    case Page::number:
      return "ticket";
    case Page::back:
      return "back";
    case Page::reprints:
      return "reprint";
  }
  return "?";
}

const Flow::Showing* Flow::showing() const {
  if (const auto* ticket = std::get_if<AtTicket>(&place_)) return &ticket->showing;
  if (const auto* dated = std::get_if<AtDated>(&place_)) return &dated->showing;
  if (const auto* back = std::get_if<AtBack>(&place_)) return &back->showing;
  return nullptr;
}

Flow::Showing* Flow::showing() {
  return const_cast<Showing*>(std::as_const(*this).showing());
}

bool Flow::link_is_lost(SteadyTime now) const {
  return lost_at_ && now >= *lost_at_ + times_.link_lost;
}

/// Without the hall and without numbers of its own nothing can be chosen; a number that is there
/// already stays on the screen.
bool Flow::covered(SteadyTime now) const {
  if (!choosing()) return false;
  return !view_ || (link_is_lost(now) && !has_numbers(now));
}

std::optional<Flow::HallMoment> Flow::hall_moment(SteadyTime now) const {
  if (!hall_view_) return std::nullopt;
  const WallTime at = hall_time(now);
  return HallMoment{at, iso_text(std::chrono::floor<std::chrono::days>(zone_->local(at)))};
}

/// Of this kiosk's own, for today.
bool Flow::has_numbers(SteadyTime now) const {
  const auto moment = hall_moment(now);
  return leases_ && moment && leases_->any(moment->day);
}

int Flow::numbers_left(const ServiceId& id, SteadyTime now) const {
  const auto moment = hall_moment(now);
  const auto* what = service(id);
  return leases_ && moment && what ? leases_->left(moment->day, what->letter) : 0;
}

/// Whether nothing is under way for a visitor.
bool Flow::choosing() const {
  return !showing() && !std::holds_alternative<AtAsking>(place_);
}

bool Flow::takes_codes() const {
  return view_ && !offline_at_ && (view_->takes_bookings || view_->reentry_minutes > 0);
}

/// Whether a slip for another day is worth offering: not if the service opens again today.
bool Flow::gives_dated(const protocol::KioskService& service) const {
  if (!service.takes_dated_slip || service.state == ServiceState::on_break) return false;
  return !service.opens_at || !service.opens_at->starts_with(iso_text(
                                  std::chrono::floor<std::chrono::days>(zone_->local(view_->now))));
}

/// Of a closed agency too, if one of its services gives slips for another day.
bool Flow::choosable(const protocol::KioskAgency& agency) const {
  return agency.state == ServiceState::open ||
         std::ranges::any_of(agency.services, [&](const auto& one) { return gives_dated(one); });
}

/// The service that a visitor wanted and did not get.
const ServiceId* Flow::wanted_service() const {
  if (const auto* closed = std::get_if<AtClosed>(&place_)) {
    return closed->service ? &*closed->service : nullptr;
  }
  const auto* refused = std::get_if<AtRefused>(&place_);
  if (!refused || refused->package || !refused->refusal) return nullptr;
  const Reason reason = refused->refusal->reason;
  const bool today = reason == Reason::not_today || reason == Reason::service_full ||
                     reason == Reason::service_closed;
  return today ? &refused->service : nullptr;
}

bool Flow::offers_dated() const {
  const ServiceId* wanted = wanted_service();
  const auto* found = wanted ? service(*wanted) : nullptr;
  return found && gives_dated(*found);
}

Page Flow::page(SteadyTime now) const {
  if (covered(now)) {
    const bool early = !view_ && now < *lost_at_ + times_.link_lost;
    return early ? Page::connecting : Page::unreachable;
  }
  if (std::holds_alternative<AtServices>(place_)) return Page::services;
  if (std::holds_alternative<AtClosed>(place_)) return Page::closed;
  if (std::holds_alternative<AtCode>(place_)) return Page::code;
  if (std::holds_alternative<AtAsking>(place_)) return Page::asking;
  if (std::holds_alternative<AtRefused>(place_)) return Page::refused;
  if (std::holds_alternative<AtReprints>(place_)) return Page::reprints;
  if (std::holds_alternative<AtBack>(place_)) return Page::back;
  if (const Showing* shown = showing()) {
    if (shown->stage == Stage::printing) return Page::printing;
    return shown->stage == Stage::printed ? Page::ticket : Page::number;
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

const protocol::KioskPackage* Flow::package(const PackageId& id) const {
  if (!view_) return nullptr;
  for (const auto& agency : view_->agencies) {
    const auto found = std::ranges::find(agency.packages, id, &protocol::KioskPackage::package);
    if (found != agency.packages.end()) return &*found;
  }
  return nullptr;
}

void Flow::name_service(HeldTicket& ticket, const ServiceId& id) const {
  if (const auto* from = agency_of(id)) ticket.agency = from->name;
  if (const auto* what = service(id)) {
    ticket.service = what->name;
    ticket.bring = what->bring;
  }
}

}  // namespace giliran::kiosk
