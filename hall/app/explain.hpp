#pragma once

#include "hall/core/explain.hpp"
#include "shared/base/result.hpp"
#include "shared/protocol/explanation.hpp"
#include "shared/protocol/rpc.hpp"

/// call.explain: the engine's explanation in the protocol's words.
namespace giliran::hall {

Result<protocol::CallExplain, protocol::RpcError> read_question(const boost::json::value& params);

/// `only`: of its calls only that one.
protocol::Explanation explanation(const HallPlan& plan, const ExplainedTicket& explained,
                                  std::optional<CallSeq> only);

}  // namespace giliran::hall
