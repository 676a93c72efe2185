#include "tests/faults/journal_reader.hpp"

#include <boost/json/parse.hpp>
#include <sstream>

#include "shared/database/database.hpp"

namespace giliran::faults {

namespace {

/// A line each: ticket_issued {"ticket":17}
std::vector<Event> events_of(const std::string& text) {
  std::vector<Event> events;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto parted = line.find(' ');
    Event event;
    event.type = line.substr(0, parted);
    event.body = boost::json::parse(line.substr(parted + 1)).as_object();
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace

Journal read_journal(const std::filesystem::path& data) {
  Database database((data / "journal.db").string());
  Journal journal;
  Statement entry(database, "SELECT seq, at_ms, events, request, answer FROM entry ORDER BY seq");
  while (entry.step()) {
    const auto last = static_cast<std::uint64_t>(entry.integer(0));
    std::vector<Event> events = events_of(entry.text(2));
    for (std::size_t i = 0; i < events.size(); ++i) {
      events[i].seq = last - (events.size() - 1 - i);
      events[i].at_ms = entry.integer(1);
      journal.events.push_back(std::move(events[i]));
    }
    if (!entry.is_null(3)) journal.kept.push_back({entry.text(3), entry.text(4), last});
  }
  return journal;
}

}  // namespace giliran::faults
