#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace giliran {

/// What is printed, shown and called: the letter of an agency or service and a count that starts
/// at 1 each day. Unique within the hall's day, not beyond it.
struct TicketNumber {
  char letter = 'A';
  int number = 0;
  /// "A-027"; after 999 four digits follow: "A-1000". The count never wraps within a day.
  std::string text() const;
  static std::optional<TicketNumber> parse(std::string_view text);
  friend auto operator<=>(const TicketNumber&, const TicketNumber&) = default;
};

/// Letters that may begin a number: I, O and Q are taken for 1 and 0.
bool is_ticket_letter(char letter);

}  // namespace giliran

template <>
struct std::hash<giliran::TicketNumber> {
  std::size_t operator()(const giliran::TicketNumber& number) const {
    return static_cast<std::size_t>(number.number) * 32 +
           static_cast<std::size_t>(number.letter - 'A');
  }
};
