#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace giliran {

/// Where a ticket is in its life. Each step has its own time and its own actor in the journal.
enum class TicketState {
  waiting,    ///< issued; may be called unless its slip failed
  called,     ///< a counter has called it and waits for the visitor
  serving,    ///< the visitor is at the counter
  parked,     ///< sent away for a while by the officer, who takes it back or calls it again
  finished,   ///< served
  no_show,    ///< called as often and as long as the rule says, and nobody came
  cancelled,  ///< taken back before it was called
  unserved,   ///< still waiting when its day ended
};

/// The ticket's paper, a state of its own beside the ticket's. A failed slip means that nobody
/// holds the number, so that it is never called.
enum class Slip { pending, printed, on_screen, failed };

/// What a counter is doing.
enum class CounterState { closed, idle, calling, serving, on_break };

/// Whether a service takes visitors now; those before are the better news.
enum class ServiceState {
  open,
  paused,    ///< by command, because the agency's own system is down
  on_break,  ///< closed now, open earlier and later today
  full,      ///< today's quota is used up
  closed,
};

/// Which of the calling rule's settings a ticket falls under.
enum class VisitorClass { ordinary, priority, appointment };

/// Where a ticket is put that comes back into a queue.
enum class Place {
  arrival,  ///< where its arrival puts it (after an absence: its wait goes on where it stopped)
  first,    ///< before all others of its service, in the order of being put there
  last,     ///< as if it came now
};

/// How a service ended.
enum class Outcome {
  served,
  missing_document,  ///< the detail says which
  wrong_service,     ///< the visitor came for something else
  referred,          ///< another office must do it
  left,              ///< the visitor went away
};

/// Whether who takes a number now is served today.
enum class Outlook { sure, likely, not_today };

/// What kind of program a device runs.
enum class DeviceKind { kiosk, display, counter };

/// What a kiosk's printer needs. A state for people; the printer's own reasons stay in the log.
enum class PrinterHealth { ok, low_paper, out_of_paper, jam, cover_open, paused, offline, unknown };

/// Names of an enumeration in the protocol and the journal. Never change one: journals keep them.
template <class E>
struct EnumNames;

template <>
struct EnumNames<TicketState> {
  static constexpr std::array<std::pair<TicketState, std::string_view>, 8> names{
      {{TicketState::waiting, "waiting"},
       {TicketState::called, "called"},
       {TicketState::serving, "serving"},
       {TicketState::parked, "parked"},
       {TicketState::finished, "finished"},
       {TicketState::no_show, "no_show"},
       {TicketState::cancelled, "cancelled"},
       {TicketState::unserved, "unserved"}}};
};
template <>
struct EnumNames<Slip> {
  static constexpr std::array<std::pair<Slip, std::string_view>, 4> names{
      {{Slip::pending, "pending"},
       {Slip::printed, "printed"},
       {Slip::on_screen, "on_screen"},
       {Slip::failed, "failed"}}};
};
template <>
struct EnumNames<CounterState> {
  static constexpr std::array<std::pair<CounterState, std::string_view>, 5> names{
      {{CounterState::closed, "closed"},
       {CounterState::idle, "idle"},
       {CounterState::calling, "calling"},
       {CounterState::serving, "serving"},
       {CounterState::on_break, "break"}}};
};
template <>
struct EnumNames<ServiceState> {
  static constexpr std::array<std::pair<ServiceState, std::string_view>, 5> names{
      {{ServiceState::open, "open"},
       {ServiceState::paused, "paused"},
       {ServiceState::on_break, "break"},
       {ServiceState::full, "full"},
       {ServiceState::closed, "closed"}}};
};
template <>
struct EnumNames<VisitorClass> {
  static constexpr std::array<std::pair<VisitorClass, std::string_view>, 3> names{
      {{VisitorClass::ordinary, "ordinary"},
       {VisitorClass::priority, "priority"},
       {VisitorClass::appointment, "appointment"}}};
};
template <>
struct EnumNames<Place> {
  static constexpr std::array<std::pair<Place, std::string_view>, 3> names{
      {{Place::arrival, "arrival"}, {Place::first, "first"}, {Place::last, "last"}}};
};
template <>
struct EnumNames<Outcome> {
  static constexpr std::array<std::pair<Outcome, std::string_view>, 5> names{
      {{Outcome::served, "served"},
       {Outcome::missing_document, "missing_document"},
       {Outcome::wrong_service, "wrong_service"},
       {Outcome::referred, "referred"},
       {Outcome::left, "left"}}};
};
template <>
struct EnumNames<Outlook> {
  static constexpr std::array<std::pair<Outlook, std::string_view>, 3> names{
      {{Outlook::sure, "sure"}, {Outlook::likely, "likely"}, {Outlook::not_today, "not_today"}}};
};
template <>
struct EnumNames<DeviceKind> {
  static constexpr std::array<std::pair<DeviceKind, std::string_view>, 3> names{
      {{DeviceKind::kiosk, "kiosk"},
       {DeviceKind::display, "display"},
       {DeviceKind::counter, "counter"}}};
};
template <>
struct EnumNames<PrinterHealth> {
  static constexpr std::array<std::pair<PrinterHealth, std::string_view>, 8> names{
      {{PrinterHealth::ok, "ok"},
       {PrinterHealth::low_paper, "low_paper"},
       {PrinterHealth::out_of_paper, "out_of_paper"},
       {PrinterHealth::jam, "jam"},
       {PrinterHealth::cover_open, "cover_open"},
       {PrinterHealth::paused, "paused"},
       {PrinterHealth::offline, "offline"},
       {PrinterHealth::unknown, "unknown"}}};
};

template <class E>
constexpr std::string_view name_of(E value) {
  for (const auto& [enumerator, name] : EnumNames<E>::names) {
    if (enumerator == value) return name;
  }
  return "?";
}

template <class E>
constexpr std::optional<E> enum_of(std::string_view text) {
  for (const auto& [enumerator, name] : EnumNames<E>::names) {
    if (name == text) return enumerator;
  }
  return std::nullopt;
}

}  // namespace giliran
