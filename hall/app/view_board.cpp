#include "hall/app/view_parts.hpp"

namespace giliran::hall {

protocol::BoardView board_view(const ViewSource& source) {
  const HallPlan& plan = source.hall.plan();
  protocol::BoardView view;
  view.now = source.now.at;
  view.name = plan.name;
  view.place = plan.place;
  view.zone = plan.zone;
  view.messages = plan.messages;
  for (const RecentCall& call : source.hall.recent_calls()) {
    view.calls.push_back({call.seq, call.number, call.counter});
  }
  for (const Agency& agency : plan.agencies) {
    const AgencyQueue queue = agency_queue(source, agency.id);
    view.waits.push_back({agency.letter, agency.name, queue.open.state, opens_at_text(queue.open),
                          queue.waiting, queue.wait_range});
  }
  return view;
}

}  // namespace giliran::hall
