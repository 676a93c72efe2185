#pragma once

#include "counter_client/core/command.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::counter {

/// Whether a view shows what an accepted command has done, so that the next press means what the
/// officer sees. `before` is the view from which the command was sent; `called` is the ticket that
/// call.next answered.
bool effect_seen(const Command& command, const protocol::CounterView& before,
                 const protocol::CounterView& view, const std::optional<TicketId>& called);

}  // namespace giliran::counter
