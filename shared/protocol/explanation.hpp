#pragma once

#include "shared/protocol/messages.hpp"

/// call.explain: why a ticket was next, and who passed it. Figures are those that the calling rule
/// compared (PROTOCOL.md says how).
namespace giliran::protocol {

/// Exactly one of the three.
struct CallExplain {
  std::optional<TicketId> ticket;
  std::optional<TicketNumber> number;
  std::optional<CallSeq> call;  ///< of today
};
BOOST_DESCRIBE_STRUCT(CallExplain, (), (ticket, number, call))

struct ComparedTicket {
  TicketNumber number;
  ServiceId service;
  VisitorClass visitor = VisitorClass::ordinary;
  double wait_s = 0;  ///< since its place is counted
  /// "first", "promoted", "index"; "none": the rule did not offer it at that counter.
  std::string by;
  int tier = 0;
  double index_s = 0;    ///< bonus + rate x wait - penalty
  double penalty_s = 0;  ///< taken off for a secondary service
};
BOOST_DESCRIBE_STRUCT(ComparedTicket, (),
                      (number, service, visitor, wait_s, by, tier, index_s, penalty_s))

struct ExplainedCall {
  CallSeq seq;
  CounterId counter;
  WallTime at;
  std::optional<std::string> out_of_turn;  ///< the officer's reason
  bool automatic = false;
  int priority_run = 0;  ///< ratio: priority calls in a row before it
  ComparedTicket called;
  std::vector<ComparedTicket> others;  ///< the best that it could have called instead, at most 5
};
BOOST_DESCRIBE_STRUCT(ExplainedCall, (),
                      (seq, counter, at, out_of_turn, automatic, priority_run, called, others))

struct ExplainedPass {
  CallSeq seq;
  CounterId counter;
  WallTime at;
  std::optional<std::string> out_of_turn;
  ComparedTicket by;
  ComparedTicket ticket;  ///< the one that was asked about, then
};
BOOST_DESCRIBE_STRUCT(ExplainedPass, (), (seq, counter, at, out_of_turn, by, ticket))

struct Explanation {
  TicketNumber number;
  std::string rule;                   ///< "ratio" or "index"
  std::vector<ExplainedCall> calls;   ///< the ticket's own; only the one that was asked about
  std::vector<ExplainedPass> passed;  ///< calls of others that came later, while it waited
};
BOOST_DESCRIBE_STRUCT(Explanation, (), (number, rule, calls, passed))

}  // namespace giliran::protocol
