#include <algorithm>

#include "counter_client/core/panel_entry.hpp"

namespace giliran::counter {

namespace {

/// In small letters, Sundanese é as e: nobody looks for it on the keyboard.
std::string folded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool e_acute = text.substr(i, 2) == "é" || text.substr(i, 2) == "É";
    if (e_acute) {
      plain += 'e';
      ++i;
    } else {
      const char c = text[i];
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return plain;
}

bool names(const LocalText& text, const std::string& typed) {
  return std::ranges::any_of(all_languages, [&](Language language) {
    return folded(text.in(language)).find(typed) != std::string::npos;
  });
}

/// "a-012" typed as it comes: its letter, if there is one, and its digits without leading zeros.
struct Typed {
  std::optional<char> letter;
  std::string digits;

  explicit Typed(std::string_view text) {
    for (const char c : text) {
      if (c >= 'a' && c <= 'z') letter = static_cast<char>(c - 'a' + 'A');
      if (c >= 'A' && c <= 'Z') letter = c;
      if (c >= '0' && c <= '9' && !(c == '0' && digits.empty())) digits += c;
    }
  }
  bool begins(const TicketNumber& number) const {
    if (letter && number.letter != *letter) return false;
    return std::to_string(number.number).starts_with(digits);
  }
  std::optional<TicketNumber> whole() const {
    if (!letter || !is_ticket_letter(*letter) || digits.empty() || digits.size() > 4) {
      return std::nullopt;
    }
    return TicketNumber{*letter, std::stoi(digits)};
  }
};

std::vector<Entry> numbered(std::vector<Entry> entries, std::string_view text) {
  const Typed typed(text);
  std::erase_if(entries, [&](const Entry& entry) { return !typed.begins(*entry.number); });
  const auto whole = typed.whole();
  if (!whole) return entries;
  const auto exact = std::ranges::find(entries, whole, &Entry::number);
  if (exact != entries.end()) {
    std::rotate(entries.begin(), exact, exact + 1);
  } else {
    entries.insert(entries.begin(),
                   {.choice = *whole, .phrase = Phrase::this_number, .number = whole});
  }
  return entries;
}

}  // namespace

std::vector<Entry> filtered(std::vector<Entry> entries, Typing typing, std::string_view typed) {
  if (typing == Typing::nothing || typed.empty()) return entries;
  if (typing == Typing::number) return numbered(std::move(entries), typed);
  const std::string wanted = folded(typed);
  std::erase_if(entries, [&](const Entry& entry) {
    const auto* agency = std::get_if<LocalText>(&entry.group);
    return !names(entry.name, wanted) && !(agency && names(*agency, wanted));
  });
  return entries;
}

}  // namespace giliran::counter
