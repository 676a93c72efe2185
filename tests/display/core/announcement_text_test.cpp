#include "display/core/announcement_text.hpp"

#include <gmock/gmock.h>

#include <utility>

namespace giliran::display {
namespace {

using testing::ElementsAre;

TEST(AnnouncementText, a_call_is_one_indonesian_sentence_with_spelled_digits) {
  EXPECT_THAT(announcement_sentences({'A', 12}, CounterId{3}, Language::id, false),
              ElementsAre(Sentence{Language::id,
                                   "Nomor antrean A, nol satu dua. Silakan menuju Loket tiga."}));
}

TEST(AnnouncementText, a_recall_says_so_first) {
  EXPECT_THAT(announcement_sentences({'K', 897}, CounterId{12}, Language::id, true),
              ElementsAre(Sentence{Language::id,
                                   "Panggilan ulang. Nomor antrean K, delapan sembilan tujuh. "
                                   "Silakan menuju Loket dua belas."}));
}

TEST(AnnouncementText, a_ticket_taken_in_english_is_called_in_english_too) {
  EXPECT_THAT(
      announcement_sentences({'A', 12}, CounterId{3}, Language::en, false),
      ElementsAre(
          Sentence{Language::id, "Nomor antrean A, nol satu dua. Silakan menuju Loket tiga."},
          Sentence{Language::en,
                   "Ticket number A, zero one two. Please proceed to counter three."}));
  EXPECT_EQ(announcement_sentences({'A', 12}, CounterId{21}, Language::en, true).back().text,
            "Repeat call. Ticket number A, zero one two. Please proceed to counter twenty-one.");
}

TEST(AnnouncementText, a_ticket_taken_in_sundanese_is_called_in_indonesian) {
  EXPECT_EQ(announcement_sentences({'B', 1}, CounterId{1}, Language::su, false),
            announcement_sentences({'B', 1}, CounterId{1}, Language::id, false));
}

TEST(AnnouncementText, three_digits_are_spelled_until_999_and_four_after_it) {
  const auto text = [](int number) {
    return announcement_sentences({'C', number}, CounterId{1}, Language::id, false).front().text;
  };
  EXPECT_EQ(text(1), "Nomor antrean C, nol nol satu. Silakan menuju Loket satu.");
  EXPECT_EQ(text(999), "Nomor antrean C, sembilan sembilan sembilan. Silakan menuju Loket satu.");
  EXPECT_EQ(text(1000), "Nomor antrean C, satu nol nol nol. Silakan menuju Loket satu.");
}

TEST(AnnouncementText, indonesian_number_words) {
  const std::pair<int, const char*> vectors[] = {
      {0, "nol"},
      {9, "sembilan"},
      {10, "sepuluh"},
      {11, "sebelas"},
      {12, "dua belas"},
      {15, "lima belas"},
      {19, "sembilan belas"},
      {20, "dua puluh"},
      {21, "dua puluh satu"},
      {99, "sembilan puluh sembilan"},
      {100, "seratus"},
      {101, "seratus satu"},
      {110, "seratus sepuluh"},
      {111, "seratus sebelas"},
      {112, "seratus dua belas"},
      {120, "seratus dua puluh"},
      {199, "seratus sembilan puluh sembilan"},
      {200, "dua ratus"},
      {211, "dua ratus sebelas"},
      {999, "sembilan ratus sembilan puluh sembilan"},
      {1000, "seribu"},
      {1001, "seribu satu"},
      {1010, "seribu sepuluh"},
      {1100, "seribu seratus"},
      {1111, "seribu seratus sebelas"},
      {1999, "seribu sembilan ratus sembilan puluh sembilan"},
      {2000, "dua ribu"},
      {2026, "dua ribu dua puluh enam"},
      {10'000, "sepuluh ribu"},
      {11'000, "sebelas ribu"},
      {12'345, "dua belas ribu tiga ratus empat puluh lima"},
      {100'000, "seratus ribu"},
      {111'111, "seratus sebelas ribu seratus sebelas"},
      {1'000'000, "satu juta"},
      {1'001'000, "satu juta seribu"},
  };
  for (const auto& [number, words] : vectors)
    EXPECT_EQ(indonesian_words(number), words);
}

TEST(AnnouncementText, english_number_words) {
  const std::pair<int, const char*> vectors[] = {
      {0, "zero"},
      {13, "thirteen"},
      {19, "nineteen"},
      {20, "twenty"},
      {21, "twenty-one"},
      {40, "forty"},
      {99, "ninety-nine"},
      {100, "one hundred"},
      {101, "one hundred and one"},
      {999, "nine hundred and ninety-nine"},
      {1000, "one thousand"},
      {1001, "one thousand and one"},
      {1100, "one thousand one hundred"},
      {12'345, "twelve thousand three hundred and forty-five"},
  };
  for (const auto& [number, words] : vectors)
    EXPECT_EQ(english_words(number), words);
}

}  // namespace
}  // namespace giliran::display
