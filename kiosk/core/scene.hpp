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
  unreachable,  ///< the connection is lost, and this kiosk has no numbers of its own
  home,         ///< the agencies
  services,     ///< of one agency, with what to bring
  closed,       ///< an agency or a service that takes nobody now
  code,         ///< a keypad for a booking's code or a missed number
  asking,       ///< something was asked for, see Wish
  refused,      ///< there is no number
  printing,     ///< the number or the slip is there, its paper under way
  ticket,       ///< the paper is out
  number,       ///< there is no paper: the number or the code must be kept in mind
  back,         ///< a missed number is in its queue again
  reprints,     ///< numbers that wait for their paper
};
/// As in the program's log, and stable: "home", "services", "closed", "code", "asking", "refused",
/// "back", "reprint", "connecting", "unreachable", and "ticket" for the three with a paper.
std::string_view name_of(Page page);

/// What the hall is asked for while a visitor waits.
enum class Wish {
  number,    ///< of a service or a package
  check_in,  ///< a number for a booking
  back,      ///< the place in the queue of a missed number
  dated,     ///< a slip for the next open day
};

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
  const protocol::KioskPackage* package = nullptr;  ///< asking, refused: `service` is its first
  Wish wish = Wish::number;                         ///< asking
  bool answer_late = false;                         ///< asking
  /// refused; code: of what was typed last. Refused without it: no number of this kiosk's own.
  std::optional<Refusal> refusal;
  std::string typed;        ///< code: capitals and digits
  bool unreadable = false;  ///< code: what was entered last is neither a code nor a number
  /// closed, refused: a slip for the next open day of `service` can be taken.
  bool offers_dated = false;
  bool takes_codes = false;              ///< home: leads to `code`
  std::optional<HeldTicket> ticket;      ///< back; printing, ticket, number: one of these two
  std::optional<HeldCode> dated;         ///< the other
  std::optional<Countdown> countdown;    ///< ticket, number, back
  std::optional<Countdown> still_there;  ///< the question lies over the page
  PrinterHealth printer = PrinterHealth::ok;
  bool printer_ready = true;  ///< a paper sent now can be expected to come out
  /// Numbers without paper that can be printed now, newest first.
  std::vector<HeldTicket> reprints;
  /// Numbers are given without the hall; `view` is what can be offered then.
  bool offline = false;
  std::optional<LocalTime> lost_since;  ///< unreachable, offline
  friend bool operator==(const Scene&, const Scene&) = default;
};

}  // namespace giliran::kiosk
