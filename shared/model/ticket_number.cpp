#include "shared/model/ticket_number.hpp"

#include <fmt/format.h>

#include <charconv>

namespace giliran {

std::string TicketNumber::text() const {
  return fmt::format("{}-{:03}", letter, number);
}

std::optional<TicketNumber> TicketNumber::parse(std::string_view text) {
  if (text.size() < 5 || text.size() > 8 || text[1] != '-' || !is_ticket_letter(text[0])) {
    return std::nullopt;
  }
  TicketNumber result{text[0], 0};
  const auto [end, error] =
      std::from_chars(text.data() + 2, text.data() + text.size(), result.number);
  if (error != std::errc{} || end != text.data() + text.size() || result.number < 1 ||
      result.text() != text) {
    return std::nullopt;
  }
  return result;
}

bool is_ticket_letter(char letter) {
  return letter >= 'A' && letter <= 'Z' && letter != 'I' && letter != 'O' && letter != 'Q';
}

}  // namespace giliran
