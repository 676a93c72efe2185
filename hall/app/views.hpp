#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "hall/core/command.hpp"
#include "hall/core/hall.hpp"
#include "shared/base/result.hpp"
#include "shared/protocol/rpc.hpp"
#include "shared/protocol/views.hpp"

/// The hall's documents, from its state. They only read: whatever is to be decided or measured,
/// hall/core does. PROTOCOL.md says what each member means.
namespace giliran::hall {

/// Everything that views are made of.
struct ViewSource {
  const Hall& hall;
  Moment now;
  const Zone& zone;
  const std::string& ticket_url;
  std::vector<protocol::ManagerDevice> devices;
  bool disk_full = false;  ///< no new numbers
};

/// The view of that name ("kiosk", "counter:3", ...), its revision 0. An error if there is none.
Result<boost::json::object, protocol::RpcError> build_view(const std::string& name,
                                                           const ViewSource& source);

protocol::KioskView kiosk_view(const ViewSource& source);
protocol::BoardView board_view(const ViewSource& source);
protocol::CounterView counter_view(const ViewSource& source, const CounterPlan& counter);
protocol::ManagerView manager_view(const ViewSource& source);
protocol::TicketView ticket_view(const ViewSource& source, const Ticket& ticket);

}  // namespace giliran::hall
