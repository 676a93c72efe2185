#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.hpp"
#include "shared/protocol/messages.hpp"

namespace giliran::kiosk {

/// Numbers of one run on one day that this kiosk alone may give, from `next` to `last`.
struct Lease {
  std::string day;    ///< local "2026-11-25"
  char letter = 'A';  ///< of the run
  int first = 1;
  int last = 0;
  int next = 1;
  std::string epoch;  ///< of the journal that gave it
  WallTime since{};   ///< by the hall's clock, when this kiosk was told of it first
  friend bool operator==(const Lease&, const Lease&) = default;
};

/// A number out of a lease.
struct LeasedNumber {
  TicketNumber number;
  std::string epoch;
  WallTime since{};
};

/// What this kiosk holds of the hall's numbers. Pure.
class Leases {
 public:
  Leases() = default;
  explicit Leases(std::vector<Lease> held) : held_(std::move(held)) {}

  /// How many numbers of that run are left for that day.
  int left(std::string_view day, char letter) const;
  /// Whether there is a number of any run for that day.
  bool any(std::string_view day) const;
  /// The next one, which is never given again; nothing if there is none left.
  std::optional<LeasedNumber> take(std::string_view day, char letter);
  /// The hall's word on what is held, instead of all before. What was taken out of a range stays
  /// taken, and no number of `given` on its day comes again, whatever the hall says.
  void replace(const protocol::LeasesHeld& held, WallTime now);
  /// Numbers from there on of that run were given before: they are not given again.
  void skip(std::string_view day, TicketNumber given);
  const std::vector<Lease>& all() const { return held_; }

 private:
  std::vector<Lease> held_;
};

}  // namespace giliran::kiosk
