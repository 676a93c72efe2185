#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "shared/base/ids.hpp"
#include "shared/model/ticket_number.hpp"

namespace giliran::kiosk {

/// What a visitor can type at the kiosk or hold under its scanner.
using Code = std::variant<BookingCode, TicketNumber, TicketToken>;

/// A booking's 8 characters; a number as people write it ("A-027", "a27"); a ticket's token, alone
/// or at the end of its page's address. Nothing if it is none of them.
std::optional<Code> code_of(std::string_view text);

/// Longest text that can be typed: a booking's code.
inline constexpr std::size_t longest_code = 8;
/// The letters of the keypad: those of booking codes and of numbers.
inline constexpr std::string_view code_letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
inline constexpr std::string_view code_digits = "0123456789";

/// The key that `typed` means, small letters being capitals; nothing if the keypad lacks it.
std::optional<char> code_key(char typed);

}  // namespace giliran::kiosk
