#pragma once

#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace giliran::simulation {

/// SplitMix64 (Steele, Lea, Flood 2014): whole numbers only, so that a seed gives the same run on
/// every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// 0 to n - 1; the bias of the remainder is below 1 in 10^9 for the numbers used here.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  /// Both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
  }
  bool chance(int per_thousand) { return below(1000) < static_cast<std::size_t>(per_thousand); }
  template <class Items>
  const auto& pick(const Items& items) {
    return items[below(items.size())];
  }
  /// About exponential: -log2(u) is read off the leading zeros, with the next bits as the fraction.
  std::chrono::milliseconds around(std::chrono::milliseconds mean) {
    const std::uint64_t bits = next() | 1U;
    const int zeros = std::countl_zero(bits);
    const std::uint64_t fraction = 1023U - ((bits << zeros << 1U) >> 54U);
    // 710/1024 is log(2).
    return std::chrono::milliseconds(
        mean.count() *
        (static_cast<std::int64_t>(zeros) * 1024 + static_cast<std::int64_t>(fraction)) / 1024 *
        710 / 1024);
  }

 private:
  std::uint64_t state_;
};

}  // namespace giliran::simulation
