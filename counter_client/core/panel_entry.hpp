#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "counter_client/core/command.hpp"
#include "shared/protocol/views.hpp"

/// What a panel lists: the choices of one step, and the command that all steps together make.
namespace giliran::counter {

enum class PanelKind {
  officer,      ///< who opens the counter
  transfer,     ///< which service; then which place, counter or officer
  park,         ///< why
  outcome,      ///< how it ended; of a missing document, then which
  add_step,     ///< which service
  call_ticket,  ///< which number; then why
  aside,        ///< which ticket comes back
  take_break,   ///< for which reason
  lend,         ///< to which service, then for how long; or which is given back
};

/// What this program says itself in an entry; the screens have its words.
enum class Phrase {
  no_officer,
  back_to_queue,
  by_arrival,
  first,
  last,
  no_reason,
  photocopy,
  complete_papers,
  payment,
  served,
  missing_document,
  wrong_service,
  referred,
  left,
  other_document,
  missed_call,
  special_need,
  papers_ready,
  parked,
  absent,
  this_number,
  give_back,
};

/// The hall keeps reasons in words for its manager: "fotokopi". Empty for a phrase that is none.
std::string_view reason_text(Phrase phrase);

/// A lent service that is returned, beside those that may be lent.
struct GiveBack {
  ServiceId service;
  friend bool operator==(const GiveBack&, const GiveBack&) = default;
};

/// What an entry stands for. A text is a reason or a document; nothing is no officer.
using Choice = std::variant<std::monostate, ServiceId, GiveBack, Place, CounterId, OfficerId,
                            Outcome, TicketId, TicketNumber, std::chrono::minutes, std::string>;

/// One line of a panel, in facts.
struct Entry {
  Choice choice;
  std::optional<Phrase> phrase = {};
  std::optional<TicketNumber> number = {};
  std::optional<CounterId> counter = {};
  LocalText name = {};  ///< of a service, a counter, a break, an officer
  std::string why = {};
  /// Of a ticket: its wait or how long it is aside; of a break its allowance; of lending its
  /// length or what is left of it.
  std::optional<std::chrono::minutes> minutes = {};
  /// The heading that it stands under: an agency, or a phrase.
  std::variant<std::monostate, LocalText, Phrase> group = {};
  friend bool operator==(const Entry&, const Entry&) = default;
};

/// What typing does in a step. Where it is not a number that is typed, digits choose.
enum class Typing {
  nothing,
  filter,  ///< letters choose among the entries
  number,  ///< a ticket's number, in the list or not
};
Typing typing_of(PanelKind kind, std::size_t step);

/// All choices of the step after those in `chosen`. `now` is the hall's time.
std::vector<Entry> entries_of(PanelKind kind, const std::vector<Entry>& chosen,
                              const protocol::CounterView& view, WallTime now);
/// Those of them that the typed text names in any language (or number), and for a number that is
/// not among them an entry of its own.
std::vector<Entry> filtered(std::vector<Entry> entries, Typing typing, std::string_view typed);
/// What the choices so far ask of the hall; nothing while another step follows.
std::optional<Command> command_of(PanelKind kind, const std::vector<Entry>& chosen,
                                  const protocol::CounterView& view);

}  // namespace giliran::counter
