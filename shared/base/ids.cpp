#include "shared/base/ids.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace giliran {

std::string random_hex128() {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(32);
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

namespace {
/// Without 0, O, 1, I, L, Q and U, which are taken for others.
constexpr std::string_view code_alphabet = "23456789ABCDEFGHJKMNPRSTVWXYZ";
constexpr std::size_t code_length = 8;
}  // namespace

BookingCode random_booking_code() {
  std::string code;
  while (code.size() < code_length) {
    unsigned char byte = 0;
    if (getrandom(&byte, 1, 0) != 1) {
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    // Of 32 values those beyond the alphabet are drawn again, so that all are equally likely.
    if ((byte & 31U) < code_alphabet.size()) code += code_alphabet[byte & 31U];
  }
  return BookingCode(code);
}

std::optional<BookingCode> booking_code_of(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (code.size() == code_length || code_alphabet.find(capital) == std::string_view::npos) {
      return std::nullopt;
    }
    code += capital;
  }
  if (code.size() != code_length) return std::nullopt;
  return BookingCode(code);
}

bool is_hex128(std::string_view text) {
  return text.size() == 32 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace giliran
