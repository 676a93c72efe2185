#include "counter_client/core/panel.hpp"

#include <algorithm>
#include <utility>

namespace giliran::counter {

Panel::Panel(PanelKind kind, std::optional<Choice> selected)
    : kind_(kind), selected_(std::move(selected)) {}

std::vector<Entry> Panel::entries(const protocol::CounterView& view, WallTime now) const {
  return filtered(entries_of(kind_, chosen_, view, now), typing(), typed_);
}

std::size_t Panel::place_of_selected(const std::vector<Entry>& entries) const {
  if (!selected_) return 0;
  const auto found = std::ranges::find(entries, *selected_, &Entry::choice);
  return found == entries.end() ? 0 : static_cast<std::size_t>(found - entries.begin());
}

ShownPanel Panel::shown(const protocol::CounterView& view, WallTime now) const {
  ShownPanel shown;
  shown.kind = kind_;
  if (view.ticket) shown.ticket = view.ticket->number;
  if (!chosen_.empty()) shown.chosen = chosen_.back();
  shown.entries = entries(view, now);
  shown.selected = place_of_selected(shown.entries);
  shown.typing = typing();
  shown.typed = typed_;
  return shown;
}

void Panel::move(int steps, const protocol::CounterView& view, WallTime now) {
  const auto all = entries(view, now);
  if (all.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(all.size()) - 1;
  const auto place = static_cast<std::ptrdiff_t>(place_of_selected(all)) + steps;
  selected_ = all[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(place, 0, last))].choice;
}

bool Panel::type(char key) {
  const bool letter = (key >= 'a' && key <= 'z') || (key >= 'A' && key <= 'Z');
  const bool digit = key >= '0' && key <= '9';
  const bool between = (key == ' ' || key == '-') && !typed_.empty();
  const bool taken = typing() == Typing::number   ? letter || digit || key == '-'
                     : typing() == Typing::filter ? letter || between
                                                  : false;
  if (!taken || typed_.size() >= typed_limit) return false;
  typed_ += key;
  selected_.reset();
  return true;
}

void Panel::erase() {
  if (typed_.empty()) return;
  typed_.pop_back();
  selected_.reset();
}

std::optional<Command> Panel::choose(std::optional<std::size_t> entry,
                                     const protocol::CounterView& view, WallTime now) {
  const auto all = entries(view, now);
  const bool gone = selected_ && std::ranges::find(all, *selected_, &Entry::choice) == all.end();
  if (!entry && gone) {
    selected_.reset();
    return std::nullopt;
  }
  const std::size_t place = entry.value_or(place_of_selected(all));
  if (place >= all.size()) return std::nullopt;
  chosen_.push_back(all[place]);
  auto command = command_of(kind_, chosen_, view);
  selected_.reset();
  typed_.clear();
  return command;
}

bool Panel::back() {
  if (chosen_.empty()) return false;
  selected_ = chosen_.back().choice;
  chosen_.pop_back();
  typed_.clear();
  return true;
}

}  // namespace giliran::counter
