#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/core/flow.hpp"
#include "shared/base/iso_time.hpp"

/// What a Flow does with the hall's answers and with the news of its papers.
namespace giliran::kiosk {

namespace chr = std::chrono;

void Flow::issue_answered(const RequestId& request, const protocol::TicketIssued& issued,
                          SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) {  // the visitor has left, or has another number
    HeldTicket nobodys;
    nobodys.ticket = issued.ticket;
    nobodys.number = issued.number;
    report(nobodys, giliran::Slip::failed);
    return;
  }
  HeldTicket ticket = made_ticket(*asking, issued.service, now);
  ticket.ticket = issued.ticket;
  ticket.number = issued.number;
  ticket.priority = issued.priority;
  ticket.ahead = issued.ahead;
  ticket.wait = issued.wait_range_s;
  ticket.outlook = issued.outlook;
  ticket.url = hall_view_->ticket_url + issued.token.value();
  ticket.issued_at = zone_->local(hall_time(now));
  asked_still_there_.reset();
  tickets_.push_back(std::move(ticket));
  print(tickets_.back(), now);
}

void Flow::number_given(const RequestId& request, const GivenTicket& given, SteadyTime now) {
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) return;
  HeldTicket ticket = made_ticket(*asking, given.service, now);
  ticket.ticket = given.shown_as;
  ticket.number = given.number;
  ticket.priority = given.priority;
  ticket.offline = true;
  ticket.url = hall_view_->ticket_url + given.token.value();
  ticket.issued_at = zone_->local(given.issued_at);
  asked_still_there_.reset();
  tickets_.push_back(std::move(ticket));
  print(tickets_.back(), now);
}

void Flow::no_number(const RequestId& request, SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) return;
  place_ = AtRefused{ServiceId(asking->service), std::optional(asking->package), std::nullopt};
}

HeldTicket Flow::made_ticket(const AtAsking& asking, const ServiceId& what, SteadyTime now) const {
  HeldTicket ticket;
  name_service(ticket, what);
  if (const auto* whole = asking.package ? package(*asking.package) : nullptr) {
    ticket.service = whole->name;
    ticket.bring.clear();
    for (const ServiceId& id : whole->services) {
      const auto* step = service(id);
      if (!step) continue;
      ticket.steps.push_back(step->name);
      for (const LocalText& thing : step->bring) {
        if (std::ranges::find(ticket.bring, thing) == ticket.bring.end()) {
          ticket.bring.push_back(thing);
        }
      }
    }
  }
  ticket.language = language();
  ticket.issued = now;
  ticket.request = asking.request;
  return ticket;
}

void Flow::back_answered(const RequestId& request, const protocol::TicketBack& back,
                         SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) return;  // it is back all the same
  AtBack at{{}, {Stage::printed, now}};
  at.ticket.ticket = back.ticket;
  at.ticket.number = back.number;
  name_service(at.ticket, back.service);
  at.ticket.ahead = back.ahead;
  at.ticket.wait = back.wait_range_s;
  asked_still_there_.reset();
  place_ = std::move(at);
}

void Flow::dated_answered(const RequestId& request, const protocol::BookingMade& made,
                          SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) {  // the visitor has left
    commands_.emplace_back(DropBooking{{made.code, new_id_()}});
    return;
  }
  HeldCode slip;
  slip.code = made.code;
  if (const auto* from = agency_of(asking->service)) slip.agency = from->name;
  if (const auto* what = service(asking->service)) slip.service = what->name;
  slip.priority = priority_;
  const auto day = iso_day(made.day);
  slip.day = day ? *day : chr::floor<chr::days>(zone_->local(hall_time(now)));
  if (made.opens_at) slip.opens = iso_local_time(*made.opens_at);
  slip.job = fmt::format("{} {}", made.code.value(), request.value());
  asked_still_there_.reset();
  print(std::move(slip), now);
}

void Flow::refused(const RequestId& request, const Refusal& refusal, SteadyTime now) {
  advance(now);
  const auto* asking = std::get_if<AtAsking>(&place_);
  if (!asking || asking->request != request) return;
  if (asking->wish == Wish::check_in || asking->wish == Wish::back) {
    place_ = AtCode{std::string(asking->typed), false, refusal};
  } else {
    place_ = AtRefused{ServiceId(asking->service), std::optional(asking->package), refusal};
  }
}

void Flow::print(HeldTicket& ticket, SteadyTime now) {
  ++ticket.papers;
  ticket.paper_open = true;
  place_ = AtTicket{ticket.ticket, {Stage::printing, now}};
  TicketPaper paper;
  paper.job = fmt::format("{} {} {}", ticket.number.text(), ticket.request.value(), ticket.papers);
  paper.ticket = ticket.ticket;
  paper.language = ticket.language;
  paper.hall_lines = {view_->name.in(ticket.language), view_->place.in(ticket.language)};
  paper.issued_at = ticket.issued_at;
  paper.service = service_line(ticket.agency, ticket.service, ticket.language);
  paper.number = ticket.number.text();
  paper.priority = ticket.priority;
  paper.copy = ticket.papers > 1;
  paper.offline = ticket.offline;
  paper.ahead = ticket.ahead;
  paper.wait = ticket.wait;
  paper.outlook = ticket.outlook;
  for (const LocalText& step : ticket.steps)
    paper.steps.push_back(step.in(ticket.language));
  for (const LocalText& thing : ticket.bring)
    paper.requirements.push_back(thing.in(ticket.language));
  paper.url = ticket.url;
  paper.return_within = chr::minutes(view_->reentry_minutes);
  commands_.emplace_back(PrintPaper{std::move(paper)});
}

void Flow::print(HeldCode slip, SteadyTime now) {
  DatedPaper paper;
  paper.job = slip.job;
  paper.language = language();
  paper.hall_lines = {view_->name.in(paper.language), view_->place.in(paper.language)};
  paper.issued_at = zone_->local(hall_time(now));
  paper.service = service_line(slip.agency, slip.service, paper.language);
  paper.priority = slip.priority;
  paper.code = slip.code.value();
  paper.day = slip.day;
  paper.opens = slip.opens;
  commands_.emplace_back(PrintDated{std::move(paper)});
  place_ = AtDated{std::move(slip), {Stage::printing, now}};
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
    if (at && at->showing.stage != Stage::printed) at->showing = {Stage::printed, now};
  } else if (at && at->showing.stage == Stage::printing) {
    at->showing = {Stage::number, now};
  }
}

void Flow::dated_news(std::string_view job, PaperNews news, SteadyTime now) {
  advance(now);
  auto* at = std::get_if<AtDated>(&place_);
  if (!at || at->slip.job != job) return;
  if (news == PaperNews::printed || news == PaperNews::late_printed) {
    if (at->showing.stage != Stage::printed) at->showing = {Stage::printed, now};
  } else if (at->showing.stage == Stage::printing) {
    at->showing = {Stage::number, now};
  }
}

void Flow::report(HeldTicket& ticket, giliran::Slip slip) {
  if (ticket.slip == slip || ticket.slip == giliran::Slip::printed) return;
  ticket.slip = slip;
  commands_.emplace_back(ReportSlip{ticket.ticket, slip, ticket.number});
}

}  // namespace giliran::kiosk
