#include <gtest/gtest.h>

#include "hall/store/day_table.hpp"
#include "hall/store/journal_check.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/database/database.hpp"
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

TEST(Days, an_answer_is_kept_for_a_week_in_whole_days) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  for (std::uint64_t day = 0; day <= 7; ++day)
    append_one(*journal, day_of(day + 1, std::chrono::days(day) + 1h));
  for (int again = 0; again < 2; ++again) {
    for (std::uint64_t seq = 1; seq <= 8; ++seq)
      EXPECT_TRUE(journal->find_answer(RequestId("request " + std::to_string(seq)))) << seq;
    journal.reset();
    journal = open_sqlite_journal(folder.path());
  }
  append_one(*journal, day_of(9, std::chrono::days(8) + 1h));
  EXPECT_TRUE(journal->find_answer(RequestId("request 9")));
  while (journal->step()) {
  }
  EXPECT_FALSE(journal->find_answer(RequestId("request 1")));
  EXPECT_TRUE(journal->find_answer(RequestId("request 2")));
  EXPECT_TRUE(journal->find_answer(RequestId("request 9")));
  journal.reset();
  EXPECT_EQ(verify_journal(folder.path()).days, 9U);
}

TEST(Days, a_clock_that_jumps_by_years_forgets_no_answer_of_the_last_two_days) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  for (std::uint64_t day = 0; day <= 3; ++day)
    append_one(*journal, day_of(day + 1, std::chrono::days(day) + 1h));
  append_one(*journal, day_of(5, std::chrono::days(3000)));
  while (journal->step()) {
  }
  EXPECT_FALSE(journal->find_answer(RequestId("request 2")));
  for (std::uint64_t seq = 3; seq <= 5; ++seq)
    EXPECT_TRUE(journal->find_answer(RequestId("request " + std::to_string(seq)))) << seq;
  journal.reset();
  EXPECT_EQ(verify_journal(folder.path()).days, 5U);
}

TEST(Days, an_older_programs_day_without_lapsed_bookings_is_sound) {
  Folder folder;
  Engine hall(busy_plan());
  const BookingCode code("7K3M9XPA");
  hall.done(BookAppointment{paspor,
                            std::chrono::floor<std::chrono::days>(hall.moment().local) + 9h + 30min,
                            false, Language::id, code});
  hall.advance(24h);
  hall.done(PassTime{});
  auto journal = open_sqlite_journal(folder.path());
  for (const Entry& entry : entries_of(hall.journal))
    append_one(*journal, entry);
  while (journal->step()) {
  }
  const auto day = journal->last_day();
  journal.reset();
  ASSERT_EQ(day->carried.bookings.size(), 1U);
  EXPECT_EQ(verify_journal(folder.path()).days, 2U);
  Snapshot older = *day;
  older.carried.bookings.clear();
  {
    Database database(folder.file());
    database.run("DELETE FROM day WHERE seq>1");
    insert_day(database, older);
  }
  EXPECT_EQ(verify_journal(folder.path()).days, 2U);
}

TEST(Days, a_day_that_begins_within_an_entry_has_what_comes_after_it) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, day_of(1, 1h));
  while (journal->step()) {
  }
  Entry midnight = day_of(3, 24h);
  midnight.request = RequestId("request 2");
  midnight.events.insert(midnight.events.begin(), {2, WallTime(24h), AutoCallSet{one, true}});
  midnight.events.push_back({4, WallTime(24h), CounterOpened{one}});
  append_one(*journal, midnight);
  EXPECT_EQ(journal->last_day()->seq, 1U) << "nobody waits for a day to be stored";
  EXPECT_TRUE(journal->find_answer(RequestId("request 1")));
  while (journal->step()) {
  }
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(journal->last_day()->seq, 3U);
    std::vector<Recorded> read;
    journal->replay(3, [&](const Recorded& recorded) { read.push_back(recorded); });
    EXPECT_EQ(read, std::vector<Recorded>{midnight.events.back()});
    EXPECT_TRUE(journal->find_answer(RequestId("request 1")));
    EXPECT_TRUE(journal->find_answer(RequestId("request 2")));
    journal.reset();
    journal = open_sqlite_journal(folder.path());
  }
}

TEST(Days, a_damaged_day_is_not_started_from) {
  Folder folder;
  append_one(*open_sqlite_journal(folder.path()), day_of(1, 1h));
  Database(folder.file()).run("UPDATE day SET carried=replace(carried, '0', '1')");
  EXPECT_THROW(open_sqlite_journal(folder.path())->last_day(), JournalDamaged);
}

}  // namespace giliran::hall
