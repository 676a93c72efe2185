#include "hall/store/event_codec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/mp11/algorithm.hpp>
#include <charconv>
#include <limits>
#include <stdexcept>
#include <type_traits>

#include "shared/base/iso_time.hpp"

namespace giliran::hall {

namespace json = boost::json;
namespace chr = std::chrono;

// A member's name here is its name in the journal.
BOOST_DESCRIBE_STRUCT(DayBegan, (), (day))
BOOST_DESCRIBE_STRUCT(TicketIssued, (),
                      (ticket, number, service, priority, language, token, then, booking, since,
                       appointment, first, quoted))
BOOST_DESCRIBE_STRUCT(PaperEntered, (),
                      (ticket, number, service, priority, token, issued_at, counter, called_at,
                       finished_at))
BOOST_DESCRIBE_STRUCT(SlipSet, (), (ticket, slip))
BOOST_DESCRIBE_STRUCT(TicketCalled, (), (seq, ticket, counter, recall, out_of_turn, automatic))
BOOST_DESCRIBE_STRUCT(ServiceStarted, (), (ticket))
BOOST_DESCRIBE_STRUCT(ServiceFinished, (), (ticket, outcome, detail, next))
BOOST_DESCRIBE_STRUCT(NoShowMarked, (), (ticket))
BOOST_DESCRIBE_STRUCT(TicketTransferred, (), (ticket, service, counter, officer, since, first))
BOOST_DESCRIBE_STRUCT(StepAdded, (), (ticket, service))
BOOST_DESCRIBE_STRUCT(TicketParked, (), (ticket, why))
BOOST_DESCRIBE_STRUCT(TicketTakenBack, (), (ticket, counter))
BOOST_DESCRIBE_STRUCT(TicketCancelled, (), (ticket, why))
BOOST_DESCRIBE_STRUCT(TicketReentered, (), (ticket, since, first))
BOOST_DESCRIBE_STRUCT(TicketUnserved, (), (ticket))
BOOST_DESCRIBE_STRUCT(CounterOpened, (), (counter, officer))
BOOST_DESCRIBE_STRUCT(CounterClosed, (), (counter))
BOOST_DESCRIBE_STRUCT(BreakStarted, (), (counter, reason))
BOOST_DESCRIBE_STRUCT(BreakEnded, (), (counter))
BOOST_DESCRIBE_STRUCT(CounterLent, (), (counter, service, until))
BOOST_DESCRIBE_STRUCT(CounterReturned, (), (counter, service))
BOOST_DESCRIBE_STRUCT(AutoCallSet, (), (counter, on))
BOOST_DESCRIBE_STRUCT(ServicePaused, (), (service, why))
BOOST_DESCRIBE_STRUCT(ServiceResumed, (), (service))
BOOST_DESCRIBE_STRUCT(AppointmentBooked, (), (code, service, at, priority, language))
BOOST_DESCRIBE_STRUCT(DatedSlipTaken, (), (code, service, day, priority, language))
BOOST_DESCRIBE_STRUCT(BookingCancelled, (), (code))
BOOST_DESCRIBE_STRUCT(NumbersLeased, (), (device, day, from, to))
BOOST_DESCRIBE_STRUCT(TicketHandedIn, (),
                      (ticket, number, service, priority, language, token, then, issued_at, slip,
                       device))
BOOST_DESCRIBE_STRUCT(PastTicketHandedIn, (),
                      (day, number, service, priority, language, token, then, issued_at, slip,
                       device))
BOOST_DESCRIBE_STRUCT(JournalRestored, (), (skipped))
BOOST_DESCRIBE_STRUCT(RunRaised, (), (day, above))
BOOST_DESCRIBE_STRUCT(ClockSetBack, (), (by, day))
BOOST_DESCRIBE_STRUCT(HeldLease, (), (device, day, from, to, at))
BOOST_DESCRIBE_STRUCT(Booking, (), (code, service, day, at, made_at, priority, language))
BOOST_DESCRIBE_STRUCT(Carried, (),
                      (day, last_at, last_ticket, last_call, bookings, leases, raised, restored))

namespace {

/// In the order of Event's alternatives. A new meaning gets a new name.
constexpr std::array<std::string_view, 33> names{
    "day_began",          "ticket_issued",    "paper_entered",
    "slip_set",           "ticket_called",    "service_started",
    "service_finished",   "no_show_marked",   "ticket_transferred",
    "step_added",         "ticket_parked",    "ticket_taken_back",
    "ticket_cancelled",   "ticket_reentered", "ticket_unserved",
    "counter_opened",     "counter_closed",   "break_started",
    "break_ended",        "counter_lent",     "counter_returned",
    "auto_call_set",      "service_paused",   "service_resumed",
    "appointment_booked", "dated_slip_taken", "booking_cancelled",
    "numbers_leased",     "ticket_handed_in", "past_ticket_handed_in",
    "journal_restored",   "run_raised",       "clock_set_back"};
static_assert(names.size() == std::variant_size_v<Event>);

/// Members that older journals lack, or that are not written while they have their default.
constexpr std::array<std::string_view, 12> may_be_missing{
    "then",   "appointment", "first",  "out_of_turn", "automatic", "outcome",
    "detail", "why",         "leases", "raised",      "restored",  "skipped"};

struct Wrong {};

template <class T>
struct Codec;

template <>
struct Codec<bool> {
  static json::value write(bool value) { return value; }
  static bool read(const json::value& value) {
    if (!value.is_bool()) throw Wrong{};
    return value.get_bool();
  }
};

template <class T>
struct Whole {
  static json::value write(T value) { return static_cast<std::int64_t>(value); }
  static T read(const json::value& value) {
    const auto* found = value.if_int64();
    if (!found || *found < 0) throw Wrong{};
    if constexpr (sizeof(T) < sizeof(std::int64_t)) {
      if (*found > std::numeric_limits<T>::max()) throw Wrong{};
    }
    return static_cast<T>(*found);
  }
};
template <>
struct Codec<int> : Whole<int> {};
template <>
struct Codec<std::uint64_t> : Whole<std::uint64_t> {};

template <>
struct Codec<std::string> {
  static json::value write(const std::string& value) { return json::value(value); }
  static std::string read(const json::value& value) {
    if (!value.is_string()) throw Wrong{};
    const auto& text = value.get_string();
    return {text.data(), text.size()};
  }
};

template <class Tag, class Rep>
struct Codec<StrongId<Tag, Rep>> {
  static json::value write(const StrongId<Tag, Rep>& id) { return Codec<Rep>::write(id.value()); }
  static StrongId<Tag, Rep> read(const json::value& value) {
    return StrongId<Tag, Rep>(Codec<Rep>::read(value));
  }
};

template <class E>
requires std::is_enum_v<E>
struct Codec<E> {
  static json::value write(E value) { return json::value(std::string(name_of(value))); }
  static E read(const json::value& value) {
    const auto found = enum_of<E>(Codec<std::string>::read(value));
    if (!found) throw Wrong{};
    return *found;
  }
};
template <>
struct Codec<Language> {
  static json::value write(Language value) { return json::value(std::string(code_of(value))); }
  static Language read(const json::value& value) {
    const auto found = language_of(Codec<std::string>::read(value));
    if (!found) throw Wrong{};
    return *found;
  }
};

template <>
struct Codec<TicketNumber> {
  static json::value write(const TicketNumber& value) { return json::value(value.text()); }
  static TicketNumber read(const json::value& value) {
    const auto found = TicketNumber::parse(Codec<std::string>::read(value));
    if (!found) throw Wrong{};
    return *found;
  }
};

/// Milliseconds since 1970, UTC.
template <>
struct Codec<WallTime> {
  static json::value write(WallTime value) { return value.time_since_epoch().count(); }
  static WallTime read(const json::value& value) {
    const auto* found = value.if_int64();
    if (!found) throw Wrong{};
    return WallTime(chr::milliseconds(*found));
  }
};

template <>
struct Codec<chr::milliseconds> {
  static json::value write(chr::milliseconds value) { return value.count(); }
  static chr::milliseconds read(const json::value& value) {
    return chr::milliseconds(Whole<std::int64_t>::read(value));
  }
};

/// Seconds: [low, high]
template <>
struct Codec<WaitRange> {
  static json::value write(const WaitRange& value) {
    return json::array{value.low.count(), value.high.count()};
  }
  static WaitRange read(const json::value& value) {
    if (!value.is_array() || value.get_array().size() != 2) throw Wrong{};
    const auto second = [&](std::size_t at) {
      return chr::seconds(Whole<std::int64_t>::read(value.get_array()[at]));
    };
    return {second(0), second(1)};
  }
};

template <>
struct Codec<chr::local_days> {
  static json::value write(chr::local_days day) { return json::value(iso_text(day)); }
  static chr::local_days read(const json::value& value) {
    const auto day = iso_day(Codec<std::string>::read(value));
    if (!day) throw Wrong{};
    return *day;
  }
};

template <>
struct Codec<LocalTime> {
  static json::value write(LocalTime time) { return json::value(iso_text(time)); }
  static LocalTime read(const json::value& value) {
    const auto time = iso_local_time(Codec<std::string>::read(value));
    if (!time) throw Wrong{};
    return *time;
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static json::value write(const std::vector<T>& items) {
    json::array array;
    for (const T& item : items)
      array.push_back(Codec<T>::write(item));
    return array;
  }
  static std::vector<T> read(const json::value& value) {
    if (!value.is_array()) throw Wrong{};
    std::vector<T> items;
    for (const json::value& item : value.get_array())
      items.push_back(Codec<T>::read(item));
    return items;
  }
};

/// A member without a value is not written.
template <class T>
struct Codec<std::optional<T>> {
  static json::value write(const std::optional<T>& value) { return Codec<T>::write(*value); }
  static std::optional<T> read(const json::value& value) { return Codec<T>::read(value); }
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
constexpr bool is_left_out(std::string_view name) {
  return is_optional<T> || std::ranges::find(may_be_missing, name) != may_be_missing.end();
}

template <class T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
json::object write_members(const T& event) {
  [[maybe_unused]] static const T defaults{};
  json::object object;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    const auto& value = event.*member.pointer;
    using Member = std::remove_cvref_t<decltype(value)>;
    if (is_left_out<Member>(member.name) && value == defaults.*member.pointer) return;
    object.emplace(member.name, Codec<Member>::write(value));
  });
  return object;
}

template <class T>
T read_members(const json::object& object) {
  T event{};
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(event.*member.pointer)>;
    const json::value* found = object.if_contains(member.name);
    if (!found) {
      if (is_left_out<Member>(member.name)) return;
      throw std::invalid_argument(fmt::format("{} is missing", member.name));
    }
    try {
      event.*member.pointer = Codec<Member>::read(*found);
    } catch (const Wrong&) {
      throw std::invalid_argument(fmt::format("{} is not what it should be", member.name));
    }
  });
  return event;
}

/// As an object within another one.
template <class T>
struct Members {
  static json::value write(const T& value) { return write_members(value); }
  static T read(const json::value& value) {
    if (!value.is_object()) throw Wrong{};
    return read_members<T>(value.get_object());
  }
};
template <>
struct Codec<Booking> : Members<Booking> {};
template <>
struct Codec<HeldLease> : Members<HeldLease> {};
template <>
struct Codec<RunRaised> : Members<RunRaised> {};

/// A JSON text that is an object, held in place while it is small: events are.
class Parsed {
 public:
  explicit Parsed(std::string_view text)
      : memory_(space_.data(), space_.size()),
        parser_(&memory_, {}, stack_.data(), stack_.size()),
        value_(json::storage_ptr(&memory_)) {
    boost::system::error_code error;
    parser_.write({text.data(), text.size()}, error);
    if (!error) value_ = parser_.release();
    if (error || !value_.is_object()) throw std::invalid_argument("not a JSON object");
  }
  const json::object& object() const { return value_.get_object(); }

 private:
  std::array<unsigned char, 2048> space_;
  std::array<unsigned char, 1024> stack_;
  json::monotonic_resource memory_;
  json::parser parser_;
  json::value value_;
};

template <class T>
Event read_one(const json::object& object) {
  return read_members<T>(object);
}
template <class... Each>
constexpr auto readers_of(std::type_identity<std::variant<Each...>>) {
  return std::array{&read_one<Each>...};
}
/// In the order of Event's alternatives.
constexpr auto readers = readers_of(std::type_identity<Event>());

}  // namespace

WrittenEvent write_event(const Event& event) {
  return {names[event.index()],
          json::serialize(std::visit([](const auto& one) { return write_members(one); }, event))};
}

Event read_event(std::string_view name, std::string_view body) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    throw std::invalid_argument(fmt::format("{} is no event that this program knows", name));
  }
  const Parsed parsed(body);
  return readers[static_cast<std::size_t>(found - names.begin())](parsed.object());
}

std::string write_carried(const Carried& carried) {
  return json::serialize(write_members(carried));
}

Carried read_carried(std::string_view text) {
  return read_members<Carried>(Parsed(text).object());
}

}  // namespace giliran::hall
