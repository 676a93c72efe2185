#include "counter_client/core/officer_desk.hpp"

#include <algorithm>
#include <utility>

namespace giliran::counter {

namespace {

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

std::optional<Command::Kind> kind_of(Press press) {
  switch (press) {
    case Press::open:
      return Command::Kind::open;
    case Press::call_next:
      return Command::Kind::call_next;
    case Press::recall:
      return Command::Kind::recall;
    case Press::start:
      return Command::Kind::start;
    case Press::finish:
    case Press::finish_then_call:
      return Command::Kind::finish;
    case Press::no_show:
    case Press::yes:
      return Command::Kind::no_show;
    case Press::close:
      return Command::Kind::close;
    case Press::main:
    case Press::keep_waiting:
      return std::nullopt;
  }
  return std::nullopt;
}

bool same_ticket(const std::optional<protocol::CounterTicket>& one,
                 const std::optional<protocol::CounterTicket>& other) {
  return one.has_value() == other.has_value() && (!one || one->ticket == other->ticket);
}

}  // namespace

OfficerDesk::OfficerDesk(CounterId counter, Zone zone)
    : counter_(counter), zone_(std::move(zone)) {}

void OfficerDesk::connected() {
  link_ = Link::up;
  lost_since_.reset();
}

void OfficerDesk::disconnected(SteadyTime now) {
  if (link_ == Link::up) {
    link_ = Link::lost;
    if (view_) lost_since_ = hall_time(now);
  }
  asked_.reset();
  if (!pending_) return;
  // Who waits for an answer through an outage no longer expects a visitor to be called by it.
  if (std::exchange(pending_->then_call, false)) pending_->left_out = true;
  pending_->chained = false;
  if (held_) {
    ArrivedView held = std::move(*held_);
    view_arrived(std::move(held.view), held.at);
  }
  if (pending_ && pending_->settle_until) settle();
}

void OfficerDesk::view_arrived(protocol::CounterView view, SteadyTime now) {
  const bool between = pending_ && pending_->chained && !pending_->settle_until;
  if (between && view.state == CounterState::idle) {
    held_ = ArrivedView{std::move(view), now};
    return;
  }
  held_.reset();
  view_ = std::move(view);
  view_at_ = now;
  if (pending_ && pending_->settle_until && effect_seen(*pending_)) settle();
  const bool still_asked = asked_ && view_->state == CounterState::calling && view_->ticket &&
                           view_->ticket->ticket == *asked_;
  if (!still_asked) asked_.reset();
}

std::optional<Command> OfficerDesk::press(Press press, SteadyTime now) {
  if (busy(now) || (last_press_ == press && now - last_press_at_ < bounce)) return std::nullopt;
  const Press meant = press == Press::main ? main_press() : press;
  if (!possible(meant)) return std::nullopt;
  last_press_ = press;
  last_press_at_ = now;
  notice_.reset();
  if (meant == Press::no_show && asks(now)) {
    asked_ = view_->ticket->ticket;
    return std::nullopt;
  }
  asked_.reset();
  const auto kind = kind_of(meant);
  return kind ? std::optional(send(meant, *kind, now)) : std::nullopt;
}

std::optional<Command> OfficerDesk::answered(const Answer& answer, SteadyTime now) {
  if (!pending_ || pending_->settle_until) return std::nullopt;
  if (const auto* done = std::get_if<Accepted>(&answer)) return accepted(*done, now);
  if (const auto* refusal = std::get_if<Refusal>(&answer)) {
    tell({Notice::Kind::refused, *refusal}, now);
  } else {
    tell({Notice::Kind::failed, {}}, now);
  }
  settle();
  return std::nullopt;
}

std::optional<Command> OfficerDesk::accepted(const Accepted& accepted, SteadyTime now) {
  if (pending_->then_call) {
    const Command call = send(Press::call_next, Command::Kind::call_next, now);
    pending_->chained = true;
    return call;
  }
  if (pending_->left_out) tell({Notice::Kind::call_left_out, {}}, now);
  pending_->called = accepted.called;
  if (pending_->command.kind == Command::Kind::call_next && !accepted.called) {
    tell({Notice::Kind::none_waiting, {}}, now);
    settle();
  } else if (effect_seen(*pending_)) {
    settle();
  } else {
    pending_->settle_until = now + settle_limit;
  }
  return std::nullopt;
}

Command OfficerDesk::send(Press press, Command::Kind kind, SteadyTime now) {
  Command command{kind, {}};
  if (names_ticket(kind)) command.ticket = view_->ticket->ticket;
  pending_ = Pending{.command = command,
                     .press = press,
                     .since = now,
                     .then_call = press == Press::finish_then_call,
                     .chained = press == Press::finish_then_call,
                     .left_out = false,
                     .before = view_->ticket,
                     .called = std::nullopt,
                     .settle_until = std::nullopt};
  return command;
}

void OfficerDesk::settle() {
  pending_.reset();
  if (!held_) return;
  ArrivedView held = std::move(*held_);
  view_arrived(std::move(held.view), held.at);
}

bool OfficerDesk::effect_seen(const Pending& pending) const {
  const auto& ticket = view_->ticket;
  switch (pending.command.kind) {
    case Command::Kind::open:
      return view_->state != CounterState::closed;
    case Command::Kind::close:
      return view_->state == CounterState::closed;
    case Command::Kind::call_next:
      return ticket && ticket->ticket == pending.called;
    case Command::Kind::recall:
      return !ticket || !same_ticket(ticket, pending.before) ||
             view_->state != CounterState::calling || ticket->calls > pending.before->calls;
    case Command::Kind::start:
      return !same_ticket(ticket, pending.before) || view_->state != CounterState::calling;
    case Command::Kind::finish:
    case Command::Kind::no_show:
      return !same_ticket(ticket, pending.before);
  }
  return true;
}

bool OfficerDesk::busy(SteadyTime now) const {
  return pending_ && !(pending_->settle_until && now >= *pending_->settle_until);
}

Press OfficerDesk::main_press() const {
  if (asked_) return Press::keep_waiting;
  switch (view_ ? view_->state : CounterState::closed) {
    case CounterState::closed:
      return Press::open;
    case CounterState::idle:
      return Press::call_next;
    case CounterState::calling:
      return Press::start;
    case CounterState::serving:
      return Press::finish_then_call;
    case CounterState::on_break:
      break;
  }
  return Press::open;
}

bool OfficerDesk::possible(Press press) const {
  if (link_ != Link::up || !view_) return false;
  if (press == Press::yes || press == Press::keep_waiting) return asked_.has_value();
  if (names_ticket(kind_of(press).value_or(Command::Kind::open)) && !view_->ticket) return false;
  switch (view_->state) {
    case CounterState::closed:
      return press == Press::open;
    case CounterState::idle:
      return press == Press::call_next || press == Press::close;
    case CounterState::calling:
      return press == Press::start || press == Press::recall ||
             (press == Press::no_show && !asked_);
    case CounterState::serving:
      return press == Press::finish || press == Press::finish_then_call;
    case CounterState::on_break:
      return false;
  }
  return false;
}

bool OfficerDesk::asks(SteadyTime now) const {
  return since(view_->ticket->called_at, hall_time(now)) < no_show_asks_for;
}

void OfficerDesk::tell(Notice notice, SteadyTime now) {
  notice_ = TimedNotice{std::move(notice), now + notice_shown};
}

WallTime OfficerDesk::hall_time(SteadyTime now) const {
  return view_->now + floor<milliseconds>(now - view_at_);
}

Button OfficerDesk::button(Press press, SteadyTime now) const {
  return {press, possible(press), busy(now) && pending_->press == press};
}

std::vector<Button> OfficerDesk::actions(SteadyTime now) const {
  if (asked_) {
    return {button(Press::yes, now), button(Press::recall, now), button(Press::start, now)};
  }
  const bool closed = !view_ || view_->state == CounterState::closed;
  std::vector<Button> buttons;
  for (const Press press : {Press::recall, Press::no_show, Press::start, Press::finish,
                            Press::call_next, closed ? Press::open : Press::close}) {
    buttons.push_back(button(press, now));
  }
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
                       ticket.calls};
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
  shown.name = view_->name;
  shown.state = view_->state;
  shown.ticket = current_ticket(now);
  if (asked_ && view_->ticket) shown.asked = view_->ticket->number;
  shown.waiting = view_->waiting;
  shown.served_today = view_->served_today;
  if (view_->mean_service_s) shown.mean_service = seconds(*view_->mean_service_s);
  const WallTime hall_now = hall_time(now);
  for (const protocol::QueuedTicket& queued : view_->queue) {
    const milliseconds waited = since(queued.issued_at, hall_now);
    shown.queue.push_back({queued.number, queued.service, queued.priority, floor<minutes>(waited),
                           waited > seconds(queued.target_s)});
  }
  const auto& queue = view_->queue;
  const auto same = [&](const auto& queued) { return queued.target_s == queue[0].target_s; };
  if (!queue.empty() && std::ranges::all_of(queue, same)) {
    shown.target = floor<minutes>(seconds(queue[0].target_s));
  }
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
  }
  for (const protocol::QueuedTicket& queued : view_->queue) {
    at(now + to_next<minutes>(queued.issued_at, hall_now));
    at(now + (queued.issued_at + seconds(queued.target_s) + milliseconds(1) - hall_now));
  }
  return next;
}

}  // namespace giliran::counter
