#include "hall/http/address_limits.hpp"

#include <algorithm>
#include <cmath>

namespace giliran::hall {

double Allowance::left(steady_clock::time_point now) const {
  if (!at_ || now <= *at_) return left_;
  const double minutes = std::chrono::duration<double, std::ratio<60>>(now - *at_).count();
  return std::min<double>(rate_.burst, left_ + minutes * rate_.per_minute);
}

std::optional<std::chrono::seconds> Allowance::take(steady_clock::time_point now) {
  left_ = left(now);
  at_ = now;
  if (left_ < 1) {
    const double wait = (1 - left_) * 60 / rate_.per_minute;
    return std::chrono::seconds(static_cast<int>(std::ceil(wait)));
  }
  left_ -= 1;
  return std::nullopt;
}

bool Allowance::full(steady_clock::time_point now) const {
  return left(now) >= rate_.burst;
}

bool AddressLimits::came(const std::string& address) {
  if (is_own_machine(address)) return true;
  Known& known = known_[address];
  if (known.connections >= max_connections_of_address) return false;
  ++known.connections;
  return true;
}

void AddressLimits::left(const std::string& address, steady_clock::time_point now) {
  const auto found = known_.find(address);
  if (found == known_.end()) return;
  --found->second.connections;
  // Who has asked for much is remembered until he is forgiven, at the latest when it gets crowded.
  const auto nobody = [&](const auto& entry) {
    return entry.second.connections == 0 && entry.second.requests.full(now);
  };
  if (nobody(*found)) known_.erase(found);
  if (known_.size() > max_connections) std::erase_if(known_, nobody);
}

std::optional<std::chrono::seconds> AddressLimits::ask(const std::string& address,
                                                       steady_clock::time_point now) {
  if (is_own_machine(address)) return std::nullopt;
  return known_[address].requests.take(now);
}

bool is_own_machine(const std::string& address) {
  return address == "127.0.0.1" || address == "::1" || address == "::ffff:127.0.0.1";
}

}  // namespace giliran::hall
