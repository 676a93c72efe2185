#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/core/ticket.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::kiosk {

/// The screens of the kiosk.
enum class Page {
  connecting,   ///< the hall has not been heard yet
  unreachable,  ///< the connection is lost
  home,         ///< the agencies
  services,     ///< of one agency, with what to bring
  closed,       ///< an agency or a service that takes nobody now
  asking,       ///< a number was asked for
  refused,      ///< the hall gives no number
  printing,     ///< the number is there, its paper under way
  ticket,       ///< the paper is out
  number,       ///< there is no paper: the number must be kept in mind
  reprints,     ///< numbers that wait for their paper
};
/// As in the program's log, and stable: "home", "services", "closed", "asking", "refused",
/// "reprint", "connecting", "unreachable", and "ticket" for the three that show a number.
std::string_view name_of(Page page);

/// A countdown that the visitor sees.
struct Countdown {
  int left_s = 0;  ///< whole seconds, rounded up
  int of_s = 1;
  friend bool operator==(const Countdown&, const Countdown&) = default;
};

/// Everything that one picture of the kiosk depends on. Two equal scenes give the same picture.
struct Scene {
  Page page = Page::connecting;
  Language language = Language::id;
  bool priority = false;
  std::shared_ptr<const protocol::KioskView> view;  ///< nothing before the first one
  LocalTime clock{};                                ///< the hall's, in whole minutes
  const protocol::KioskAgency* agency = nullptr;    ///< services, closed; in `view`
  const protocol::KioskService* service = nullptr;  ///< asking, refused; of closed, if it is one
  bool answer_late = false;                         ///< asking
  std::optional<Refusal> refusal;                   ///< refused
  std::optional<HeldTicket> ticket;                 ///< printing, ticket, number
  std::optional<Countdown> countdown;               ///< ticket, number
  std::optional<Countdown> still_there;             ///< the question lies over the page
  PrinterHealth printer = PrinterHealth::ok;
  bool printer_ready = true;  ///< a paper sent now can be expected to come out
  /// Numbers without paper that can be printed now, newest first.
  std::vector<HeldTicket> reprints;
  std::optional<LocalTime> lost_since;  ///< unreachable
  friend bool operator==(const Scene&, const Scene&) = default;
};

}  // namespace giliran::kiosk
