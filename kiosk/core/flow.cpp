#include "kiosk/core/flow.hpp"

#include <algorithm>
#include <utility>

namespace giliran::kiosk {

namespace {

/// The rest of `target` after `prefix`, if it begins so.
std::optional<std::string_view> after(std::string_view target, std::string_view prefix) {
  if (!target.starts_with(prefix)) return std::nullopt;
  return target.substr(prefix.size());
}

}  // namespace

Flow::Flow(FlowTimes times, std::function<RequestId()> new_id, SteadyTime now, ServiceHours hours,
           const Leases* leases)
    : times_(times),
      new_id_(std::move(new_id)),
      hours_(std::move(hours)),
      leases_(leases),
      view_at_(now),
      lost_since_(now),
      lost_at_(now),
      touched_at_(now) {}

void Flow::remembered(protocol::KioskView view, SteadyTime now) {
  know(std::move(view), now);
}

void Flow::know(protocol::KioskView view, SteadyTime now) {
  if (!zone_ || zone_->name() != view.zone) zone_.emplace(view.zone);
  hall_view_ = std::make_shared<const protocol::KioskView>(std::move(view));
  view_at_ = now;
}

/// Whether this is the touch before once more, by a finger that trembles.
bool Flow::same_touch(std::string_view target, SteadyTime now) {
  if (acted_at_ && now - *acted_at_ < times_.same_touch) return true;
  if (!target.starts_with("key:") && target != "erase") {
    if (!target.empty()) acted_at_ = now;
    return false;
  }
  const bool again = target == last_key_ && now - last_key_at_ < times_.same_key;
  if (!again) last_key_at_ = now;
  last_key_ = target;
  return again;
}

void Flow::touched(std::string_view target, SteadyTime now) {
  advance(now);
  touched_at_ = now;
  if (same_touch(target, now)) return;
  if (std::exchange(asked_still_there_, std::nullopt)) {
    if (target == "leave") wipe();
    return;
  }
  if (covered(now)) return;
  act(target, now);
}

void Flow::act(std::string_view target, SteadyTime now) {
  if (showing()) return touch_shown(target, now);
  if (target == "priority") priority_ = !priority_;
  if (target == "back" || target == "cancel") go_back();
  if (target == "reprint") place_ = AtReprints{};
  if (target == "code" && takes_codes() && std::holds_alternative<AtHome>(place_)) {
    place_ = AtCode{};
  }
  if (target == "dated") take_dated(now);
  if (target == "erase") touch_erase();
  if (target == "submit") {
    if (const auto* at = std::get_if<AtCode>(&place_)) submit(std::string(at->typed), now);
  }
  if (const auto key = after(target, "key:"); key && key->size() == 1) touch_key(key->front());
  if (const auto code = after(target, "language:")) {
    if (const auto language = language_of(*code)) chosen_language_ = language;
  }
  if (const auto id = after(target, "agency:")) touch_agency(AgencyId(std::string(*id)));
  if (const auto id = after(target, "service:")) touch_service(ServiceId(std::string(*id)), now);
  if (const auto id = after(target, "package:")) touch_package(PackageId(std::string(*id)), now);
  if (const auto number = after(target, "reprint:")) reprint(*number, now);
}

void Flow::touch_agency(const AgencyId& id) {
  const auto* found = agency(id);
  if (!found || !std::holds_alternative<AtHome>(place_)) return;
  if (choosable(*found)) {
    place_ = AtServices{id};
  } else {
    place_ = AtClosed{id, std::nullopt};
  }
}

void Flow::touch_service(const ServiceId& id, SteadyTime now) {
  const auto* found = service(id);
  const auto* at = std::get_if<AtServices>(&place_);
  if (!found || !at) return;
  if (found->state != ServiceState::open) {
    place_ = AtClosed{at->agency, id};
    return;
  }
  ask_number(id, std::nullopt, now);
}

void Flow::ask_number(const ServiceId& service, std::optional<PackageId> package, SteadyTime now) {
  const RequestId request = new_id_();
  AtAsking asking{Wish::number, service, std::move(package), {}, request, now};
  if (offline_at_) return give_number(std::move(asking), now);
  commands_.emplace_back(IssueTicket{{service, priority_, language(), further(asking), request}});
  place_ = std::move(asking);
}

std::vector<ServiceId> Flow::further(const AtAsking& asking) const {
  const auto* whole = asking.package ? package(*asking.package) : nullptr;
  if (!whole) return {};
  return {whole->services.begin() + 1, whole->services.end()};
}

/// Out of a lease: asked of the program, which writes it down first.
void Flow::give_number(AtAsking asking, SteadyTime now) {
  const auto moment = hall_moment(now);
  const auto* what = service(asking.service);
  if (!moment || !what || numbers_left(asking.service, now) == 0) {
    place_ = AtRefused{asking.service, asking.package, std::nullopt};
    return;
  }
  asking.own = true;
  const NumberWish wish{asking.service, what->letter, further(asking), priority_, language()};
  commands_.emplace_back(GiveNumber{asking.request, wish, moment->day, moment->at});
  place_ = std::move(asking);
}

/// All its services or none: the first one that takes nobody is named.
void Flow::touch_package(const PackageId& id, SteadyTime now) {
  const auto* found = package(id);
  const auto* at = std::get_if<AtServices>(&place_);
  if (!found || !at || found->services.empty()) return;
  for (const ServiceId& step : found->services) {
    const auto* one = service(step);
    if (one && one->state != ServiceState::open) {
      place_ = AtClosed{agency_of(step)->agency, step};
      return;
    }
  }
  ask_number(found->services.front(), id, now);
}

void Flow::take_dated(SteadyTime now) {
  if (!offers_dated()) return;
  const ServiceId wanted = *wanted_service();
  const RequestId request = new_id_();
  commands_.emplace_back(TakeDated{{wanted, priority_, language(), request}});
  place_ = AtAsking{Wish::dated, wanted, std::nullopt, {}, request, now};
}

void Flow::go_back() {
  if (const auto* closed = std::get_if<AtClosed>(&place_); closed && closed->service) {
    place_ = AtServices{AgencyId(closed->agency)};
  } else {
    place_ = AtHome{};
  }
}

void Flow::reprint(std::string_view number, SteadyTime now) {
  // The newest first: a number comes again on the next day.
  const auto wanted = std::find_if(tickets_.rbegin(), tickets_.rend(), [&](const HeldTicket& held) {
    return held.number.text() == number;
  });
  if (wanted != tickets_.rend() && reprintable(*wanted, now)) print(*wanted, now);
}

bool Flow::reprintable(const HeldTicket& ticket, SteadyTime now) const {
  return printer_ready_ && ticket.slip != giliran::Slip::printed && !ticket.paper_open &&
         now - ticket.issued < times_.reprint_within;
}

void Flow::touch_shown(std::string_view target, SteadyTime now) {
  if (showing()->stage == Stage::printing) return;
  if (const auto* at = std::get_if<AtTicket>(&place_); at && at->showing.stage == Stage::number) {
    // Whoever touches has seen the number.
    if (HeldTicket* ticket = held(at->ticket)) report(*ticket, giliran::Slip::on_screen);
    if (const auto number = after(target, "reprint:")) reprint(*number, now);
  }
  if (target == "done" || target == "noted") return wipe();
  showing()->since = now;
}

void Flow::connected(SteadyTime now) {
  advance(now);
}

void Flow::disconnected(SteadyTime since, SteadyTime now) {
  advance(now);
  if (lost_at_) return;
  lost_since_ = since;
  lost_at_ = now;
}

void Flow::view_arrived(protocol::KioskView view, SteadyTime now) {
  advance(now);
  know(std::move(view), now);
  view_ = hall_view_;
  offline_at_.reset();
  lost_at_.reset();
  follow_view();
}

/// What was chosen may be gone, closed or open again by now.
void Flow::follow_view() {
  AgencyId chosen;
  std::optional<ServiceId> closed_service;
  if (const auto* at = std::get_if<AtServices>(&place_)) {
    chosen = at->agency;
  } else if (const auto* closed = std::get_if<AtClosed>(&place_)) {
    chosen = closed->agency;
    closed_service = closed->service;
  } else {
    if (std::holds_alternative<AtCode>(place_) && !takes_codes()) place_ = AtHome{};
    return;
  }
  const auto* from = agency(chosen);
  const auto* what = closed_service ? service(*closed_service) : nullptr;
  if (!from || (closed_service && !what)) {
    place_ = AtHome{};
  } else if (what ? what->state == ServiceState::open : choosable(*from)) {
    place_ = AtServices{chosen};
  } else if (!closed_service) {
    place_ = AtClosed{chosen, std::nullopt};
  }
}

void Flow::printer(PrinterHealth health, bool ready, SteadyTime now) {
  advance(now);
  printer_ = health;
  printer_ready_ = ready;
}

std::vector<Command> Flow::take_commands() {
  return std::exchange(commands_, {});
}

void Flow::wipe() {
  place_ = AtHome{};
  chosen_language_.reset();
  priority_ = false;
  asked_still_there_.reset();
  line_.clear();
}

}  // namespace giliran::kiosk
