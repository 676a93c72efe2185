#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace giliran {

/// Whether `text` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view text);

/// The code points of well-formed UTF-8 text; a malformed byte becomes U+FFFD.
std::vector<char32_t> code_points(std::string_view text);

/// Appends a code point in UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// Whether the text has a character that is written from right to left, or one that changes the
/// direction of others. Such text cannot be drawn rightly by SDL_ttf and is refused in settings.
bool has_right_to_left(std::string_view text);

/// `text` without control, direction-changing and invisible characters, for showing and printing
/// what came from outside; malformed bytes become U+FFFD, and at most `max_code_points` stay.
std::string printable(std::string_view text, std::size_t max_code_points);

}  // namespace giliran
