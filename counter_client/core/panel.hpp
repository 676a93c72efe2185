#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "counter_client/core/panel_entry.hpp"

namespace giliran::counter {

/// At most so much can be typed.
inline constexpr std::size_t typed_limit = 24;
/// How far a touch on "more" moves the selection.
inline constexpr int panel_page = 5;

/// What a panel shows, in facts.
struct ShownPanel {
  PanelKind kind = PanelKind::park;
  std::optional<TicketNumber> ticket;  ///< at the counter, which it is about
  std::optional<Entry> chosen;         ///< in the step before
  std::vector<Entry> entries;
  std::size_t selected = 0;
  Typing typing = Typing::nothing;
  std::string typed;
  friend bool operator==(const ShownPanel&, const ShownPanel&) = default;
};

/// A panel as a machine: one or two steps, in each of which one entry is chosen. It keeps what was
/// chosen, selected and typed; the entries themselves come from the view, and a selection stays
/// with its entry when the view changes.
class Panel {
 public:
  /// `selected` is what the selection begins with, if it is there.
  explicit Panel(PanelKind kind, std::optional<Choice> selected = std::nullopt);

  PanelKind kind() const { return kind_; }
  ShownPanel shown(const protocol::CounterView& view, WallTime now) const;

  /// By `steps` down, or up; stays at the ends.
  void move(int steps, const protocol::CounterView& view, WallTime now);
  /// A letter, digit, blank or dash where something can be typed; else nothing. Whether it was
  /// taken.
  bool type(char key);
  void erase();
  /// Chooses what is selected, or the entry with that place. A command when that was the last step.
  /// When what was selected is gone from the view it chooses nothing, not another one in its place.
  std::optional<Command> choose(std::optional<std::size_t> entry, const protocol::CounterView& view,
                                WallTime now);
  /// One step back; false at the first.
  bool back();

 private:
  Typing typing() const { return typing_of(kind_, chosen_.size()); }
  std::vector<Entry> entries(const protocol::CounterView& view, WallTime now) const;
  std::size_t place_of_selected(const std::vector<Entry>& entries) const;

  PanelKind kind_;
  std::vector<Entry> chosen_;
  std::optional<Choice> selected_;  ///< nothing: the first
  std::string typed_;
};

}  // namespace giliran::counter
