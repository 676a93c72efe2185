#include <gtest/gtest.h>

#include "shared/database/database.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/store/busy_days.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// A hall that starts from its last day, and what is forgotten as days go by.
namespace giliran::hall {

namespace {

/// A request with which a day began, so long after 1970.
Entry day_of(std::uint64_t seq, std::chrono::milliseconds time) {
  Entry entry = entry_of(seq);
  entry.events[0].at = WallTime(time);
  entry.events[0].event =
      DayBegan{std::chrono::local_days(std::chrono::floor<std::chrono::days>(time))};
  return entry;
}

}  // namespace

TEST(Days, a_hall_from_its_last_day_is_the_hall_from_its_first_event) {
  const Engine engine = busy_days();
  Folder folder;
  open_sqlite_journal(folder.path())->append(entries_of(engine.journal));
  const auto journal = open_sqlite_journal(folder.path());
  const auto day = journal->last_day();
  ASSERT_TRUE(day);
  Hall hall(busy_plan(), day->carried);
  std::size_t read = 0;
  journal->replay(day->seq, [&](const Recorded& recorded) {
    apply(hall, recorded);
    ++read;
  });
  EXPECT_EQ(hall, engine.hall);
  EXPECT_GT(read, 0U);
  EXPECT_EQ(read, engine.journal.size() - day->seq);
}

TEST(Days, none_has_begun_in_a_new_journal) {
  Folder folder;
  EXPECT_FALSE(open_sqlite_journal(folder.path())->last_day());
}

TEST(Days, a_million_events_of_former_days_are_not_read) {
  constexpr std::uint64_t events = 1000000;
  constexpr std::uint64_t a_day = 1000;
  Folder folder;
  {
    const auto journal = open_sqlite_journal(folder.path());
    Entry entry;
    for (std::uint64_t seq = 1; seq <= events; ++seq) {
      const int day = static_cast<int>((seq - 1) / a_day);
      const WallTime at{std::chrono::days(day)};
      if (seq % a_day == 1) {
        entry.events.push_back(
            {seq, at, DayBegan{std::chrono::local_days(std::chrono::days(day))}});
      } else {
        entry.events.push_back({seq, at, AutoCallSet{one, true}});
      }
      if (seq % 10000 == 0) {
        append_one(*journal, entry);
        entry.events.clear();
      }
    }
  }
  const auto journal = open_sqlite_journal(folder.path());
  const auto day = journal->last_day();
  ASSERT_TRUE(day);
  std::uint64_t read = 0;
  journal->replay(day->seq, [&](const Recorded&) { ++read; });
  EXPECT_EQ(read, a_day - 1);
}

TEST(Days, an_answer_is_kept_for_a_week) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, day_of(1, 1h));
  append_one(*journal, day_of(2, std::chrono::days(7) + 1h));
  EXPECT_TRUE(journal->find_answer(RequestId("request 1")));
  append_one(*journal, day_of(3, std::chrono::days(7) + 1h + 1ms));
  EXPECT_FALSE(journal->find_answer(RequestId("request 1")));
  EXPECT_TRUE(journal->find_answer(RequestId("request 2")));
}

TEST(Days, a_damaged_day_is_not_started_from) {
  Folder folder;
  append_one(*open_sqlite_journal(folder.path()), day_of(1, 1h));
  Database(folder.file()).run("UPDATE day SET carried=replace(carried, '0', '1')");
  EXPECT_THROW(open_sqlite_journal(folder.path())->last_day(), JournalDamaged);
}

}  // namespace giliran::hall
