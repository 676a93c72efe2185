#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "hall/http/limits.hpp"

/// How much one address, or one connection of somebody who is no program, may ask for.
namespace giliran::hall {

using std::chrono::steady_clock;

/// Lets `burst` through at once and `per_minute` in the long run (a token bucket).
class Allowance {
 public:
  explicit Allowance(Rate rate) : rate_(rate), left_(rate.burst) {}
  /// Nothing if one more may pass now; else after how many whole seconds one may.
  std::optional<std::chrono::seconds> take(steady_clock::time_point now);
  /// Whether all of the burst is there again.
  bool full(steady_clock::time_point now) const;

 private:
  double left(steady_clock::time_point now) const;
  Rate rate_;
  double left_;
  std::optional<steady_clock::time_point> at_;
};

/// The connections and requests of each address. For the server's thread.
class AddressLimits {
 public:
  /// Whether that address may have one more connection; then it is counted until left().
  bool came(const std::string& address);
  void left(const std::string& address, steady_clock::time_point now);
  /// One more request: nothing if it may pass, else after how many seconds.
  std::optional<std::chrono::seconds> ask(const std::string& address, steady_clock::time_point now);
  std::size_t known() const { return known_.size(); }

 private:
  struct Known {
    std::size_t connections = 0;
    Allowance requests{rate_of_address};
  };
  std::map<std::string, Known> known_;
};

/// The hall's own machine, whose programs and proxy have no limit of their own.
bool is_own_machine(const std::string& address);

}  // namespace giliran::hall
