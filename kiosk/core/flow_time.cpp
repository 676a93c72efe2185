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
  advance_ticket(now);
  advance_idle(now);
  forget_old_tickets(now);
}

std::optional<SteadyTime> Flow::shown_until() const {
  const auto* at = std::get_if<AtTicket>(&place_);
  if (!at) return std::nullopt;
  switch (at->stage) {
    case AtTicket::Stage::printing:
      return at->since + times_.paper_late;
    case AtTicket::Stage::printed:
      return at->since + times_.ticket_shown;
    case AtTicket::Stage::number:
      return at->since + times_.number_shown();
  }
  return std::nullopt;
}

void Flow::advance_ticket(SteadyTime now) {
  const auto until = shown_until();
  if (!until || now < *until) return;
  auto& at = std::get<AtTicket>(place_);
  if (at.stage == AtTicket::Stage::printing) {
    at = {at.ticket, AtTicket::Stage::number, now};
    return;
  }
  HeldTicket* ticket = held(at.ticket);
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
  if (std::holds_alternative<AtTicket>(place_)) return false;
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
  return view_->now + std::chrono::floor<std::chrono::milliseconds>(now - view_at_);
}

SteadyTime Flow::deadline(SteadyTime now) const {
  SteadyTime next = now + std::chrono::minutes(1);
  const auto consider = [&](SteadyTime at) {
    if (at > now) next = std::min(next, at);
  };
  if (view_) {
    const WallTime wall = hall_time(now);
    const auto minute = std::chrono::floor<std::chrono::minutes>(wall) + std::chrono::minutes(1);
    consider(now + (minute - wall));
  }
  if (const auto until = shown_until()) {
    consider(*until);
    if (std::get<AtTicket>(place_).stage != AtTicket::Stage::printing) {
      consider(next_second(*until, now));
    }
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
  if (scene.page == Page::unreachable || scene.page == Page::connecting) {
    if (view_ && lost_at_) {
      scene.lost_since =
          std::chrono::floor<std::chrono::minutes>(zone_->local(hall_time(*lost_at_)));
    }
    return scene;
  }
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
  } else if (const auto* asking = std::get_if<AtAsking>(&place_)) {
    scene.agency = agency_of(asking->service);
    scene.service = service(asking->service);
    scene.answer_late = now >= asking->since + times_.answer_late;
  } else if (const auto* refused = std::get_if<AtRefused>(&place_)) {
    scene.agency = agency_of(refused->service);
    scene.service = service(refused->service);
    scene.refusal = refused->refusal;
  } else if (const auto* at = std::get_if<AtTicket>(&place_)) {
    if (const HeldTicket* ticket = held(at->ticket)) scene.ticket = *ticket;
    if (at->stage == AtTicket::Stage::printed) {
      scene.countdown = countdown(*shown_until(), now, times_.ticket_shown);
    } else if (at->stage == AtTicket::Stage::number) {
      scene.countdown = countdown(*shown_until(), now, times_.number_shown());
    }
  }
}

}  // namespace giliran::kiosk
