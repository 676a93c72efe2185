#include <string>

#include "hall/core/decide.hpp"
#include "hall/store/event_codec.hpp"
#include "hall/store/journal_check.hpp"
#include "hall/store/projection.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/settings/settings.hpp"
#include "tests/fuzz/folder.hpp"

/// What is read back from a journal. An input that begins with "{" or a letter is one event, name
/// and body with a blank between; any other is a list of changes to a sound journal.
namespace giliran::fuzz {
namespace {

using namespace hall;

HallPlan plan() {
  const auto read = settings::read_file(GILIRAN_SOURCE_DIR "/examples/demo.toml");
  demand(read.has_value(), "settings");
  return read->plan;
}

void write_day(Journal& journal, const HallPlan& plan) {
  Hall hall(plan);
  const Zone zone(plan.zone);
  WallTime at{std::chrono::milliseconds(1795485600000)};
  std::uint64_t seq = 0;
  const auto carry_out = [&](const Command& command) {
    at += std::chrono::seconds(30);
    const auto events = decide(hall, command, {at, zone.local(at)});
    if (!events || events->empty()) return;
    Entry entry;
    entry.request = RequestId(random_hex128());
    entry.fingerprint = "call.next {}";
    entry.answer = "{}";
    for (const Event& event : *events) {
      entry.events.push_back({++seq, at, event});
      apply(hall, entry.events.back());
    }
    const Entry entries[] = {entry};
    journal.append(entries);
  };
  IssueTicket issue;
  issue.service = plan.services.front().id;
  issue.token = TicketToken(std::string(32, 'a'));
  const CounterId counter = plan.counters.front().id;
  carry_out(OpenCounter{counter});
  for (int n = 0; n < 4; ++n)
    carry_out(issue);
  carry_out(CallNext{counter});
}

std::string sound_journal() {
  const Folder folder;
  const HallPlan made = plan();
  write_day(
      *open_sqlite_journal(folder.path, made, WallTime(std::chrono::milliseconds(1795485600000))),
      made);
  return folder.bytes_of("journal.db");
}

void read_one_event(std::string_view text) {
  const auto blank = text.find(' ');
  const std::string_view body = blank == std::string_view::npos ? "" : text.substr(blank + 1);
  try {
    const Event event = read_event(text.substr(0, blank), body);
    const WrittenEvent written = write_event(event);
    demand(read_event(written.name, written.body) == event, "written and read: another event");
  } catch (const std::invalid_argument&) {
  }
  try {
    const Carried carried = read_carried(text);
    demand(read_carried(write_carried(carried)) == carried, "written and read: another day");
  } catch (const std::invalid_argument&) {
  }
}

void read_changed(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  static const std::string sound = sound_journal();
  folder.hold("journal.db", changed(sound, data, size));
  try {
    verify_journal(folder.path);
  } catch (const JournalDamaged&) {
  } catch (const DataFolderUnusable&) {
  }
}

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool text = data[0] == '{' || (data[0] >= 'a' && data[0] <= 'z');
  if (text) {
    giliran::fuzz::read_one_event({reinterpret_cast<const char*>(data), size});
  } else {
    giliran::fuzz::read_changed(data, size);
  }
  return 0;
}
