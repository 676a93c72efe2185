#include <algorithm>
#include <array>

#include "counter_client/core/officer_desk.hpp"

/// What the window shows, and when that changes.
namespace giliran::counter {

namespace {

using std::chrono::ceil;
using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// How long ago, never negative: the hall's clock may be a little ahead of a time in its view.
milliseconds since(WallTime then, WallTime now) {
  return std::max(milliseconds(0), now - then);
}

/// How long until a count of whole `Unit`s since `then` grows by one.
template <class Unit>
milliseconds to_next(WallTime then, WallTime now) {
  if (now < then) return then - now + Unit(1);
  return Unit(1) - (now - then) % milliseconds(Unit(1));
}

/// How long until a count of whole `Unit`s that are left until `then` shrinks by one.
template <class Unit>
milliseconds to_fewer(WallTime now, WallTime then) {
  if (then <= now) return milliseconds(0);
  const auto odd = (then - now) % milliseconds(Unit(1));
  return odd == milliseconds(0) ? milliseconds(Unit(1)) : milliseconds(odd);
}

using Places = std::array<Press, 6>;

/// The six places below the main button; close and the switch keep theirs.
Places places_of(CounterState state) {
  switch (state) {
    case CounterState::closed:
      return {Press::call_ticket, Press::aside, Press::lend,
              Press::take_break,  Press::open,  Press::auto_call};
    case CounterState::idle:
      return {Press::call_ticket, Press::aside, Press::lend,
              Press::take_break,  Press::close, Press::auto_call};
    case CounterState::calling:
      return {Press::recall,   Press::no_show, Press::start,
              Press::transfer, Press::park,    Press::auto_call};
    case CounterState::serving:
      return {Press::finish,   Press::outcome, Press::add_step,
              Press::transfer, Press::park,    Press::auto_call};
    case CounterState::on_break:
      return {Press::call_ticket, Press::aside, Press::lend,
              Press::resume,      Press::close, Press::auto_call};
  }
  return {};
}

}  // namespace

Button OfficerDesk::button(Press press, SteadyTime now) const {
  return {press, possible(press, now), busy(now) && pending_->press == press};
}

std::vector<Button> OfficerDesk::actions(SteadyTime now) const {
  if (asked_) {
    return {button(Press::yes, now), button(Press::recall, now), button(Press::start, now)};
  }
  std::vector<Button> buttons;
  for (const Press press : places_of(view_ ? view_->state : CounterState::closed))
    buttons.push_back(button(press, now));
  return buttons;
}

std::optional<Notice> OfficerDesk::notice(SteadyTime now) const {
  if (notice_ && now < notice_->until) return notice_->notice;
  const bool waits = link_ == Link::up && pending_ && !pending_->settle_until;
  if (waits && now - pending_->since >= slow_after) return Notice{Notice::Kind::slow, {}};
  return std::nullopt;
}

std::optional<CurrentTicket> OfficerDesk::current_ticket(SteadyTime now) const {
  if (!view_ || !view_->ticket) return std::nullopt;
  const protocol::CounterTicket& ticket = *view_->ticket;
  const WallTime timed_from = ticket.started_at.value_or(ticket.called_at);
  return CurrentTicket{ticket.number,
                       ticket.service,
                       ticket.priority,
                       floor<minutes>(since(ticket.issued_at, ticket.called_at)),
                       floor<seconds>(since(timed_from, hall_time(now))),
                       ticket.calls,
                       ticket.appointment,
                       ticket.step,
                       ticket.to_do};
}

void OfficerDesk::show_queue(Shown& shown, SteadyTime now) const {
  const WallTime hall_now = hall_time(now);
  shown.waiting = view_->waiting;
  for (const protocol::QueuedTicket& queued : view_->queue) {
    const milliseconds waited = since(queued.issued_at, hall_now);
    shown.queue.push_back({queued.number, queued.service, queued.priority, floor<minutes>(waited),
                           waited > seconds(queued.target_s), queued.appointment});
  }
  const auto& queue = view_->queue;
  const auto same = [&](const auto& queued) { return queued.target_s == queue[0].target_s; };
  if (!queue.empty() && std::ranges::all_of(queue, same)) {
    shown.target = floor<minutes>(seconds(queue[0].target_s));
  }
}

Shown OfficerDesk::shown(SteadyTime now) const {
  Shown shown;
  shown.counter = counter_;
  shown.link = link_;
  if (lost_since_) shown.lost_since = floor<minutes>(zone_.local(*lost_since_));
  shown.main = button(main_press(), now);
  shown.actions = actions(now);
  shown.notice = notice(now);
  if (!view_) return shown;
  const WallTime hall_now = hall_time(now);
  shown.name = view_->name;
  shown.officer = view_->officer.value_or("");
  shown.state = view_->state;
  shown.ticket = current_ticket(now);
  if (panel_) shown.panel = panel_->shown(*view_, hall_now);
  if (asked_ && view_->ticket) shown.asked = view_->ticket->number;
  if (view_->on_break) {
    shown.on_break = Pause{view_->on_break->name, floor<seconds>(since(view_->since, hall_now)),
                           floor<minutes>(seconds(view_->on_break->allowance_s))};
  }
  shown.no_show_wait = no_show_wait(now);
  shown.auto_call = view_->auto_call;
  shown.aside = static_cast<int>(view_->parked.size() + view_->absent.size());
  shown.paused = view_->paused;
  for (const auto& lent : view_->lent) {
    shown.lent.push_back({lent.name, ceil<minutes>(since(hall_now, lent.until))});
  }
  show_queue(shown, now);
  shown.served_today = view_->served_today;
  if (view_->mean_service_s) shown.mean_service = seconds(*view_->mean_service_s);
  return shown;
}

std::optional<SteadyTime> OfficerDesk::next_change(SteadyTime now) const {
  std::optional<SteadyTime> next;
  const auto at = [&](SteadyTime time) {
    if (time > now && (!next || time < *next)) next = time;
  };
  if (notice_) at(notice_->until);
  if (pending_) at(pending_->settle_until.value_or(pending_->since + slow_after));
  if (!view_) return next;
  const WallTime hall_now = hall_time(now);
  if (view_->ticket) {
    const auto& ticket = *view_->ticket;
    at(now + to_next<seconds>(ticket.started_at.value_or(ticket.called_at), hall_now));
    if (ticket.no_show_at) at(now + to_fewer<seconds>(hall_now, *ticket.no_show_at));
  }
  if (view_->on_break) at(now + to_next<seconds>(view_->since, hall_now));
  for (const auto& lent : view_->lent)
    at(now + to_fewer<minutes>(hall_now, lent.until));
  for (const protocol::QueuedTicket& queued : view_->queue) {
    at(now + to_next<minutes>(queued.issued_at, hall_now));
    at(now + (queued.issued_at + seconds(queued.target_s) + milliseconds(1) - hall_now));
  }
  if (!panel_) return next;
  for (const auto* tickets : {&view_->parked, &view_->absent}) {
    for (const auto& ticket : *tickets)
      at(now + to_next<minutes>(ticket.since, hall_now));
  }
  return next;
}

}  // namespace giliran::counter
