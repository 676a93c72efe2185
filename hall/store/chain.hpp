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

/// What stands before the first entry of a journal whose first epoch was that.
std::uint32_t chain_begin(std::string_view epoch);
/// Of an entry, from the one before: one that is changed, moved or left out breaks the chain.
/// `request`, `fingerprint` and `answer` are empty where nobody asked.
std::uint32_t chain_next(std::uint32_t before, std::int64_t seq, std::int64_t at_ms,
                         std::string_view events, std::string_view request,
                         std::string_view fingerprint, std::string_view answer);
/// Of an event in a journal of schema 2, from the one before.
std::uint32_t old_chain_next(std::uint32_t before, std::int64_t seq, std::int64_t at_ms,
                             std::string_view type, std::string_view body);

}  // namespace giliran::hall
