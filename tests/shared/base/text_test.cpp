#include "shared/base/text.hpp"

#include <gtest/gtest.h>

namespace giliran {
namespace {

TEST(Text, well_formed_utf8_is_accepted_up_to_its_last_code_point) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Senén – 09.42"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));   // U+10FFFF
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // one beyond
}

TEST(Text, overlong_surrogate_and_cut_forms_are_refused) {
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("Sen\xC3"));
  EXPECT_FALSE(is_utf8("\x80"));
}

TEST(Text, code_points_survive_there_and_back) {
  const std::string text = "Aé–𝄞";
  std::string again;
  for (const char32_t c : code_points(text))
    append_utf8(again, c);
  EXPECT_EQ(again, text);
}

TEST(Text, a_malformed_byte_becomes_a_replacement_and_the_rest_stays) {
  EXPECT_EQ(code_points("a\xFF"
                        "b"),
            (std::vector<char32_t>{'a', 0xFFFD, 'b'}));
}

TEST(Text, printable_text_has_no_control_or_direction_characters) {
  EXPECT_EQ(printable("A\x1B[31m\u202EB\u200B\n", 40), "A[31mB");
}

TEST(Text, printable_text_keeps_as_many_characters_as_allowed) {
  EXPECT_EQ(printable("Senén", 5), "Senén");
  EXPECT_EQ(printable("Senén", 4), "Sené");
}

TEST(Text, right_to_left_scripts_and_overrides_are_noticed) {
  EXPECT_FALSE(has_right_to_left("Kependudukan – é 受付"));
  EXPECT_TRUE(has_right_to_left("نمرة"));
  EXPECT_TRUE(has_right_to_left("תור"));
  EXPECT_TRUE(has_right_to_left("a\u202Eb"));
}

}  // namespace
}  // namespace giliran
