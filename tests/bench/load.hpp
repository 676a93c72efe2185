#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/bench/measure.hpp"
#include "tests/support/wire/loop.hpp"

/// Programs that ask as fast as they are answered.
namespace giliran::bench {

/// The plaza of ./dev bench has so many counters more than the demo's, for one agency, from this
/// one.
inline constexpr int first_own_counter = 21;
inline constexpr int own_counters = 120;
inline constexpr const char* service = R"("service":"kependudukan.ktp")";

struct Load {
  double per_second = 0;
  Percentiles ms;
};

/// The parameters of a method with a new request_id: `members` are JSON, such as "\"counter\":3".
std::string params(const std::string& members);
/// A connection that has said what it is.
std::unique_ptr<wire::WebSocket> program(unsigned short port, const char* kind, int number);
/// Asks and waits; throws unless it succeeds. The result's text is in the answer.
std::string asked(wire::WebSocket& hall, const std::string& method, const std::string& members,
                  wire::Waiting waiting = wire::Waiting::asleep);
/// The text of a member of an answer: "seq":17 or "ticket":"T..."; throws if it is not there.
std::string member(std::string_view answer, std::string_view name);

/// Tickets, each client waiting for its answer before it takes the next. One thread plays all of
/// them. `tickets`: how many, if not for some seconds.
Load issue(unsigned short port, int clients, int tickets = 0);
/// As many as that over one connection, one after the other.
void issue_all(wire::WebSocket& hall, int count);
void must_succeed(std::string_view answer);

struct Calls {
  double per_second = 0;  ///< of call.next alone
  int twice = 0;          ///< tickets that two counters got
};
/// Eight counters call at the same moment, again and again, while 1,000 wait.
Calls call(unsigned short port);

/// From call.next to the call's arrival at a display.
Percentiles board_event_ms(unsigned short port);

}  // namespace giliran::bench
