#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "hall/store/journal_check.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/database/database.hpp"
#include "tests/hall/store/busy_days.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// reports.db beside a running hall.
namespace giliran::hall {

namespace {

const std::vector<Recorded> busy = busy_days().journal;

std::unique_ptr<Journal> open_with_reports(const Folder& folder) {
  return open_sqlite_journal(folder.path(), busy_plan(), WallTime{});
}

std::int64_t number(Database& database, const char* sql) {
  Statement row(database, sql);
  return row.step() ? row.integer(0) : -1;
}

/// Gives the journal spare time until somebody else reads that in reports.db.
void step_until_followed(Journal& journal, const Folder& folder, std::int64_t seq) {
  while (true) {
    journal.step();
    try {
      Database reader(folder.reports());
      if (number(reader, "SELECT seq FROM follows") == seq) return;
    } catch (const DatabaseError&) {
      // Not made yet.
    }
    std::this_thread::yield();
  }
}

}  // namespace

TEST(ReportsKeeper, others_read_reports_while_the_hall_runs) {
  const Folder folder;
  const auto journal = open_with_reports(folder);
  journal->append(entries_of(busy));
  step_until_followed(*journal, folder, static_cast<std::int64_t>(busy.size()));
  Database reader(folder.reports());
  EXPECT_EQ(number(reader, "SELECT count(*) FROM visits"), 13);
  EXPECT_GT(number(reader, "SELECT sum(served) FROM service_day"), 3);
  Statement kept(reader, "SELECT ticket FROM visits");  // one who does not let go
  ASSERT_TRUE(kept.step());
  Entry more = entry_of(busy.size() + 1);
  more.events[0].at = busy.back().at;
  append_one(*journal, more);
  step_until_followed(*journal, folder, static_cast<std::int64_t>(busy.size() + 1));
}

TEST(ReportsKeeper, what_is_missing_is_read_from_the_journal_from_the_day_on) {
  const Folder folder;
  for (std::size_t until = 1; until < busy.size(); until += 7) {
    // Some entries with a keeper, some without.
    std::vector<Entry> entries(1);
    const auto journal =
        until % 2 == 0 ? open_with_reports(folder) : open_sqlite_journal(folder.path());
    const std::size_t from = all_of(*journal).size();
    entries[0].events.assign(busy.begin() + static_cast<std::ptrdiff_t>(from),
                             busy.begin() + static_cast<std::ptrdiff_t>(until));
    journal->append(entries);
  }
  open_with_reports(folder);
  EXPECT_GT(verify_journal(folder.path()).visits, 0U);
  Database reader(folder.reports());
  EXPECT_EQ(number(reader, "SELECT seq FROM follows"),
            static_cast<std::int64_t>(all_of(*open_sqlite_journal(folder.path())).size()));
}

TEST(ReportsKeeper, reports_that_are_damaged_or_anothers_are_made_anew) {
  const Folder folder;
  open_with_reports(folder)->append(entries_of(busy));
  const auto spoil = [&](const std::function<void()>& how) {
    how();
    open_with_reports(folder);
    Database reader(folder.reports());
    EXPECT_EQ(number(reader, "SELECT count(*) FROM visits"), 13);
    EXPECT_EQ(verify_journal(folder.path()).visits, 13U);
  };
  spoil([&] { std::filesystem::remove(folder.reports()); });
  spoil([&] { std::ofstream(folder.reports()) << std::string(5000, 'x'); });
  spoil([&] {
    std::filesystem::remove(folder.reports());
    Database(folder.reports()).run("CREATE TABLE visits(ticket)");
  });
  spoil([&] {
    Database(folder.reports()).run("UPDATE follows SET epoch='another'; DELETE FROM visits");
  });
  spoil([&] { Database(folder.reports()).run("UPDATE follows SET crc=1; DELETE FROM visits"); });
  spoil([&] { Database(folder.reports()).run("UPDATE follows SET seq=9999; DELETE FROM visits"); });
}

TEST(ReportsKeeper, a_folder_for_reports_only_does_not_hold_up_the_hall) {
  const Folder folder;
  std::filesystem::create_directories(folder.reports() + "/in the way");
  const auto journal = open_with_reports(folder);
  journal->append(entries_of(busy));
  while (journal->step()) {
  }
  EXPECT_EQ(all_of(*journal), busy);
}

TEST(ReportsKeeper, more_than_it_holds_at_once_comes_all_the_same) {
  const Folder folder;
  const auto journal = open_with_reports(folder);
  constexpr std::uint64_t events = 10000;
  for (std::uint64_t seq = 1; seq <= events;) {
    std::vector<Entry> entries;
    for (int n = 0; n < 100; ++n, ++seq)
      entries.push_back(entry_of(seq));
    journal->append(entries);
    journal->step();
  }
  step_until_followed(*journal, folder, events);
}

}  // namespace giliran::hall
