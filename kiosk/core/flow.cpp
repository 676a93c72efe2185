#include "kiosk/core/flow.hpp"

#include <fmt/format.h>

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

Flow::Flow(FlowTimes times, std::function<RequestId()> new_id, SteadyTime now)
    : times_(times), new_id_(std::move(new_id)), view_at_(now), lost_at_(now), touched_at_(now) {}

void Flow::touched(std::string_view target, SteadyTime now) {
  advance(now);
  touched_at_ = now;
  if (acted_at_ && now - *acted_at_ < times_.same_touch) return;
  if (!target.empty()) acted_at_ = now;
  if (std::exchange(asked_still_there_, std::nullopt)) {
    if (target == "leave") wipe();
    return;
  }
  if (covered(now)) return;
  act(target, now);
}

void Flow::act(std::string_view target, SteadyTime now) {
  if (const auto* at = std::get_if<AtTicket>(&place_)) return touch_ticket(*at, target, now);
  if (target == "priority") priority_ = !priority_;
  if (target == "back" || target == "cancel") go_back();
  if (target == "reprint") place_ = AtReprints{};
  if (const auto code = after(target, "language:")) {
    if (const auto language = language_of(*code)) chosen_language_ = language;
  }
  if (const auto id = after(target, "agency:")) touch_agency(AgencyId(std::string(*id)));
  if (const auto id = after(target, "service:")) touch_service(ServiceId(std::string(*id)), now);
  if (const auto number = after(target, "reprint:")) reprint(*number, now);
}

void Flow::touch_agency(const AgencyId& id) {
  const auto* found = agency(id);
  if (!found || !std::holds_alternative<AtHome>(place_)) return;
  if (found->state == ServiceState::open) {
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
  const RequestId request = new_id_();
  commands_.emplace_back(IssueTicket{{id, priority_, language(), {}, request}});
  place_ = AtAsking{id, request, now};
}

void Flow::go_back() {
  if (const auto* closed = std::get_if<AtClosed>(&place_); closed && closed->service) {
    place_ = AtServices{AgencyId(closed->agency)};
  } else {
    place_ = AtHome{};
  }
}

void Flow::issue_answered(const RequestId& request, const protocol::TicketIssued& issued,
                          SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) {  // the visitor has left
    HeldTicket nobodys;
    nobodys.ticket = issued.ticket;
    nobodys.number = issued.number;
    report(nobodys, giliran::Slip::failed);
    return;
  }
  HeldTicket ticket;
  ticket.ticket = issued.ticket;
  ticket.number = issued.number;
  if (const auto* from = agency_of(asking->service)) ticket.agency = from->name;
  if (const auto* what = service(asking->service)) {
    ticket.service = what->name;
    ticket.bring = what->bring;
  }
  ticket.language = language();
  ticket.priority = priority_;
  ticket.ahead = issued.ahead;
  ticket.wait = issued.wait_range_s;
  ticket.url = view_->ticket_url + issued.token.value();
  ticket.issued_at = zone_->local(hall_time(now));
  ticket.issued = now;
  ticket.request = request;
  asked_still_there_.reset();
  tickets_.push_back(std::move(ticket));
  print(tickets_.back(), now);
}

void Flow::issue_refused(const RequestId& request, const Refusal& refusal, SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (asking && asking->request == request) place_ = AtRefused{asking->service, refusal};
}

void Flow::print(HeldTicket& ticket, SteadyTime now) {
  ++ticket.papers;
  ticket.paper_open = true;
  place_ = AtTicket{ticket.ticket, AtTicket::Stage::printing, now};
  TicketPaper paper;
  paper.job = fmt::format("{} {} {}", ticket.number.text(), ticket.request.value(), ticket.papers);
  paper.ticket = ticket.ticket;
  paper.language = ticket.language;
  paper.hall_lines = {view_->name.in(ticket.language), view_->place.in(ticket.language)};
  paper.issued_at = ticket.issued_at;
  paper.service = service_line(ticket, ticket.language);
  paper.number = ticket.number.text();
  paper.priority = ticket.priority;
  paper.copy = ticket.papers > 1;
  paper.ahead = ticket.ahead;
  paper.wait = ticket.wait;
  for (const LocalText& thing : ticket.bring) {
    paper.requirements.push_back(thing.in(ticket.language));
  }
  paper.url = ticket.url;
  commands_.emplace_back(PrintPaper{std::move(paper)});
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

void Flow::touch_ticket(AtTicket at, std::string_view target, SteadyTime now) {
  if (at.stage == AtTicket::Stage::printing) return;
  if (at.stage == AtTicket::Stage::number) {  // whoever touches has seen the number
    if (HeldTicket* ticket = held(at.ticket)) report(*ticket, giliran::Slip::on_screen);
    if (const auto number = after(target, "reprint:")) reprint(*number, now);
  }
  if (target == "done" || target == "noted") return wipe();
  if (auto* still = std::get_if<AtTicket>(&place_)) still->since = now;
}

void Flow::paper_news(TicketId id, PaperNews news, SteadyTime now) {
  advance(now);
  HeldTicket* ticket = held(id);
  if (!ticket) return;
  auto* at = std::get_if<AtTicket>(&place_);
  if (at && at->ticket != id) at = nullptr;
  ticket->paper_open = news == PaperNews::problem;
  if (news == PaperNews::printed || news == PaperNews::late_printed) {
    report(*ticket, giliran::Slip::printed);
    if (at && at->stage != AtTicket::Stage::printed) {
      *at = {id, AtTicket::Stage::printed, now};
    }
  } else if (at && at->stage == AtTicket::Stage::printing) {
    *at = {id, AtTicket::Stage::number, now};
  }
}

void Flow::report(HeldTicket& ticket, giliran::Slip slip) {
  if (ticket.slip == slip || ticket.slip == giliran::Slip::printed) return;
  ticket.slip = slip;
  commands_.emplace_back(ReportSlip{{ticket.ticket, slip, new_id_()}, ticket.number});
}

void Flow::connected(SteadyTime now) {
  advance(now);
}

void Flow::disconnected(SteadyTime now) {
  advance(now);
  if (!lost_at_) lost_at_ = now;
}

void Flow::view_arrived(protocol::KioskView view, SteadyTime now) {
  advance(now);
  if (!zone_ || zone_->name() != view.zone) zone_.emplace(view.zone);
  view_ = std::make_shared<const protocol::KioskView>(std::move(view));
  view_at_ = now;
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
    return;
  }
  const auto* from = agency(chosen);
  const auto* what = closed_service ? service(*closed_service) : nullptr;
  if (!from || (closed_service && !what)) {
    place_ = AtHome{};
  } else if (what ? what->state == ServiceState::open : from->state == ServiceState::open) {
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
}

}  // namespace giliran::kiosk
