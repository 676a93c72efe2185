#include <algorithm>

#include "kiosk/core/flow.hpp"

/// What happens in a Flow when nobody does anything.
namespace giliran::kiosk {

namespace {

/// Rounded up, so that a countdown ends when it reaches 0.
int whole_seconds(SteadyTime::duration left) {
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count());
}

/// When whole_seconds(until - now) will next be another.
SteadyTime next_second(SteadyTime until, SteadyTime now) {
  return until - std::chrono::seconds(whole_seconds(until - now) - 1);
}

}  // namespace

void Flow::advance(SteadyTime now) {
  advance_link(now);
  advance_asking(now);
  advance_shown(now);
  advance_idle(now);
  forget_old_tickets(now);
}

/// Without the hall, what can be had changes by the clock alone.
void Flow::advance_link(SteadyTime now) {
  if (!hall_view_ || !link_is_lost(now)) return;
  const LocalTime at = std::chrono::floor<std::chrono::minutes>(zone_->local(hall_time(now)));
  if (offline_at_ == at) return;
  offline_at_ = at;
  view_ = std::make_shared<const protocol::KioskView>(
      view_without_hall(*hall_view_, zone_->local(hall_view_->now), at, hours_));
  follow_view();
}

/// The hall's number is late: the visitor gets one of this kiosk's own, if there is one.
void Flow::advance_asking(SteadyTime now) {
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->wish != Wish::number || asking->own) return;
  if (now < asking->since + times_.answer_within || numbers_left(asking->service, now) == 0) return;
  AtAsking own = *asking;
  own.request = new_id_();
  give_number(std::move(own), now);
}

std::optional<SteadyTime> Flow::shown_until() const {
  const Showing* shown = showing();
  if (!shown) return std::nullopt;
  switch (shown->stage) {
    case Stage::printing:
      return shown->since + times_.paper_late;
    case Stage::printed:
      return shown->since + times_.ticket_shown;
    case Stage::number:
      return shown->since + times_.number_shown();
  }
  return std::nullopt;
}

void Flow::advance_shown(SteadyTime now) {
  const auto until = shown_until();
  if (!until || now < *until) return;
  if (showing()->stage == Stage::printing) {
    *showing() = {Stage::number, now};
    return;
  }
  const auto* at = std::get_if<AtTicket>(&place_);
  HeldTicket* ticket = at ? held(at->ticket) : nullptr;
  if (ticket && ticket->slip == giliran::Slip::pending) report(*ticket, giliran::Slip::failed);
  wipe();
}

void Flow::advance_idle(SteadyTime now) {
  if (!personal()) {
    asked_still_there_.reset();
  } else if (!asked_still_there_) {
    // From now, not from when it was due: whoever is asked gets the whole time to answer.
    if (now >= touched_at_ + times_.idle) asked_still_there_ = now;
  } else if (now >= *asked_still_there_ + times_.still_there) {
    wipe();
  }
}

/// Whether the screen holds what the next visitor must not see. A ticket has its own countdown.
bool Flow::personal() const {
  if (showing()) return false;
  return !std::holds_alternative<AtHome>(place_) || chosen_language_ || priority_;
}

void Flow::forget_old_tickets(SteadyTime now) {
  const auto* at = std::get_if<AtTicket>(&place_);
  std::erase_if(tickets_, [&](const HeldTicket& ticket) {
    if (at && at->ticket == ticket.ticket) return false;
    return ticket.slip == giliran::Slip::printed || now - ticket.issued >= times_.reprint_within;
  });
}

WallTime Flow::hall_time(SteadyTime now) const {
  return hall_view_->now + std::chrono::floor<std::chrono::milliseconds>(now - view_at_);
}

SteadyTime Flow::deadline(SteadyTime now) const {
  SteadyTime next = now + std::chrono::minutes(1);
  const auto consider = [&](SteadyTime at) {
    if (at > now) next = std::min(next, at);
  };
  if (hall_view_) {
    const WallTime wall = hall_time(now);
    const auto minute = std::chrono::floor<std::chrono::minutes>(wall) + std::chrono::minutes(1);
    consider(now + (minute - wall));
  }
  if (const auto until = shown_until()) {
    consider(*until);
    if (showing()->stage != Stage::printing) consider(next_second(*until, now));
  }
  if (personal()) {
    if (!asked_still_there_) {
      consider(touched_at_ + times_.idle);
    } else {
      consider(next_second(*asked_still_there_ + times_.still_there, now));
    }
  }
  if (const auto* asking = std::get_if<AtAsking>(&place_)) {
    consider(asking->since + times_.answer_late);
    consider(asking->since + times_.answer_within);
  }
  if (lost_at_) consider(*lost_at_ + times_.link_lost);
  for (const HeldTicket& ticket : tickets_)
    consider(ticket.issued + times_.reprint_within);
  return next;
}

namespace {

Countdown countdown(SteadyTime until, SteadyTime now, std::chrono::seconds of) {
  return {std::max(0, whole_seconds(until - now)), static_cast<int>(of.count())};
}

}  // namespace

Scene Flow::scene(SteadyTime now) const {
  Scene scene;
  scene.page = page(now);
  scene.language = language();
  scene.priority = priority_;
  scene.view = view_;
  scene.printer = printer_;
  scene.printer_ready = printer_ready_;
  if (view_) {
    scene.clock = std::chrono::floor<std::chrono::minutes>(zone_->local(hall_time(now)));
  }
  scene.offline = offline_at_.has_value();
  const bool alone = scene.page == Page::unreachable || scene.page == Page::connecting;
  if (view_ && lost_at_ && (alone || scene.offline)) {
    scene.lost_since =
        std::chrono::floor<std::chrono::minutes>(zone_->local(hall_time(lost_since_)));
  }
  if (alone) return scene;
  for (auto ticket = tickets_.rbegin(); ticket != tickets_.rend(); ++ticket) {
    if (reprintable(*ticket, now)) scene.reprints.push_back(*ticket);
  }
  place_in(scene, now);
  if (asked_still_there_) {
    const auto until = *asked_still_there_ + times_.still_there;
    scene.still_there = countdown(until, now, times_.still_there);
  }
  return scene;
}

void Flow::place_in(Scene& scene, SteadyTime now) const {
  if (const auto* services = std::get_if<AtServices>(&place_)) {
    scene.agency = agency(services->agency);
  } else if (const auto* closed = std::get_if<AtClosed>(&place_)) {
    scene.agency = agency(closed->agency);
    if (closed->service) scene.service = service(*closed->service);
  } else if (const auto* code = std::get_if<AtCode>(&place_)) {
    scene.typed = code->typed;
    scene.unreadable = code->unreadable;
    scene.refusal = code->refusal;
  } else if (const auto* asking = std::get_if<AtAsking>(&place_)) {
    scene.wish = asking->wish;
    scene.agency = agency_of(asking->service);
    scene.service = service(asking->service);
    if (asking->package) scene.package = package(*asking->package);
    scene.answer_late = now >= asking->since + times_.answer_late;
  } else if (const auto* refused = std::get_if<AtRefused>(&place_)) {
    scene.agency = agency_of(refused->service);
    scene.service = service(refused->service);
    if (refused->package) scene.package = package(*refused->package);
    scene.refusal = refused->refusal;
  } else if (const auto* at = std::get_if<AtTicket>(&place_)) {
    if (const HeldTicket* ticket = held(at->ticket)) scene.ticket = *ticket;
  } else if (const auto* dated = std::get_if<AtDated>(&place_)) {
    scene.dated = dated->slip;
  } else if (const auto* back = std::get_if<AtBack>(&place_)) {
    scene.ticket = back->ticket;
  }
  scene.offers_dated = offers_dated();
  scene.takes_codes = std::holds_alternative<AtHome>(place_) && takes_codes();
  const Showing* shown = showing();
  if (shown && shown->stage != Stage::printing) {
    const bool paper = shown->stage == Stage::printed;
    scene.countdown =
        countdown(*shown_until(), now, paper ? times_.ticket_shown : times_.number_shown());
  }
}

}  // namespace giliran::kiosk
