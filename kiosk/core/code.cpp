#include "kiosk/core/code.hpp"

#include <algorithm>
#include <charconv>

namespace giliran::kiosk {

namespace {

constexpr std::size_t token_length = 32;
constexpr std::size_t most_digits = 5;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// A keyboard with capitals locked types a token in capitals.
std::optional<TicketToken> token_in(std::string_view text) {
  if (text.size() < token_length) return std::nullopt;
  const std::string_view before = text.substr(0, text.size() - token_length);
  if (!before.empty() && !before.ends_with('/')) return std::nullopt;
  std::string token(text.substr(before.size()));
  std::ranges::transform(token, token.begin(), [](char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (!is_hex128(token)) return std::nullopt;
  return TicketToken(token);
}

std::optional<TicketNumber> number_in(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto letter = code_key(text.front());
  if (!letter || !is_ticket_letter(*letter)) return std::nullopt;
  text.remove_prefix(1);
  if (text.starts_with('-') || text.starts_with(' ')) text.remove_prefix(1);
  TicketNumber number{*letter, 0};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number.number);
  if (text.size() > most_digits || read.ec != std::errc{} || read.ptr != end || number.number < 1) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

std::optional<char> code_key(char typed) {
  if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
  const bool known = code_letters.find(typed) != std::string_view::npos ||
                     code_digits.find(typed) != std::string_view::npos;
  return known ? std::optional(typed) : std::nullopt;
}

std::optional<Code> code_of(std::string_view text) {
  text = trimmed(text);
  if (const auto token = token_in(text)) return Code(*token);
  if (const auto number = number_in(text)) return Code(*number);
  if (const auto booking = booking_code_of(text)) return Code(*booking);
  return std::nullopt;
}

}  // namespace giliran::kiosk
