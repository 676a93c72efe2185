#include <gtest/gtest.h>
#include <sys/stat.h>

#include "hall/store/journal_check.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/core/engine.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/old_journal.hpp"

/// Journals of former versions in this program.
namespace giliran::hall {

namespace {

constexpr std::int64_t nine = 1795485600000;  ///< Tuesday 24 November 2026, 09.00 in Jakarta

const std::vector<OldEvent> old_day{
    {nine, "day_began", R"({"day":"2026-11-24"})"},
    {nine, "counter_opened", R"({"counter":1})"},
    {nine + 1000, "ticket_issued",
     R"({"ticket":1,"number":"A-001","service":"kependudukan.ktp","priority":true,)"
     R"("language":"id","token":"0123456789abcdef0123456789abcdef"})"},
    {nine + 2000, "slip_set", R"({"ticket":1,"slip":"printed"})"},
    {nine + 61000, "ticket_called", R"({"seq":1,"ticket":1,"counter":1,"recall":false})"},
    {nine + 61000, "service_started", R"({"ticket":1})"},
    {nine + 91000, "service_finished", R"({"ticket":1})"},
    {nine + 99000, "counter_closed", R"({"counter":1})"},
    {nine + 86400000, "day_began", R"({"day":"2026-11-25"})"},
};

std::string error_of_opening(const Folder& folder) {
  try {
    open_sqlite_journal(folder.path());
    return "opened";
  } catch (const JournalDamaged& error) {
    return error.what();
  }
}

}  // namespace

TEST(Migration, a_journal_of_the_first_version_goes_on) {
  Folder folder;
  make_old_journal(folder, old_day);
  {
    const auto journal = open_sqlite_journal(folder.path());
    EXPECT_EQ(journal->epoch(), "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(all_of(*journal).size(), old_day.size());
    EXPECT_EQ(journal->find_answer(RequestId("request 1"))->answer, R"({"number":"A-001"})");
    const auto day = journal->last_day();
    ASSERT_TRUE(day);
    EXPECT_EQ(day->seq, 9U);
    EXPECT_EQ(day->carried.last_ticket, 1U);
    EXPECT_EQ(day->carried.last_call, 1U);
    Entry entry = entry_of(10);
    entry.events[0].at = day->carried.last_at + 1s;
    append_one(*journal, entry);
  }
  const Verified verified = verify_journal(folder.path());
  EXPECT_EQ(verified.events, 10U);
  EXPECT_EQ(verified.days, 2U);
  EXPECT_EQ(verified.visits, 1U);
  EXPECT_EQ(verified.answers, 2U);
  rebuild_reports(folder.path(), small_plan(), WallTime{});
  Database database(folder.reports());
  Statement step(database, "SELECT wait_ms, service_ms FROM visit_steps");
  ASSERT_TRUE(step.step());
  EXPECT_EQ(step.integer(0), 60000);
  EXPECT_EQ(step.integer(1), 30000);
}

TEST(Migration, what_was_readable_for_others_is_so_no_longer) {
  Folder folder;
  make_old_journal(folder, old_day);
  chmod(folder.file().c_str(), 0644);
  const auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, [] {
    Entry entry = entry_of(10);
    entry.events[0].at = WallTime(std::chrono::milliseconds(nine)) + 48h;
    return entry;
  }());
  for (const std::string& file : {folder.file(), folder.file() + "-wal"}) {
    struct stat found {};
    ASSERT_EQ(stat(file.c_str(), &found), 0) << file;
    EXPECT_EQ(found.st_mode & 0777, 0600U) << file;
  }
}

TEST(Migration, a_damaged_journal_is_named_and_left_as_it_was) {
  const std::pair<OldEvent, const char*> damages[] = {
      {{nine + 86400000, "counter_painted", "{}"},
       "event 10: counter_painted is no event that this program knows"},
      {{nine + 86400000, "counter_opened", R"({"counter":"two"})"},
       "event 10: counter is not what it should be"},
      {{nine + 86400000, "counter_opened", R"({"cou)"}, "event 10: not a JSON object"},
      {{nine, "counter_opened", R"({"counter":2})"}, "event 10: its time is before the one before"},
      {{nine + 86400000, "service_started", R"({"ticket":7})"},
       "event 10: ticket 7 is none of today"},
  };
  for (const auto& [event, told] : damages) {
    Folder folder;
    std::vector<OldEvent> events = old_day;
    events.push_back(event);
    make_old_journal(folder, events);
    EXPECT_EQ(error_of_opening(folder), told);
    Database database(folder.file());
    Statement schema(database, "SELECT value FROM meta WHERE key='schema'");
    ASSERT_TRUE(schema.step());
    EXPECT_EQ(schema.text(0), "1");
  }
}

TEST(Migration, a_missing_event_is_named) {
  Folder folder;
  make_old_journal(folder, old_day);
  Database(folder.file()).run("DELETE FROM event WHERE seq=4");
  EXPECT_EQ(error_of_opening(folder), "event 4 is missing, 5 follows");
}

TEST(Migration, a_schema_that_the_tables_do_not_have_is_no_reason_to_bring_anything_up_to_date) {
  Folder folder;
  make_old_journal(folder, old_day);
  open_sqlite_journal(folder.path());
  Database(folder.file()).run("UPDATE meta SET value='1' WHERE key='schema'");
  EXPECT_EQ(error_of_opening(folder), "the journal's schema is not 1");
}

TEST(Migration, a_journal_of_the_second_version_goes_on) {
  Folder folder;
  make_second_journal(folder, old_day, 3);
  const auto journal = open_sqlite_journal(folder.path());
  EXPECT_EQ(journal->epoch(), "0123456789abcdef0123456789abcdef");
  EXPECT_EQ(all_of(*journal).size(), old_day.size());
  EXPECT_EQ(journal->find_answer(RequestId("request 1"))->answer, R"({"number":"A-001"})");
  EXPECT_EQ(journal->last_day()->seq, 9U);
  Entry entry = entry_of(10);
  entry.events[0].at = journal->last_day()->carried.last_at + 1s;
  append_one(*journal, entry);
  EXPECT_EQ(all_of(*journal).back(), entry.events[0]);
}

TEST(Migration, what_was_changed_in_a_journal_of_the_second_version_is_told) {
  const std::pair<const char*, const char*> damages[] = {
      {"UPDATE event SET body=replace(body, 'A-001', 'A-002')", "event 3 is not as it was written"},
      {"DELETE FROM event WHERE seq=4", "event 4 is missing, 5 follows"},
      {"DELETE FROM event WHERE seq=9", "event 9 is missing, the journal ends there"},
      {"UPDATE request SET answer='1'", "the answer to request 1 is not as it was written"},
  };
  for (const auto& [sql, told] : damages) {
    Folder folder;
    make_second_journal(folder, old_day, 3);
    Database(folder.file()).run(sql);
    EXPECT_EQ(error_of_opening(folder), told);
    Database database(folder.file());
    Statement schema(database, "SELECT value FROM meta WHERE key='schema'");
    ASSERT_TRUE(schema.step());
    EXPECT_EQ(schema.text(0), "2") << "left as it was";
  }
}

}  // namespace giliran::hall
