#include "counter_client/core/officer_desk.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "counter_client/core/effect.hpp"

namespace giliran::counter {

namespace {

using std::chrono::ceil;
using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// The panels that presses open.
std::optional<PanelKind> panel_of(Press press) {
  switch (press) {
    case Press::transfer:
      return PanelKind::transfer;
    case Press::park:
      return PanelKind::park;
    case Press::outcome:
      return PanelKind::outcome;
    case Press::add_step:
      return PanelKind::add_step;
    case Press::call_ticket:
      return PanelKind::call_ticket;
    case Press::aside:
      return PanelKind::aside;
    case Press::take_break:
      return PanelKind::take_break;
    case Press::lend:
      return PanelKind::lend;
    default:
      return std::nullopt;
  }
}

/// Whether a panel belongs to a counter in that state.
bool belongs(PanelKind kind, CounterState state) {
  switch (kind) {
    case PanelKind::officer:
      return state == CounterState::closed;
    case PanelKind::transfer:
    case PanelKind::park:
      return state == CounterState::calling || state == CounterState::serving;
    case PanelKind::outcome:
    case PanelKind::add_step:
      return state == CounterState::serving;
    case PanelKind::call_ticket:
    case PanelKind::aside:
    case PanelKind::take_break:
    case PanelKind::lend:
      return state == CounterState::idle;
  }
  return false;
}

}  // namespace

OfficerDesk::OfficerDesk(CounterId counter, Zone zone)
    : counter_(counter), zone_(std::move(zone)) {}

void OfficerDesk::connected() {
  link_ = Link::up;
  lost_since_.reset();
}

void OfficerDesk::disconnected(SteadyTime since, SteadyTime now) {
  if (link_ == Link::up) {
    link_ = Link::lost;
    if (view_) lost_since_ = hall_time(since);
  }
  asked_.reset();
  if (panel_) {
    panel_.reset();
    keys_from_ = now + hands_off;
  }
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
  if (pending_ && pending_->settle_until &&
      effect_seen(pending_->command, pending_->before, *view_, pending_->called)) {
    settle();
  }
  const bool still_asked = asked_ && view_->state == CounterState::calling && view_->ticket &&
                           view_->ticket->ticket == *asked_;
  if (!still_asked) asked_.reset();
  close_panel_unless_it_fits(now);
}

std::optional<Command> OfficerDesk::key(char key, SteadyTime now) {
  if (keys_from_ && now < *keys_from_) return std::nullopt;
  if (panel_) return panel_key(key, now);
  last_key_ = key;
  last_key_at_ = now;
  const auto meant = press_of_key(key);
  return meant ? press(*meant, now) : std::nullopt;
}

std::optional<Command> OfficerDesk::touch(std::string_view target, SteadyTime now) {
  if (const auto pressed = press_of_name(target)) return press(*pressed, now);
  if (!panel_) return std::nullopt;
  if (target == "page_up") panel_->move(-panel_page, *view_, hall_time(now));
  if (target == "page_down") panel_->move(panel_page, *view_, hall_time(now));
  constexpr std::string_view entry = "entry:";
  std::size_t place = 0;
  if (!target.starts_with(entry)) return std::nullopt;
  const char* end = target.data() + target.size();
  if (std::from_chars(target.data() + entry.size(), end, place).ec != std::errc()) {
    return std::nullopt;
  }
  return choose(place, now);
}

std::optional<Command> OfficerDesk::press(Press press, SteadyTime now) {
  if (press == Press::back && panel_) {
    if (!panel_->back()) panel_.reset();
    return std::nullopt;
  }
  if (busy(now) || (last_press_ == press && now - last_press_at_ < bounce)) return std::nullopt;
  const Press meant = press == Press::main ? main_press() : press;
  if (!possible(meant, now)) return std::nullopt;
  last_press_ = press;
  last_press_at_ = now;
  notice_.reset();
  if (meant == Press::no_show && asks(now)) {
    asked_ = view_->ticket->ticket;
    return std::nullopt;
  }
  asked_.reset();
  if (meant == Press::open && !view_->officers.empty()) {
    open_panel(meant, PanelKind::officer);
  } else if (const auto panel = panel_of(meant)) {
    open_panel(meant, *panel);
  } else if (auto command = command_of(meant)) {
    return send(meant, std::move(*command), now);
  }
  return std::nullopt;
}

std::optional<Command> OfficerDesk::command_of(Press press) const {
  const TicketId ticket = view_->ticket ? view_->ticket->ticket : TicketId();
  switch (press) {
    case Press::open:
      return Open{};
    case Press::close:
      return Close{};
    case Press::call_next:
      return CallNext{};
    case Press::recall:
      return Recall{};
    case Press::start:
      return Start{ticket};
    case Press::finish:
    case Press::finish_then_call:
      return Finish{ticket};
    case Press::no_show:
    case Press::yes:
      return NoShow{ticket};
    case Press::resume:
      return Resume{};
    case Press::auto_call:
      return AutoCall{!view_->auto_call};
    default:
      return std::nullopt;
  }
}

void OfficerDesk::open_panel(Press press, PanelKind kind) {
  const bool remembers = kind == PanelKind::officer && last_officer_;
  panel_.emplace(kind, remembers ? std::optional<Choice>(*last_officer_) : std::nullopt);
  panel_press_ = press;
  panel_ticket_ = view_->ticket ? std::optional(view_->ticket->ticket) : std::nullopt;
}

bool OfficerDesk::panel_fits() const {
  const auto ticket = view_->ticket ? std::optional(view_->ticket->ticket) : std::nullopt;
  return belongs(panel_->kind(), view_->state) && ticket == panel_ticket_;
}

void OfficerDesk::close_panel_unless_it_fits(SteadyTime now) {
  if (!panel_ || panel_fits()) return;
  panel_.reset();
  keys_from_ = now + hands_off;
}

std::optional<Command> OfficerDesk::panel_key(char key, SteadyTime now) {
  const WallTime hall_now = hall_time(now);
  const bool again = key == last_key_ && now - last_key_at_ < bounce;
  if (key == up_key || key == down_key) {
    panel_->move(key == up_key ? -1 : 1, *view_, hall_now);
  } else if (key == erase_key) {
    panel_->erase();
  } else if (!again) {
    if (panel_->type(key)) return std::nullopt;
    last_key_ = key;
    last_key_at_ = now;
    if (key == escape_key) return press(Press::back, now);
    if (key == enter_key) return choose(std::nullopt, now);
    if (key >= '1' && key <= '9') return choose(static_cast<std::size_t>(key - '1'), now);
  }
  return std::nullopt;
}

std::optional<Command> OfficerDesk::choose(std::optional<std::size_t> entry, SteadyTime now) {
  auto command = panel_->choose(entry, *view_, hall_time(now));
  if (!command) return std::nullopt;
  panel_.reset();
  if (const auto* open = std::get_if<Open>(&*command)) last_officer_ = open->officer;
  return send(panel_press_, std::move(*command), now);
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
    Command call = send(Press::call_next, CallNext{}, now);
    pending_->chained = true;
    return call;
  }
  if (pending_->left_out) tell({Notice::Kind::call_left_out, {}}, now);
  pending_->called = accepted.called;
  if (std::holds_alternative<CallNext>(pending_->command) && !accepted.called) {
    tell({Notice::Kind::none_waiting, {}}, now);
    settle();
  } else if (effect_seen(pending_->command, pending_->before, *view_, pending_->called)) {
    settle();
  } else {
    pending_->settle_until = now + settle_limit;
  }
  return std::nullopt;
}

Command OfficerDesk::send(Press press, Command command, SteadyTime now) {
  pending_ = Pending{.command = command,
                     .press = press,
                     .since = now,
                     .then_call = press == Press::finish_then_call,
                     .chained = press == Press::finish_then_call,
                     .left_out = false,
                     .before = *view_,
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
      return Press::resume;
  }
  return Press::open;
}

bool OfficerDesk::possible(Press press, SteadyTime now) const {
  if (link_ != Link::up || !view_ || panel_) return false;
  if (press == Press::yes || press == Press::keep_waiting) return asked_.has_value();
  if (press == Press::auto_call) return view_->state != CounterState::closed && !asked_;
  const bool transfers = press == Press::transfer || press == Press::park;
  switch (view_->state) {
    case CounterState::closed:
      return press == Press::open;
    case CounterState::idle:
      return possible_when_idle(press);
    case CounterState::calling:
      if (!view_->ticket) return false;
      if (press == Press::no_show) return !asked_ && no_show_wait(now) == NoShowWait{};
      return press == Press::start || press == Press::recall || (transfers && !asked_);
    case CounterState::serving:
      if (!view_->ticket) return false;
      return press == Press::finish || press == Press::finish_then_call ||
             press == Press::outcome || press == Press::add_step || transfers;
    case CounterState::on_break:
      return press == Press::resume || press == Press::close;
  }
  return false;
}

bool OfficerDesk::possible_when_idle(Press press) const {
  const auto elsewhere = [](const protocol::TargetService& target) { return !target.here; };
  switch (press) {
    case Press::call_next:
    case Press::close:
    case Press::call_ticket:
    case Press::aside:
      return true;
    case Press::take_break:
      return !view_->breaks.empty();
    case Press::lend:
      return !view_->lent.empty() || std::ranges::any_of(view_->services, elsewhere);
    default:
      return false;
  }
}

NoShowWait OfficerDesk::no_show_wait(SteadyTime now) const {
  if (!view_ || view_->state != CounterState::calling || !view_->ticket) return {};
  const protocol::CounterTicket& ticket = *view_->ticket;
  NoShowWait wait{.calls = std::max(0, ticket.no_show_calls)};
  if (ticket.no_show_at) {
    wait.time = std::max(seconds(0), ceil<seconds>(*ticket.no_show_at - hall_time(now)));
  }
  return wait;
}

bool OfficerDesk::asks(SteadyTime now) const {
  const protocol::CounterTicket& ticket = *view_->ticket;
  if (ticket.no_show_at && *ticket.no_show_at > ticket.called_at) return false;
  return hall_time(now) - ticket.called_at < no_show_asks_for;
}

void OfficerDesk::tell(Notice notice, SteadyTime now) {
  notice_ = TimedNotice{std::move(notice), now + notice_shown};
}

WallTime OfficerDesk::hall_time(SteadyTime now) const {
  return view_->now + floor<milliseconds>(now - view_at_);
}

}  // namespace giliran::counter
