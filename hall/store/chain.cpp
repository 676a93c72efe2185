#include "hall/store/chain.hpp"

#include <array>

namespace giliran::hall {

Crc& Crc::add(std::int64_t number) {
  std::array<unsigned char, 8> little_endian{};
  for (std::size_t i = 0; i < little_endian.size(); ++i)
    little_endian[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
  engine_.process_bytes(little_endian.data(), little_endian.size());
  return *this;
}

Crc& Crc::add(std::string_view text) {
  add(static_cast<std::int64_t>(text.size()));
  engine_.process_bytes(text.data(), text.size());
  return *this;
}

std::uint32_t Crc::value() const {
  return engine_.checksum();
}

std::uint32_t chain_begin(std::string_view epoch) {
  return Crc().add(epoch).value();
}

std::uint32_t chain_next(std::uint32_t before, std::int64_t seq, std::int64_t at_ms,
                         std::string_view type, std::string_view body) {
  return Crc().add(before).add(seq).add(at_ms).add(type).add(body).value();
}

}  // namespace giliran::hall
