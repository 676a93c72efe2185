#include <algorithm>
#include <array>
#include <utility>

#include "counter_client/core/panel_entry.hpp"

namespace giliran::counter {

namespace {

using protocol::CounterView;
using std::chrono::ceil;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array lending_lengths{minutes(30), minutes(60), minutes(120)};

minutes whole_minutes(WallTime from, WallTime to) {
  return std::max(minutes(0), floor<minutes>(to - from));
}

Entry said(Choice choice, Phrase phrase) {
  return {.choice = std::move(choice), .phrase = phrase};
}

Entry reason(Phrase phrase) {
  return said(std::string(reason_text(phrase)), phrase);
}

Entry of_service(const protocol::TargetService& target) {
  return {.choice = target.service, .name = target.name, .group = target.agency};
}

/// By agency, those first of whose services this counter has one; as in the hall's plan otherwise.
std::vector<protocol::TargetService> by_agency(const CounterView& view) {
  std::vector<LocalText> agencies;
  for (const bool here : {true, false}) {
    for (const auto& target : view.services) {
      if (target.here >= here && std::ranges::find(agencies, target.agency) == agencies.end()) {
        agencies.push_back(target.agency);
      }
    }
  }
  std::vector<protocol::TargetService> sorted = view.services;
  std::ranges::stable_sort(sorted, {}, [&](const auto& target) {
    return std::ranges::find(agencies, target.agency) - agencies.begin();
  });
  return sorted;
}

/// All services but the ticket's own.
std::vector<Entry> other_services(const CounterView& view) {
  std::vector<Entry> entries;
  for (const auto& target : by_agency(view)) {
    if (!view.ticket || target.service != view.ticket->service_id) {
      entries.push_back(of_service(target));
    }
  }
  return entries;
}

std::vector<Entry> officers(const CounterView& view) {
  std::vector<Entry> entries;
  for (const auto& officer : view.officers) {
    entries.push_back(
        {.choice = officer.officer, .name = {officer.name, officer.name, officer.name}});
  }
  entries.push_back(said(std::monostate{}, Phrase::no_officer));
  return entries;
}

std::vector<Entry> transfer_services(const CounterView& view) {
  std::vector<Entry> entries;
  if (view.state == CounterState::calling && view.ticket) {
    Entry back = said(view.ticket->service_id, Phrase::back_to_queue);
    back.name = view.ticket->service;
    entries.push_back(std::move(back));
  }
  std::ranges::move(other_services(view), std::back_inserter(entries));
  return entries;
}

/// The view names the officers at other counters; one whose name two share cannot be meant.
std::optional<OfficerId> officer_named(const CounterView& view, const std::string& name) {
  const auto named = [&](const auto& officer) { return officer.name == name; };
  if (std::ranges::count_if(view.officers, named) != 1) return std::nullopt;
  return std::ranges::find_if(view.officers, named)->officer;
}

std::vector<Entry> transfer_places(const CounterView& view, const Entry& chosen) {
  std::vector<Entry> entries{said(Place::arrival, Phrase::by_arrival),
                             said(Place::first, Phrase::first), said(Place::last, Phrase::last)};
  const auto& service = std::get<ServiceId>(chosen.choice);
  for (const auto& target : view.counters) {
    if (std::ranges::find(target.serves, service) == target.serves.end()) continue;
    entries.push_back({.choice = target.counter, .counter = target.counter, .name = target.name});
    const auto officer = target.officer ? officer_named(view, *target.officer) : std::nullopt;
    if (!officer) continue;
    entries.push_back({.choice = *officer,
                       .counter = target.counter,
                       .name = {*target.officer, *target.officer, *target.officer}});
  }
  return entries;
}

std::vector<Entry> outcomes() {
  return {said(Outcome::served, Phrase::served),
          said(Outcome::missing_document, Phrase::missing_document),
          said(Outcome::wrong_service, Phrase::wrong_service),
          said(Outcome::referred, Phrase::referred), said(Outcome::left, Phrase::left)};
}

std::vector<Entry> documents(const CounterView& view) {
  std::vector<Entry> entries;
  if (view.ticket) {
    for (const LocalText& document : view.ticket->bring) {
      entries.push_back({.choice = document.id, .name = document});
    }
  }
  entries.push_back(reason(Phrase::other_document));
  return entries;
}

std::vector<Entry> queue(const CounterView& view, WallTime now) {
  std::vector<Entry> entries;
  for (const auto& queued : view.queue) {
    entries.push_back({.choice = queued.number,
                       .number = queued.number,
                       .name = queued.service,
                       .minutes = whole_minutes(queued.issued_at, now)});
  }
  return entries;
}

std::vector<Entry> aside(const CounterView& view, WallTime now) {
  std::vector<Entry> entries;
  const auto add = [&](const std::vector<protocol::AsideTicket>& tickets, Phrase group) {
    for (const auto& ticket : tickets) {
      entries.push_back({.choice = ticket.ticket,
                         .number = ticket.number,
                         .name = ticket.service,
                         .why = ticket.why,
                         .minutes = whole_minutes(ticket.since, now),
                         .group = group});
    }
  };
  add(view.parked, Phrase::parked);
  add(view.absent, Phrase::absent);
  return entries;
}

std::vector<Entry> breaks(const CounterView& view) {
  std::vector<Entry> entries;
  for (const auto& choice : view.breaks) {
    entries.push_back({.choice = choice.reason,
                       .name = choice.name,
                       .minutes = floor<minutes>(seconds(choice.allowance_s))});
  }
  return entries;
}

std::vector<Entry> lendings(const CounterView& view, WallTime now) {
  std::vector<Entry> entries;
  for (const auto& lent : view.lent) {
    entries.push_back({.choice = GiveBack{lent.service},
                       .phrase = Phrase::give_back,
                       .name = lent.name,
                       .minutes = ceil<minutes>(lent.until - now)});
  }
  for (const auto& target : by_agency(view)) {
    const bool has = std::ranges::find(view.lent, target.service,
                                       &protocol::LentService::service) != view.lent.end();
    if (!target.here && !has) entries.push_back(of_service(target));
  }
  return entries;
}

std::vector<Entry> lengths() {
  std::vector<Entry> entries;
  entries.reserve(lending_lengths.size());
  for (const minutes length : lending_lengths)
    entries.push_back({.choice = length, .minutes = length});
  return entries;
}

}  // namespace

Typing typing_of(PanelKind kind, std::size_t step) {
  if (step > 0) return Typing::nothing;
  switch (kind) {
    case PanelKind::officer:
    case PanelKind::transfer:
    case PanelKind::add_step:
    case PanelKind::lend:
      return Typing::filter;
    case PanelKind::call_ticket:
    case PanelKind::aside:
      return Typing::number;
    case PanelKind::park:
    case PanelKind::outcome:
    case PanelKind::take_break:
      break;
  }
  return Typing::nothing;
}

std::vector<Entry> entries_of(PanelKind kind, const std::vector<Entry>& chosen,
                              const CounterView& view, WallTime now) {
  const bool first = chosen.empty();
  switch (kind) {
    case PanelKind::officer:
      return officers(view);
    case PanelKind::transfer:
      return first ? transfer_services(view) : transfer_places(view, chosen[0]);
    case PanelKind::park:
      return {said(std::string(), Phrase::no_reason), reason(Phrase::photocopy),
              reason(Phrase::complete_papers), reason(Phrase::payment)};
    case PanelKind::outcome:
      return first ? outcomes() : documents(view);
    case PanelKind::add_step:
      return other_services(view);
    case PanelKind::call_ticket:
      if (first) return queue(view, now);
      return {reason(Phrase::missed_call), reason(Phrase::special_need),
              reason(Phrase::papers_ready)};
    case PanelKind::aside:
      return aside(view, now);
    case PanelKind::take_break:
      return breaks(view);
    case PanelKind::lend:
      return first ? lendings(view, now) : lengths();
  }
  return {};
}

}  // namespace giliran::counter
