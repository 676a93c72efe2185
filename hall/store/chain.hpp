#pragma once

#include <cstdint>
#include <string_view>

/// CRC-32C (Castagnoli, as RFC 3720 has it) over what a journal holds: finds every change of up to
/// 32 bits in a row, and any other one but for a chance of 2^-32. No protection from people who
/// mean to change a journal.
namespace giliran::hall {

class Crc {
 public:
  Crc& add(std::int64_t number);
  /// With its length, so that two texts are never taken for two others.
  Crc& add(std::string_view text);
  std::uint32_t value() const;

 private:
  void bytes(const unsigned char* data, std::size_t size);
  std::uint32_t remainder_ = 0xffffffffU;
};

/// What stands before the first event of a journal with that epoch.
std::uint32_t chain_begin(std::string_view epoch);
/// Of an event, from the one before: a row that is changed, moved or left out breaks the chain.
std::uint32_t chain_next(std::uint32_t before, std::int64_t seq, std::int64_t at_ms,
                         std::string_view type, std::string_view body);

}  // namespace giliran::hall
