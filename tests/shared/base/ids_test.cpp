#include "shared/base/ids.hpp"

#include <gtest/gtest.h>

namespace giliran {
namespace {

TEST(Ids, a_random_id_is_128_bits_of_hexadecimal_and_never_the_same) {
  const std::string one = random_hex128();
  EXPECT_TRUE(is_hex128(one));
  EXPECT_NE(one, random_hex128());
}

TEST(Ids, only_32_lower_case_hexadecimal_digits_are_an_id) {
  const std::string good(32, 'a');
  EXPECT_TRUE(is_hex128(good));
  EXPECT_FALSE(is_hex128(good.substr(1)));
  EXPECT_FALSE(is_hex128(good + "a"));
  EXPECT_FALSE(is_hex128(std::string(32, 'A')));
  EXPECT_FALSE(is_hex128(std::string(32, 'g')));
}

}  // namespace
}  // namespace giliran
