#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string_view>

#include "hall/app/methods.hpp"
#include "hall/app/views.hpp"
#include "hall/core/decide.hpp"
#include "hall/store/event_codec.hpp"
#include "shared/settings/settings.hpp"
#include "tests/fuzz/demand.hpp"

/// A day of a hall from requests, one in each line: read, decided, applied, kept and read back.
namespace giliran::fuzz {
namespace {

using namespace hall;

const HallPlan& plan() {
  static const HallPlan made = [] {
    const auto read = settings::read_file(GILIRAN_SOURCE_DIR "/examples/demo.toml");
    demand(read.has_value(), "settings");
    return read->plan;
  }();
  return made;
}

class Day {
 public:
  Day() : hall_(plan()), zone_(plan().zone) {}

  void request(std::string_view text) {
    const auto asked = protocol::parse_request(text);
    if (!asked) return;
    const auto prepared = prepare(*asked);
    if (!prepared) return;
    at_ += std::chrono::seconds(37);
    const Moment moment{at_, zone_.local(at_)};
    const auto events = decide(hall_, prepared->command, moment);
    if (!events) return;
    const Outlook outlook = outlook_of(hall_, *events, moment);
    for (const Event& event : *events) {
      const WrittenEvent written = write_event(event);
      demand(read_event(written.name, written.body) == event, "the journal changes an event");
      apply(hall_, {++seq_, at_, event});
    }
    boost::json::serialize(prepared->answer({hall_, *events, moment, outlook}));
  }

  void end() {
    const std::string url = "http://localhost/t/";
    const ViewSource source{hall_, {at_, zone_.local(at_)}, zone_, url, {}};
    for (const char* name : {"kiosk", "board", "counter:1", "manager"})
      build_view(name, source);
    if (!hall_.day()) return;
    demand(read_carried(write_carried(hall_.carried())) == hall_.carried(), "the day's snapshot");
  }

 private:
  Hall hall_;
  Zone zone_;
  // Tuesday 24 November 2026, 09.00 in Jakarta.
  WallTime at_{std::chrono::milliseconds(1795485600000)};
  std::uint64_t seq_ = 0;
};

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  giliran::fuzz::Day day;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  for (int lines = 0; !rest.empty() && lines < 64; ++lines) {
    const auto end = rest.find('\n');
    day.request(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  day.end();
  return 0;
}
