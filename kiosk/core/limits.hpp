#pragma once

#include <chrono>

namespace giliran::kiosk {

/// How long a visitor is waited for, and how long a visitor is made to wait, in one table. The
/// first three come from the settings of the kiosk.
struct FlowTimes {
  std::chrono::seconds idle{45};          ///< without a touch, before "Masih di sini?"
  std::chrono::seconds still_there{20};   ///< to answer that (WCAG 2.2.1 asks for 20 s)
  std::chrono::seconds ticket_shown{20};  ///< with the paper in the visitor's hand
  /// With no paper the number must be written down or scanned: three times as long.
  std::chrono::seconds number_shown() const { return 3 * ticket_shown; }
  std::chrono::milliseconds same_touch{400};  ///< a second touch within it is the same one
  /// Keys of a keypad come faster; only the same one twice within this is a trembling finger.
  std::chrono::milliseconds same_key{150};
  /// A scanner types without a pause: what comes later begins anew.
  std::chrono::seconds scan_pause{1};
  std::chrono::seconds answer_late{5};  ///< no number yet: the visitor is told so
  /// No word about the paper: the visitor is told to keep the number in mind. The print outbox
  /// speaks before that; this holds even if it does not.
  std::chrono::milliseconds paper_late{2900};
  /// Shorter breaks of the connection are not shown; after it the kiosk gives its own numbers.
  std::chrono::milliseconds link_lost{1500};
  /// A number that the hall was asked for and did not give within it is given without the hall.
  std::chrono::seconds answer_within{3};
  std::chrono::minutes reprint_within{30};  ///< how long a number without paper can be reprinted
};

}  // namespace giliran::kiosk
