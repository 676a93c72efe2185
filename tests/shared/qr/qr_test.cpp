#include "shared/qr/qr.hpp"

#include <gtest/gtest.h>

namespace giliran {
namespace {

TEST(Qr, a_tickets_address_makes_a_small_code_with_three_finders) {
  const QrCode code = encode_qr("http://127.0.0.1:7080/t/0123456789abcdef0123456789abcdef");
  EXPECT_GE(code.size, 21);
  EXPECT_LE(code.size, 41);
  EXPECT_EQ(code.dark.size(), static_cast<std::size_t>(code.size) * code.size);
  for (int i = 0; i < 7; ++i) {
    EXPECT_TRUE(code.at(i, 0));
    EXPECT_TRUE(code.at(code.size - 1 - i, 0));
    EXPECT_TRUE(code.at(0, code.size - 1 - i));
  }
  EXPECT_FALSE(code.at(1, 1));
}

TEST(Qr, text_that_fits_no_code_is_told) {
  EXPECT_NO_THROW(encode_qr(std::string(2000, 'x')));
  EXPECT_THROW(encode_qr(std::string(4000, 'x')), std::runtime_error);
}

}  // namespace
}  // namespace giliran
