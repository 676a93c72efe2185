#include <string>

#include "hall/app/views.hpp"
#include "hall/core/decide.hpp"
#include "hall/http/routes.hpp"
#include "shared/settings/settings.hpp"
#include "tests/fuzz/demand.hpp"

/// Addresses and names by which somebody asks for a ticket: only its own token finds it.
namespace giliran::fuzz {
namespace {

using namespace hall;
const std::string token(32, 'c');

const Hall& hall_with_a_ticket() {
  static const Hall made = [] {
    const auto read = settings::read_file(GILIRAN_SOURCE_DIR "/examples/demo.toml");
    demand(read.has_value(), "settings");
    Hall hall(read->plan);
    const WallTime at{std::chrono::milliseconds(1795485600000)};
    IssueTicket issue;
    issue.service = read->plan.services.front().id;
    issue.token = TicketToken(token);
    const auto events = decide(hall, issue, {at, Zone(read->plan.zone).local(at)});
    demand(events.has_value(), "a ticket");
    std::uint64_t seq = 0;
    for (const Event& event : *events)
      apply(hall, {++seq, at, event});
    return hall;
  }();
  return made;
}

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace giliran;
  using namespace giliran::hall;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const Routes routes({{"/t/", "text/html", "page"}});
  for (const Verb verb : {Verb::get, Verb::post})
    routes.find(verb, "/t/" + text);
  const Hall& hall = fuzz::hall_with_a_ticket();
  static const Zone zone(hall.plan().zone);
  static const std::string url = "http://localhost/t/";
  const ViewSource source{hall, {hall.last_at(), zone.local(hall.last_at())}, zone, url, {}};
  fuzz::demand(build_view("ticket:" + text, source).has_value() == (text == fuzz::token),
               "a ticket without its token");
  build_view(text, source);
  return 0;
}
