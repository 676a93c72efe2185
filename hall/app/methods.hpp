#pragma once

#include <boost/json/value.hpp>
#include <span>
#include <string>
#include <string_view>

#include "hall/core/command.hpp"
#include "hall/core/event.hpp"
#include "hall/core/hall.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/result.hpp"
#include "shared/protocol/rpc.hpp"

namespace giliran::hall {

/// What an answer is made of: the hall after the command's events.
struct Answered {
  const Hall& after;
  std::span<const Event> events;
  const Moment& moment;
  Outlook outlook = Outlook::sure;   ///< see outlook_of
  const Command* command = nullptr;  ///< never null where an answer is made
  std::string_view epoch = {};       ///< of the journal
};
using Answer = boost::json::value (*)(const Answered& answered);

/// What the writer needs to carry out one request.
struct Prepared {
  RequestId request;
  std::string fingerprint;  ///< method and parameters in one form: the same text, the same command
  Command command;
  Answer answer = nullptr;
  std::string epoch = {};  ///< of ticket.hand_in: of the journal that gave the number
};

/// The command as it is for the journal of that epoch.
Command command_for(const Prepared& prepared, std::string_view epoch);

/// Whether the ticket that these events issue will be served today, told from the hall before them:
/// that is what the decision was made on. An appointment and a dated slip are kept their place.
Outlook outlook_of(const Hall& before, std::span<const Event> events, const Moment& moment);

/// Reads a request of one of the methods that change something. Any thread.
Result<Prepared, protocol::RpcError> prepare(const protocol::RpcRequest& request);

}  // namespace giliran::hall
