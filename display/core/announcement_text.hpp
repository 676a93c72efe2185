#pragma once

#include <string>
#include <vector>

#include "shared/base/ids.hpp"
#include "shared/model/language.hpp"
#include "shared/model/ticket_number.hpp"

namespace giliran::display {

/// One sentence to be spoken, and the language it is written in.
struct Sentence {
  Language language;
  std::string text;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// What is said for one call: Indonesian always, then English if the ticket was taken in English.
/// Sundanese tickets are called in Indonesian. The digits of the number are spelled as words,
/// because voices read "012" as "twelve"; the letter stays a letter, which the voices name rightly.
/// No name, service or priority is ever said. Pure; any thread.
std::vector<Sentence> announcement_sentences(const TicketNumber& number, CounterId counter,
                                             Language ticket_language, bool recall);

/// `number` in Indonesian words ("terbilang"): 0 nol, 11 sebelas, 123 seratus dua puluh tiga.
/// Requires 0 <= number < 1000000000.
std::string indonesian_words(int number);

/// `number` in British English words: 21 twenty-one, 101 one hundred and one.
/// Requires 0 <= number < 1000000.
std::string english_words(int number);

}  // namespace giliran::display
