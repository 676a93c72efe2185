#include "shared/protocol/codec.hpp"

#include <fmt/format.h>

#include <boost/describe/members.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11/algorithm.hpp>
#include <charconv>
#include <type_traits>

#include "shared/base/iso_time.hpp"
#include "shared/base/text.hpp"

namespace giliran::protocol {
namespace {

namespace json = boost::json;
namespace describe = boost::describe;

template <class T>
using MembersOf = describe::describe_members<T, describe::mod_public>;

struct Failure {
  DecodeError error;
};
[[noreturn]] void fail(const std::string& path, std::string message) {
  throw Failure{{path, std::move(message)}};
}

template <class T, class = void>
struct IsDescribed : std::false_type {};
template <class T>
struct IsDescribed<T, std::void_t<MembersOf<T>>> : std::true_type {};

/// How one type is written and read. Specialised below; described structs are objects.
template <class T, class = void>
struct Codec;

template <class T>
json::value write(const T& value) {
  return Codec<T>::write(value);
}
template <class T>
T read(const json::value& value, const std::string& path) {
  return Codec<T>::read(value, path);
}

template <>
struct Codec<bool> {
  static json::value write(bool value) { return value; }
  static bool read(const json::value& value, const std::string& path) {
    if (!value.is_bool()) fail(path, "not true or false");
    return value.get_bool();
  }
};

template <class T>
struct Codec<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool> &&
                                 !std::is_same_v<T, char>>> {
  static json::value write(T value) { return value; }
  static T read(const json::value& value, const std::string& path) {
    boost::system::error_code error;
    const T number = value.is_number() ? value.to_number<T>(error) : T{};
    if (!value.is_number() || error) fail(path, "not a whole number in range");
    return number;
  }
};

template <>
struct Codec<double> {
  static json::value write(double value) { return value; }
  static double read(const json::value& value, const std::string& path) {
    if (!value.is_number()) fail(path, "not a number");
    return value.to_number<double>();
  }
};

std::string read_string(const json::value& value, const std::string& path) {
  if (!value.is_string()) fail(path, "not a string");
  const std::string_view text = value.get_string();
  if (!is_utf8(text)) fail(path, "not UTF-8");
  return std::string(text);
}

template <>
struct Codec<std::string> {
  static json::value write(const std::string& value) { return json::value(value); }
  static std::string read(const json::value& value, const std::string& path) {
    return read_string(value, path);
  }
};

template <>
struct Codec<char> {
  static json::value write(char value) { return json::value(std::string(1, value)); }
  static char read(const json::value& value, const std::string& path) {
    const std::string text = read_string(value, path);
    if (text.size() != 1 || !is_ticket_letter(text[0])) fail(path, "not a ticket letter");
    return text[0];
  }
};

template <class E>
struct Codec<E, std::void_t<decltype(EnumNames<E>::names)>> {
  static json::value write(E value) { return json::value(std::string(name_of(value))); }
  static E read(const json::value& value, const std::string& path) {
    const std::string text = read_string(value, path);
    const auto found = enum_of<E>(text);
    if (!found) {
      std::string names;
      for (const auto& [enumerator, name] : EnumNames<E>::names) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
      }
      fail(path, "not one of " + names);
    }
    return *found;
  }
};

template <>
struct Codec<Language> {
  static json::value write(Language value) { return json::value(std::string(code_of(value))); }
  static Language read(const json::value& value, const std::string& path) {
    const auto found = language_of(read_string(value, path));
    if (!found) fail(path, "not one of id, en, su");
    return *found;
  }
};

template <class Tag, class Rep>
struct Codec<StrongId<Tag, Rep>> {
  static json::value write(const StrongId<Tag, Rep>& id) { return Codec<Rep>::write(id.value()); }
  static StrongId<Tag, Rep> read(const json::value& value, const std::string& path) {
    Rep rep = Codec<Rep>::read(value, path);
    if constexpr (std::is_same_v<Rep, std::string>) {
      if (rep.empty() || rep.size() > 64) fail(path, "not 1 to 64 characters");
    }
    return StrongId<Tag, Rep>(std::move(rep));
  }
};

template <>
struct Codec<TicketId> {
  static json::value write(const TicketId& id) {
    return json::value(fmt::format("t{}", id.value()));
  }
  static TicketId read(const json::value& value, const std::string& path) {
    const std::string text = read_string(value, path);
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    if (text.size() < 2 || text[0] != 't') fail(path, "not a ticket's id");
    const auto [rest, error] = std::from_chars(text.data() + 1, end, number);
    if (error != std::errc{} || rest != end) fail(path, "not a ticket's id");
    return TicketId(number);
  }
};

template <>
struct Codec<RequestId> {
  static json::value write(const RequestId& id) { return json::value(id.value()); }
  static RequestId read(const json::value& value, const std::string& path) {
    std::string text = read_string(value, path);
    if (!is_hex128(text)) fail(path, "not 32 lower-case hexadecimal digits");
    return RequestId(std::move(text));
  }
};

template <>
struct Codec<BookingCode> {
  static json::value write(const BookingCode& code) { return json::value(code.value()); }
  static BookingCode read(const json::value& value, const std::string& path) {
    const auto code = booking_code_of(read_string(value, path));
    if (!code) fail(path, "not a code of 8 letters and digits");
    return *code;
  }
};

template <>
struct Codec<TicketNumber> {
  static json::value write(const TicketNumber& number) { return json::value(number.text()); }
  static TicketNumber read(const json::value& value, const std::string& path) {
    const auto number = TicketNumber::parse(read_string(value, path));
    if (!number) fail(path, "not a number like A-012");
    return *number;
  }
};

template <>
struct Codec<WallTime> {
  static json::value write(WallTime time) { return json::value(iso_text(time)); }
  static WallTime read(const json::value& value, const std::string& path) {
    const auto time = iso_wall_time(read_string(value, path));
    if (!time) fail(path, "not a time like 2026-11-24T02:42:07.000Z");
    return *time;
  }
};

template <>
struct Codec<WaitRange> {
  static json::value write(const WaitRange& range) {
    return json::array{range.low.count(), range.high.count()};
  }
  static WaitRange read(const json::value& value, const std::string& path) {
    if (!value.is_array() || value.get_array().size() != 2) fail(path, "not [low, high]");
    const auto& pair = value.get_array();
    return {std::chrono::seconds(Codec<std::int64_t>::read(pair[0], path + "[0]")),
            std::chrono::seconds(Codec<std::int64_t>::read(pair[1], path + "[1]"))};
  }
};

template <>
struct Codec<LocalText> {
  static json::value write(const LocalText& text) {
    json::object object{{"id", text.id}};
    if (!text.en.empty()) object["en"] = text.en;
    if (!text.su.empty()) object["su"] = text.su;
    return object;
  }
  static LocalText read(const json::value& value, const std::string& path) {
    if (!value.is_object()) fail(path, "not a text by language");
    const auto& object = value.get_object();
    const auto in = [&](const char* code) {
      const json::value* text = object.if_contains(code);
      return text ? read_string(*text, path + "." + code) : std::string();
    };
    return {in("id"), in("en"), in("su")};
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static json::value write(const std::vector<T>& items) {
    json::array array;
    array.reserve(items.size());
    for (const T& item : items)
      array.push_back(protocol::write(item));
    return array;
  }
  static std::vector<T> read(const json::value& value, const std::string& path) {
    if (!value.is_array()) fail(path, "not a list");
    std::vector<T> items;
    for (const json::value& item : value.get_array()) {
      items.push_back(protocol::read<T>(item, fmt::format("{}[{}]", path, items.size())));
    }
    return items;
  }
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct Codec<std::optional<T>> {
  static json::value write(const std::optional<T>& value) {
    return value ? protocol::write(*value) : json::value(nullptr);
  }
  static std::optional<T> read(const json::value& value, const std::string& path) {
    if (value.is_null()) return std::nullopt;
    return protocol::read<T>(value, path);
  }
};

/// Parameters that a client may leave out have a default in their struct.
template <class T>
constexpr bool may_be_missing(std::string_view member) {
  if constexpr (std::is_same_v<T, TicketIssue> || std::is_same_v<T, TicketHandIn>) {
    return member == "priority" || member == "language" || member == "then";
  }
  if constexpr (std::is_same_v<T, TicketFinish>) return member == "outcome" || member == "detail";
  if constexpr (std::is_same_v<T, TicketTransfer>) return member == "place";
  if constexpr (std::is_same_v<T, TicketReason>) return member == "why";
  if constexpr (std::is_same_v<T, TicketEnterPaper>) return member == "priority";
  if constexpr (std::is_same_v<T, ServiceCommand>) return member == "why";
  if constexpr (std::is_same_v<T, CounterLend>) return member == "minutes";
  if constexpr (std::is_same_v<T, CounterAutoCall>) return member == "on";
  if constexpr (std::is_same_v<T, BookingMake> || std::is_same_v<T, BookingDated>) {
    return member == "priority" || member == "language";
  }
  if constexpr (std::is_same_v<T, CallsSubscribe>) return member == "after_seq";
  if constexpr (std::is_same_v<T, PrinterReport>) return member == "message";
  if constexpr (std::is_same_v<T, DeviceReport>) return member == "version" || member == "name";
  return false;
}

template <class T>
struct Codec<T, std::enable_if_t<IsDescribed<T>::value>> {
  static json::value write(const T& value) {
    json::object object;
    boost::mp11::mp_for_each<MembersOf<T>>(
        [&](auto member) { object.emplace(member.name, protocol::write(value.*member.pointer)); });
    return object;
  }
  static T read(const json::value& value, const std::string& path) {
    if (!value.is_object()) fail(path, "not an object");
    const auto& object = value.get_object();
    T result{};
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
      using Member = std::remove_cvref_t<decltype(result.*member.pointer)>;
      const std::string place = path.empty() ? member.name : path + "." + member.name;
      if (const json::value* found = object.if_contains(member.name)) {
        result.*member.pointer = protocol::read<Member>(*found, place);
      } else if (!IsOptional<Member>::value && !may_be_missing<T>(member.name)) {
        fail(place, "is missing");
      }
    });
    return result;
  }
};

}  // namespace

template <class T>
json::value encode(const T& value) {
  return write(value);
}

template <class T>
Result<T, DecodeError> decode(const json::value& value) {
  try {
    return read<T>(value, "");
  } catch (Failure& failure) {
    return std::move(failure.error);
  }
}

#define GILIRAN_CODEC(T)                    \
  template json::value encode<T>(const T&); \
  template Result<T, DecodeError> decode<T>(const json::value&);
GILIRAN_CODEC(Done)
GILIRAN_CODEC(TicketIssue)
GILIRAN_CODEC(TicketIssued)
GILIRAN_CODEC(TicketSlip)
GILIRAN_CODEC(TicketFinish)
GILIRAN_CODEC(TicketTransfer)
GILIRAN_CODEC(TicketStep)
GILIRAN_CODEC(TicketReason)
GILIRAN_CODEC(TicketTakeBack)
GILIRAN_CODEC(TicketReenter)
GILIRAN_CODEC(TicketBack)
GILIRAN_CODEC(TicketEnterPaper)
GILIRAN_CODEC(TicketHandIn)
GILIRAN_CODEC(HandedIn)
GILIRAN_CODEC(KioskLease)
GILIRAN_CODEC(LeasesHeld)
GILIRAN_CODEC(TicketCommand)
GILIRAN_CODEC(CounterOpen)
GILIRAN_CODEC(CounterCommand)
GILIRAN_CODEC(CounterBreak)
GILIRAN_CODEC(CounterLend)
GILIRAN_CODEC(CounterReturn)
GILIRAN_CODEC(CounterAutoCall)
GILIRAN_CODEC(CallTicket)
GILIRAN_CODEC(ServiceCommand)
GILIRAN_CODEC(BookingMake)
GILIRAN_CODEC(BookingDated)
GILIRAN_CODEC(BookingMade)
GILIRAN_CODEC(BookingCommand)
GILIRAN_CODEC(CallExplain)
GILIRAN_CODEC(Explanation)
GILIRAN_CODEC(CallMade)
GILIRAN_CODEC(std::optional<CallMade>)
GILIRAN_CODEC(Call)
GILIRAN_CODEC(CallsSubscribe)
GILIRAN_CODEC(CallsSubscribed)
GILIRAN_CODEC(ViewRequest)
GILIRAN_CODEC(PrinterReport)
GILIRAN_CODEC(DeviceReport)
GILIRAN_CODEC(KioskView)
GILIRAN_CODEC(BoardView)
GILIRAN_CODEC(CounterView)
GILIRAN_CODEC(ManagerView)
GILIRAN_CODEC(TicketView)
#undef GILIRAN_CODEC

}  // namespace giliran::protocol
