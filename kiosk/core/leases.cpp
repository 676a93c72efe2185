#include "kiosk/core/leases.hpp"

#include <algorithm>
#include <tuple>

#include "shared/base/iso_time.hpp"

namespace giliran::kiosk {

namespace {

/// A range that makes no sense is none: the hall is another program, and may be a broken one.
bool makes_sense(const protocol::LeasedRange& range) {
  constexpr int most = 9999;  // four digits are the widest that paper and board are made for
  return range.letter.size() == 1 && is_ticket_letter(range.letter.front()) && range.first >= 1 &&
         range.last <= most && iso_day(range.day);
}

}  // namespace

int Leases::left(std::string_view day, char letter) const {
  int left = 0;
  for (const Lease& lease : held_) {
    if (lease.day == day && lease.letter == letter)
      left += std::max(0, lease.last - lease.next + 1);
  }
  return left;
}

bool Leases::any(std::string_view day) const {
  return std::ranges::any_of(
      held_, [&](const Lease& lease) { return lease.day == day && lease.next <= lease.last; });
}

std::optional<LeasedNumber> Leases::take(std::string_view day, char letter) {
  for (Lease& lease : held_) {
    if (lease.day != day || lease.letter != letter || lease.next > lease.last) continue;
    return LeasedNumber{{letter, lease.next++}, lease.epoch, lease.since};
  }
  return std::nullopt;
}

void Leases::replace(const protocol::LeasesHeld& held, WallTime now) {
  std::vector<Lease> all;
  for (const protocol::LeasedRange& range : held.ranges) {
    if (!makes_sense(range)) continue;
    Lease lease{range.day,   range.letter.front(), range.first, range.last,
                range.first, held.epoch,           now};
    const auto overlaps = [&](const Lease& other) {
      return other.day == lease.day && other.letter == lease.letter && other.last >= lease.first &&
             other.first <= lease.last;
    };
    if (std::ranges::any_of(all, overlaps)) continue;  // told twice
    for (const Lease& old : held_) {
      if (!overlaps(old)) continue;
      // The same numbers, perhaps cut or joined anew.
      lease.next = std::max(lease.next, old.next);
      if (old.first == lease.first && old.epoch == lease.epoch) lease.since = old.since;
    }
    all.push_back(std::move(lease));
  }
  std::ranges::sort(
      all, {}, [](const Lease& lease) { return std::tuple(lease.day, lease.letter, lease.first); });
  held_ = std::move(all);
}

void Leases::skip(std::string_view day, TicketNumber given) {
  for (Lease& lease : held_) {
    if (lease.day != day || lease.letter != given.letter) continue;
    if (lease.first <= given.number && given.number <= lease.last) {
      lease.next = std::max(lease.next, given.number + 1);
    }
  }
}

}  // namespace giliran::kiosk
