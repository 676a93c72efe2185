#include "display/core/board.hpp"

#include <algorithm>

namespace giliran::display {

namespace {

namespace chr = std::chrono;

/// More than any `speak_within`.
constexpr chr::hours much_too_old{24 * 365};

ShownWait shown(const protocol::BoardWait& wait) {
  return {wait.letter, wait.name, wait.state, wait.opens_at, wait.waiting, wait.wait_range_s};
}

}  // namespace

Board::Board(const BoardOptions& options, SteadyTime now, WallTime wall)
    : options_(options),
      zone_(options.zone),
      started_(now),
      clock_at_(now),
      clock_wall_(wall),
      lost_since_(wall),
      queue_(CallSeq{}, options.speak_within),
      settled_(options.resume) {}

void Board::connected() {
  connected_ = true;
  clock_of_hall_ = false;  // the hall's clock may have been set; its next view says
}

void Board::disconnected(SteadyTime since) {
  if (connected_) lost_since_ = hall_time(since);
  connected_ = false;
}

void Board::view_arrived(const protocol::BoardView& view, SteadyTime now) {
  if (zone_.name() != view.zone) zone_ = Zone(view.zone);
  // A document may have been made a while before it was sent, never after.
  if (!clock_of_hall_ || view.now > hall_time(now)) {
    clock_at_ = now;
    clock_wall_ = view.now;
    clock_of_hall_ = true;
  }
  view_ = view;
}

void Board::call_arrived(const protocol::Call& call, SteadyTime now) {
  const Settled here{call.seq, call.at};
  const auto& resume = options_.resume;
  const bool done_before =
      resume && (here.at < resume->at || (here.at == resume->at && here.seq <= resume->seq));
  const auto age = done_before ? chr::milliseconds(much_too_old) : hall_time(now) - call.at;
  const auto added =
      queue_.add({call.seq, call.number, call.counter, call.language, call.recall}, age);
  if (added != AnnouncementQueue::Added::known) called_at_[call.seq] = call.at;
}

void Board::calls_restarted() {
  queue_.restart_after(CallSeq{});
  called_at_.clear();
  options_.resume.reset();
  settled_.reset();
}

std::optional<CallToAnnounce> Board::next_announcement() {
  auto next = queue_.next();
  settle();
  return next;
}

bool Board::finished(CallSeq seq) {
  const bool was_speaking = queue_.finished(seq);
  settle();
  return was_speaking;
}

void Board::settle() {
  const auto end = called_at_.upper_bound(queue_.last_spoken());
  if (end == called_at_.begin()) return;
  const auto& [seq, at] = *std::prev(end);
  if (!settled_ || at >= settled_->at) settled_ = Settled{seq, at};
  called_at_.erase(called_at_.begin(), end);
}

WallTime Board::hall_time(SteadyTime now) const {
  return clock_wall_ + chr::floor<chr::milliseconds>(now - clock_at_);
}

Link Board::link(SteadyTime now) const {
  if (connected_ && view_) return Link::live;
  return !view_ && now < started_ + patience ? Link::connecting : Link::lost;
}

bool Board::takes_turns() const {
  return view_ && (view_->messages.size() > 1 || view_->waits.size() > waits_at_once);
}

Scene Board::scene(SteadyTime now) const {
  Scene scene;
  scene.link = link(now);
  if (scene.link == Link::lost) scene.lost_since = zone_.local(lost_since_);
  scene.clock = chr::floor<chr::minutes>(zone_.local(hall_time(now)));
  if (!view_) return scene;
  scene.has_view = true;
  scene.name = view_->name;
  scene.place = view_->place;
  scene.messages = view_->messages;
  std::transform(view_->waits.begin(), view_->waits.end(), std::back_inserter(scene.waits), shown);
  if (takes_turns()) {
    scene.turn = static_cast<std::uint64_t>((now - started_) / options_.message_shown);
  }
  // A day without calls yet has no current one: yesterday's last is not it.
  const auto& current = queue_.current();
  if (current && (queue_.speaking() || !view_->calls.empty())) {
    scene.current = ShownCall{current->number, current->counter};
  }
  for (const protocol::BoardCall& call : view_->calls) {
    if (scene.current && call.number == scene.current->number) continue;
    scene.recent.push_back({call.number, call.counter});
  }
  return scene;
}

SteadyTime Board::next_change(SteadyTime now) const {
  const auto local = zone_.local(hall_time(now)).time_since_epoch();
  SteadyTime next = now + (chr::floor<chr::minutes>(local) + chr::minutes(1) - local);
  if (takes_turns()) {
    const auto turns = (now - started_) / options_.message_shown;
    next = std::min(next, started_ + (turns + 1) * options_.message_shown);
  }
  if (!view_ && now < started_ + patience) next = std::min(next, started_ + patience);
  return next;
}

}  // namespace giliran::display
