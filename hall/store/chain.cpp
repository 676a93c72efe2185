#include "hall/store/chain.hpp"

#include <array>

namespace giliran::hall {

namespace {

using Table = std::array<std::uint32_t, 256>;

/// What a byte does to the remainder; table n: n bytes before the last one of eight.
constexpr std::array<Table, 8> make_tables() {
  constexpr std::uint32_t castagnoli = 0x82f63b78U;  // 0x1EDC6F41 with its bits reversed
  std::array<Table, 8> tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit)
      rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? castagnoli : 0U);
    tables[0][byte] = rest;
  }
  for (std::size_t n = 1; n < tables.size(); ++n) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t rest = tables[n - 1][byte];
      tables[n][byte] = (rest >> 8U) ^ tables[0][rest & 0xffU];
    }
  }
  return tables;
}
constexpr std::array<Table, 8> tables = make_tables();

}  // namespace

/// Eight bytes at once ("slicing-by-8", Kounavis and Berry 2008): every event that is read is
/// checked.
void Crc::bytes(const unsigned char* data, std::size_t size) {
  std::uint32_t rest = remainder_;
  for (; size >= 8; data += 8, size -= 8) {
    rest = tables[7][(data[0] ^ rest) & 0xffU] ^ tables[6][(data[1] ^ (rest >> 8U)) & 0xffU] ^
           tables[5][(data[2] ^ (rest >> 16U)) & 0xffU] ^ tables[4][data[3] ^ (rest >> 24U)] ^
           tables[3][data[4]] ^ tables[2][data[5]] ^ tables[1][data[6]] ^ tables[0][data[7]];
  }
  for (; size > 0; ++data, --size)
    rest = (rest >> 8U) ^ tables[0][(rest ^ *data) & 0xffU];
  remainder_ = rest;
}

Crc& Crc::add(std::int64_t number) {
  std::array<unsigned char, 8> little_endian{};
  for (std::size_t i = 0; i < little_endian.size(); ++i)
    little_endian[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
  bytes(little_endian.data(), little_endian.size());
  return *this;
}

Crc& Crc::add(std::string_view text) {
  add(static_cast<std::int64_t>(text.size()));
  bytes(reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return *this;
}

std::uint32_t Crc::value() const {
  return ~remainder_;
}

std::uint32_t chain_begin(std::string_view epoch) {
  return Crc().add(epoch).value();
}

std::uint32_t chain_next(std::uint32_t before, std::int64_t seq, std::int64_t at_ms,
                         std::string_view events, std::string_view request,
                         std::string_view fingerprint, std::string_view answer) {
  Crc crc;
  crc.add(before).add(seq).add(at_ms).add(events).add(request).add(fingerprint).add(answer);
  return crc.value();
}

std::uint32_t old_chain_next(std::uint32_t before, std::int64_t seq, std::int64_t at_ms,
                             std::string_view type, std::string_view body) {
  return Crc().add(before).add(seq).add(at_ms).add(type).add(body).value();
}

}  // namespace giliran::hall
