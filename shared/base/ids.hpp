#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace giliran {

/// A value that is only ever compared and passed on, with a type of its own so that a counter is
/// never taken for a ticket. `Tag` names the kind, `Rep` is how it is held.
template <class Tag, class Rep>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(Rep value) : value_(std::move(value)) {}
  const Rep& value() const { return value_; }
  friend auto operator<=>(const StrongId&, const StrongId&) = default;

 private:
  Rep value_{};
};

/// Names one visit. Numbers it, in order of issue, over the whole life of a hall; never used again.
/// Written "t17" in the protocol, where it is opaque.
using TicketId = StrongId<struct TicketIdTag, std::uint64_t>;
/// Position of a call in the hall's one ordered log of calls; the first is 1.
using CallSeq = StrongId<struct CallSeqTag, std::uint64_t>;
/// A counter (loket) by the number on its sign.
using CounterId = StrongId<struct CounterIdTag, int>;
/// A service by its slug, for example "kependudukan.ktp".
using ServiceId = StrongId<struct ServiceIdTag, std::string>;
/// An agency by its slug, for example "kependudukan".
using AgencyId = StrongId<struct AgencyIdTag, std::string>;
/// 128 bits in 32 hexadecimal digits, made by a client for one command before it is first sent.
using RequestId = StrongId<struct RequestIdTag, std::string>;
/// 128 random bits in 32 hexadecimal digits: who knows it may read that one ticket.
using TicketToken = StrongId<struct TicketTokenTag, std::string>;
/// A kiosk, display or counter by the name in its settings, for example "kiosk-1".
using DeviceId = StrongId<struct DeviceIdTag, std::string>;

/// What a visitor's booking is found by: 8 characters that cannot be taken for one another, as
/// "7K3M9XPA". An appointment's, or that of a slip for another day.
using BookingCode = StrongId<struct BookingCodeTag, std::string>;
/// An officer by the short name in the settings, for example "sari".
using OfficerId = StrongId<struct OfficerIdTag, std::string>;
/// Services in a fixed order under one number, by its slug in the settings.
using PackageId = StrongId<struct PackageIdTag, std::string>;

/// 32 hexadecimal digits from the system's random source. Throws std::system_error if it has none.
std::string random_hex128();

/// A booking code from the system's random source. Throws std::system_error if it has none.
BookingCode random_booking_code();
/// As people type it: capitals and small letters are the same, blanks and dashes do not count.
/// Nothing if it is not 8 characters of the code's alphabet.
std::optional<BookingCode> booking_code_of(std::string_view text);

/// Whether `text` is 32 lower-case hexadecimal digits.
bool is_hex128(std::string_view text);

}  // namespace giliran

template <class Tag, class Rep>
struct std::hash<giliran::StrongId<Tag, Rep>> {
  std::size_t operator()(const giliran::StrongId<Tag, Rep>& id) const {
    return std::hash<Rep>{}(id.value());
  }
};
