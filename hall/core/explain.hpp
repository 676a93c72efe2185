#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hall/core/calling_rule.hpp"

/// Why a ticket was next, and who passed it: found by playing the day again.
namespace giliran::hall {

/// A ticket as the rule saw it at one counter at one time.
struct Compared {
  TicketNumber number;
  ServiceId service;
  VisitorClass visitor = VisitorClass::ordinary;
  std::chrono::milliseconds wait{0};  ///< since its place is counted; may be below zero
  std::optional<Standing> standing;   ///< nothing: the rule did not offer it there
  std::chrono::milliseconds penalty{0};
  friend bool operator==(const Compared&, const Compared&) = default;
};

/// One call, with those that the counter could have called instead.
struct ExplainedCall {
  CallSeq seq;
  CounterId counter;
  WallTime at;
  std::string out_of_turn;  ///< the officer's reason; empty: it was next by the rule
  bool automatic = false;
  int run = 0;  ///< ratio: priority calls in a row before it, while another one waited
  Compared called;
  std::vector<Compared> others;  ///< the best after it, at most 5
};

/// A call of another ticket, that came later, by a counter that could have called this one.
struct Passed {
  CallSeq seq;
  CounterId counter;
  WallTime at;
  std::string out_of_turn;
  Compared by;
  Compared ticket;  ///< this one at that time
};

struct ExplainedTicket {
  TicketNumber number;
  std::vector<ExplainedCall> calls;  ///< its own, without recalls
  std::vector<Passed> passed;        ///< while it waited, in order
};

/// Plays events forward. Give it each event before it is applied, with the hall as it was then.
class Explainer {
 public:
  /// Of one ticket.
  explicit Explainer(TicketId ticket) : ticket_(ticket) {}
  void before(const Hall& hall, const Recorded& recorded);
  ExplainedTicket take() { return std::move(found_); }

 private:
  TicketId ticket_;
  ExplainedTicket found_;
};

/// The call that is about to happen.
ExplainedCall explain_call(const Hall& hall, const TicketCalled& call, WallTime at);

}  // namespace giliran::hall
