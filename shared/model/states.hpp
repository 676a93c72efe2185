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
  finished,   ///< served
  no_show,    ///< called as often and as long as the rule says, and nobody came
  cancelled,  ///< taken back before it was called
  unserved,   ///< still waiting when its day ended
};

/// The ticket's paper, a state of its own beside the ticket's. A failed slip means that nobody
/// holds the number, so that it is never called.
enum class Slip { pending, printed, on_screen, failed };

/// What a counter is doing.
enum class CounterState { closed, idle, calling, serving };

/// Whether a service takes visitors now.
enum class ServiceState { open, on_break, closed };

/// What kind of program a device runs.
enum class DeviceKind { kiosk, display, counter };

/// What a kiosk's printer needs. A state for people; the printer's own reasons stay in the log.
enum class PrinterHealth { ok, low_paper, out_of_paper, jam, cover_open, paused, offline, unknown };

/// Names of an enumeration in the protocol and the journal. Never change one: journals keep them.
template <class E>
struct EnumNames;

template <>
struct EnumNames<TicketState> {
  static constexpr std::array<std::pair<TicketState, std::string_view>, 7> names{
      {{TicketState::waiting, "waiting"},
       {TicketState::called, "called"},
       {TicketState::serving, "serving"},
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
  static constexpr std::array<std::pair<CounterState, std::string_view>, 4> names{
      {{CounterState::closed, "closed"},
       {CounterState::idle, "idle"},
       {CounterState::calling, "calling"},
       {CounterState::serving, "serving"}}};
};
template <>
struct EnumNames<ServiceState> {
  static constexpr std::array<std::pair<ServiceState, std::string_view>, 3> names{
      {{ServiceState::open, "open"},
       {ServiceState::on_break, "break"},
       {ServiceState::closed, "closed"}}};
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
