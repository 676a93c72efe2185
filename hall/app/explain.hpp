#pragma once

#include "hall/core/explain.hpp"
#include "shared/protocol/explanation.hpp"

/// The engine's explanation in the protocol's words.
namespace giliran::hall {

/// `only`: of its calls only that one.
protocol::Explanation explanation(const HallPlan& plan, const ExplainedTicket& explained,
                                  std::optional<CallSeq> only);

}  // namespace giliran::hall
