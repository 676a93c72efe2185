#include <gtest/gtest.h>

#include <functional>

#include "hall/store/journal_check.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/database/database.hpp"
#include "tests/hall/store/busy_days.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// What `giliran-hall journal verify` proves, and what rebuild makes good.
namespace giliran::hall {

namespace {

/// A whole journal of two days with answers, closed.
class Written : public Folder {
 public:
  Written() {
    std::vector<Entry> entries = entries_of(busy_days().journal);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      entries[i].request = RequestId("request " + std::to_string(i));
      entries[i].answer = "null";
    }
    open_sqlite_journal(path(), busy_plan(), WallTime{})->append(entries);
    requests = entries.size();
  }
  void damage(const char* sql) const { Database(file()).run(sql); }
  void damage_reports(const char* sql) const { Database(reports()).run(sql); }
  std::string verdict() const {
    try {
      verify_journal(path());
      return "sound";
    } catch (const JournalDamaged& error) {
      return error.what();
    }
  }
  std::size_t requests = 0;
};

}  // namespace

TEST(Check, a_whole_journal_is_sound_and_counted) {
  const Written folder;
  const Verified verified = verify_journal(folder.path());
  EXPECT_EQ(verified.events, busy_days().journal.size());
  EXPECT_EQ(verified.days, 2U);
  EXPECT_EQ(verified.visits, 13U);
  EXPECT_EQ(verified.answers, folder.requests);
}

TEST(Check, a_journal_whose_clock_was_set_back_is_sound) {
  Engine hall = busy_days();
  const auto day = hall.hall.day();
  hall.done(ResumeService{paspor});
  hall.call(three);
  hall.advance(-25h);
  hall.done(SetClockBack{});
  ASSERT_LT(hall.hall.day(), day) << "a day is taken back";
  hall.done(StartService{*hall.hall.counter(three).ticket});
  hall.advance(60s);
  hall.done(FinishService{*hall.hall.counter(three).ticket});
  hall.issue(ktp);
  Folder folder;
  for (const Entry& entry : entries_of(hall.journal))
    append_one(*open_sqlite_journal(folder.path(), busy_plan(), WallTime{}), entry);
  EXPECT_EQ(verify_journal(folder.path()).events, hall.journal.size());
  Database reports(folder.reports());
  Statement visit(reports,
                  "SELECT day, wait_ms >= 0, service_ms FROM visit_steps WHERE outcome='served'"
                  " ORDER BY ticket DESC");
  ASSERT_TRUE(visit.step());
  EXPECT_EQ(visit.text(0), "2026-11-24");
  EXPECT_EQ(visit.integer(1), 1);
  EXPECT_EQ(visit.integer(2), 60'000);
}

TEST(Check, a_hall_that_ended_after_each_commit_leaves_the_same_tables) {
  Folder folder;
  for (const Entry& entry : entries_of(busy_days().journal))
    append_one(*open_sqlite_journal(folder.path(), busy_plan(), WallTime{}), entry);
  EXPECT_EQ(verify_journal(folder.path()).days, 2U);
  Database reports(folder.reports());
  Statement follows(reports, "SELECT seq FROM follows");
  ASSERT_TRUE(follows.step());
  EXPECT_EQ(follows.integer(0), static_cast<std::int64_t>(busy_days().journal.size()));
}

TEST(Check, whatever_was_changed_is_told_with_its_place) {
  const std::pair<const char*, const char*> damages[] = {
      {"UPDATE entry SET events=replace(events, 'A-002', 'A-003') WHERE events LIKE '%A-002%'",
       "event 9 is not as it was written"},
      {"DELETE FROM entry WHERE seq=20", "event 20 is missing, 21 follows"},
      {"UPDATE day SET carried=replace(carried, ':', ': ') WHERE seq=1",
       "the day of event 1 is not as it was written"},
      {"UPDATE day SET day='2026-11-23' WHERE seq=1",
       "the day of event 1 is not as it was written"},
      {"DELETE FROM day WHERE seq=1", "the day of event 1 is not what the events say"},
      {"UPDATE entry SET answer='x' WHERE request='request 3'", "is not as it was written"},
      {"UPDATE entry SET request=NULL WHERE request='request 3'", "is not as it was written"},
      {"INSERT INTO past_request VALUES(1, 9)", "past_request: seq=9 is not what the events say"},
      {"DELETE FROM past_request", "past_request: seq="},
      {"DROP TABLE past_request; CREATE TABLE past_request(hash INTEGER NOT NULL, seq INTEGER,"
       " PRIMARY KEY(hash, seq)) WITHOUT ROWID",
       "sqlite_schema: name='past_request'"},
  };
  for (const auto& [sql, told] : damages) {
    const Written folder;
    EXPECT_EQ(folder.verdict(), "sound");
    folder.damage(sql);
    EXPECT_NE(folder.verdict().find(told), std::string::npos) << sql << "\n" << folder.verdict();
  }
}

TEST(Check, reports_that_are_not_what_the_events_say_are_told) {
  const std::pair<const char*, const char*> damages[] = {
      {"UPDATE visits SET slip='printed' WHERE ticket=2",
       "visits: ticket=2 day='2026-11-24' is not what the events say"},
      {"DELETE FROM visits WHERE ticket=3",
       "visits: ticket=3 day='2026-11-24' is not what the events say"},
      {"INSERT INTO visit_steps SELECT 99, step, day, service, waits_from, NULL, 0, NULL, NULL,"
       " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM visit_steps WHERE ticket=1",
       "visit_steps: ticket=99 step=1 is not what the events say"},
      {"UPDATE visit_steps SET wait_ms=wait_ms+1 WHERE ticket=1",
       "visit_steps: ticket=1 step=1 is not what the events say"},
      {"UPDATE calls SET at=at+1 WHERE seq=4", "calls: seq=4 ticket=4 is not what the events say"},
      {"DELETE FROM service_pauses", "is not what the events say"},
      {"UPDATE counter_periods SET to_at=NULL", "is not what the events say"},
      {"DROP VIEW occupancy; CREATE VIEW occupancy AS SELECT 1", "sqlite_schema: name='occupancy'"},
  };
  for (const auto& [sql, told] : damages) {
    const Written folder;
    EXPECT_EQ(folder.verdict(), "sound");
    folder.damage_reports(sql);
    EXPECT_NE(folder.verdict().find(told), std::string::npos) << sql << "\n" << folder.verdict();
  }
}

TEST(Check, reports_that_are_behind_or_missing_are_no_damage) {
  const Written folder;
  const auto whole = busy_days().journal;
  std::vector<Entry> half(1);
  half[0].events.assign(whole.begin(), whole.begin() + 20);
  Folder other;
  open_sqlite_journal(other.path(), busy_plan(), WallTime{})->append(half);
  half[0].events.assign(whole.begin() + 20, whole.end());
  open_sqlite_journal(other.path())->append(half);
  EXPECT_EQ(verify_journal(other.path()).visits, 13U);
  Database(other.reports()).run("UPDATE visits SET slip='failed'");
  EXPECT_THROW(verify_journal(other.path()), JournalDamaged) << "what they have is looked at";
  std::filesystem::remove(folder.reports());
  EXPECT_EQ(verify_journal(folder.path()).visits, 13U);
}

TEST(Check, rebuilding_makes_days_and_tables_good_again) {
  const Written folder;
  folder.damage("UPDATE day SET carried='{}'; DELETE FROM past_request");
  folder.damage_reports(
      "DELETE FROM visits; UPDATE visit_steps SET counter=9; DROP VIEW service_day; DROP TABLE "
      "calls");
  EXPECT_NE(folder.verdict(), "sound");
  rebuild_reports(folder.path(), busy_plan(), WallTime{});
  EXPECT_EQ(folder.verdict(), "sound");
}

TEST(Check, rebuilding_does_not_make_up_for_a_damaged_event) {
  const Written folder;
  folder.damage("UPDATE entry SET at_ms=at_ms+1 WHERE seq=9");
  EXPECT_THROW(rebuild_reports(folder.path(), busy_plan(), WallTime{}), JournalDamaged);
  EXPECT_EQ(folder.verdict(), "event 9 is not as it was written");
}

TEST(Check, a_folder_that_a_hall_has_is_not_touched) {
  const Folder folder;
  const auto hall = open_sqlite_journal(folder.path());
  EXPECT_THROW(verify_journal(folder.path()), DataFolderUnusable);
  EXPECT_THROW(rebuild_reports(folder.path(), busy_plan(), WallTime{}), DataFolderUnusable);
}

}  // namespace giliran::hall
