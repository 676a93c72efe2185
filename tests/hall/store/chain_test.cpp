#include "hall/store/chain.hpp"

#include <gtest/gtest.h>

#include <boost/crc.hpp>
#include <string>

namespace giliran::hall {

namespace {

/// Boost's, of a text as Crc::add() takes it: its length in eight bytes, then itself.
std::uint32_t boosts(const std::string& text) {
  boost::crc_optimal<32, 0x1EDC6F41U, 0xFFFFFFFFU, 0xFFFFFFFFU, true, true> crc;
  for (std::size_t i = 0; i < 8; ++i)
    crc.process_byte(static_cast<unsigned char>(text.size() >> (8 * i)));
  crc.process_bytes(text.data(), text.size());
  return crc.checksum();
}

}  // namespace

TEST(Chain, checks_are_crc_32c_at_every_length) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(Crc().add(std::string_view(text)).value(), boosts(text)) << text.size();
    text += static_cast<char>(i * 37);
  }
}

/// Journals keep it: it may never change.
TEST(Chain, an_entry_has_the_check_that_journals_hold) {
  const std::uint32_t begin = chain_begin("0123456789abcdef0123456789abcdef");
  EXPECT_EQ(begin, 1217157381U);
  EXPECT_EQ(chain_next(begin, 1, 1795485600000, "day_began {}", "", "", ""), 2441438741U);
  EXPECT_EQ(chain_next(begin, 1, 1795485600000, "day_began {}", "id", "m {}", "null"), 2823465854U);
  EXPECT_EQ(old_chain_next(begin, 1, 1795485600000, "day_began", "{}"), 1924858721U);
}

TEST(Chain, a_text_is_not_taken_for_two) {
  EXPECT_NE(chain_next(0, 1, 0, "ab", "c", "", ""), chain_next(0, 1, 0, "a", "bc", "", ""));
}

}  // namespace giliran::hall
