#include "tests/faults/journal_reader.hpp"

#include <boost/json/parse.hpp>

#include "shared/database/database.hpp"

namespace giliran::faults {

Journal read_journal(const std::filesystem::path& data) {
  Database database((data / "journal.db").string());
  Journal journal;
  Statement event(database, "SELECT seq, at_ms, type, body FROM event ORDER BY seq");
  while (event.step()) {
    journal.events.push_back({static_cast<std::uint64_t>(event.integer(0)), event.integer(1),
                              event.text(2), boost::json::parse(event.text(3)).as_object()});
  }
  Statement kept(database, "SELECT id, answer, seq FROM request");
  while (kept.step()) {
    journal.kept.push_back(
        {kept.text(0), kept.text(1), static_cast<std::uint64_t>(kept.integer(2))});
  }
  return journal;
}

}  // namespace giliran::faults
