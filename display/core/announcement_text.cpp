#include "display/core/announcement_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <string_view>

namespace giliran::display {
namespace {

constexpr std::array<std::string_view, 10> indonesian_digits{
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"};
constexpr std::array<std::string_view, 20> english_small{
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> english_tens{
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

template <std::size_t N>
std::string spelled(const TicketNumber& number, const std::array<std::string_view, N>& digits) {
  std::string words;
  for (const char digit : fmt::format("{:03}", number.number)) {
    if (!words.empty()) words += ' ';
    words += digits.at(static_cast<std::size_t>(digit - '0'));
  }
  return words;
}

/// `head`, and what `rest` adds to it if that is not nothing.
std::string joined(std::string head, int rest, std::string_view between,
                   std::string (*words)(int)) {
  if (rest == 0) return head;
  return head.append(between).append(words(rest));
}

}  // namespace

std::string indonesian_words(int number) {
  assert(number >= 0 && number < 1'000'000'000);
  const auto digit = [](int n) { return std::string(indonesian_digits.at(std::size_t(n))); };
  const auto with = [&](std::string head, int rest) {
    return joined(std::move(head), rest, " ", indonesian_words);
  };
  if (number < 10) return digit(number);
  if (number == 10) return "sepuluh";
  if (number == 11) return "sebelas";
  if (number < 20) return digit(number - 10) + " belas";
  if (number < 100) return with(digit(number / 10) + " puluh", number % 10);
  if (number < 200) return with("seratus", number - 100);
  if (number < 1000) return with(digit(number / 100) + " ratus", number % 100);
  if (number < 2000) return with("seribu", number - 1000);
  if (number < 1'000'000) return with(indonesian_words(number / 1000) + " ribu", number % 1000);
  return with(indonesian_words(number / 1'000'000) + " juta", number % 1'000'000);
}

std::string english_words(int number) {
  assert(number >= 0 && number < 1'000'000);
  const auto small = [](int n) { return std::string(english_small.at(std::size_t(n))); };
  if (number < 20) return small(number);
  if (number < 100) {
    return joined(std::string(english_tens.at(std::size_t(number / 10))), number % 10, "-",
                  english_words);
  }
  if (number < 1000) {
    return joined(small(number / 100) + " hundred", number % 100, " and ", english_words);
  }
  const int rest = number % 1000;
  return joined(english_words(number / 1000) + " thousand", rest, rest < 100 ? " and " : " ",
                english_words);
}

std::vector<Sentence> announcement_sentences(const TicketNumber& number, CounterId counter,
                                             Language ticket_language, bool recall) {
  std::vector<Sentence> sentences{
      {Language::id,
       fmt::format("{}Nomor antrean {}, {}. Silakan menuju Loket {}.",
                   recall ? "Panggilan ulang. " : "", number.letter,
                   spelled(number, indonesian_digits), indonesian_words(counter.value()))}};
  if (ticket_language == Language::en) {
    sentences.push_back(
        {Language::en,
         fmt::format("{}Ticket number {}, {}. Please proceed to counter {}.",
                     recall ? "Repeat call. " : "", number.letter, spelled(number, english_small),
                     english_words(counter.value()))});
  }
  return sentences;
}

}  // namespace giliran::display
