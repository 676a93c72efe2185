#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "hall/store/sqlite_journal.hpp"
#include "shared/database/database.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// What a journal says that cannot be read or used.
namespace giliran::hall {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

template <class Exception>
std::string error_of(const std::function<void()>& action) {
  try {
    action();
    return "nothing was thrown";
  } catch (const Exception& error) {
    return error.what();
  }
}

/// A journal of `count` events, closed, after somebody ran that SQL on it.
void make_damaged(const Folder& folder, const char* sql, std::uint64_t count = 3) {
  std::vector<Entry> entries;
  for (std::uint64_t seq = 1; seq <= count; ++seq)
    entries.push_back(entry_of(seq));
  open_sqlite_journal(folder.path())->append(entries);
  Database(folder.file()).run(sql);
}

std::string error_of_reading(const Folder& folder) {
  return error_of<JournalDamaged>([&] { all_of(*open_sqlite_journal(folder.path())); });
}

std::string error_of_opening(const std::string& folder) {
  return error_of<DataFolderUnusable>([&] { open_sqlite_journal(folder); });
}

}  // namespace

TEST(Damage, a_damaged_event_is_named) {
  Folder folder;
  make_damaged(folder, R"(UPDATE entry SET events='counter_opened {"counter":"two"}' WHERE seq=2)");
  EXPECT_EQ(error_of_reading(folder), "event 2 is not as it was written");
}

TEST(Damage, a_body_that_was_cut_off_is_named) {
  Folder folder;
  make_damaged(folder, R"(UPDATE entry SET events='counter_opened {"coun' WHERE seq=3)");
  EXPECT_EQ(error_of_reading(folder), "event 3 is not as it was written");
}

TEST(Damage, an_event_of_another_kind_or_time_is_named) {
  for (const char* sql : {"UPDATE entry SET events=replace(events, 'opened', 'closed') WHERE seq=2",
                          "UPDATE entry SET at_ms=at_ms + 1 WHERE seq=2",
                          "UPDATE entry SET crc=crc + 1 WHERE seq=2"}) {
    Folder folder;
    make_damaged(folder, sql);
    EXPECT_EQ(error_of_reading(folder), "event 2 is not as it was written") << sql;
  }
}

TEST(Damage, two_events_that_changed_places_are_named) {
  Folder folder;
  make_damaged(folder,
               "UPDATE entry SET seq=-2 WHERE seq=2; UPDATE entry SET seq=2 WHERE seq=3;"
               "UPDATE entry SET seq=3 WHERE seq=-2");
  EXPECT_EQ(error_of_reading(folder), "event 3 is not as it was written");
}

TEST(Damage, a_journal_that_was_cut_or_grown_at_its_end_is_not_taken) {
  const std::pair<const char*, const char*> ends[] = {
      {"DELETE FROM entry WHERE seq=3", "event 3 is missing, the journal ends there"},
      {"DELETE FROM entry", "event 1 is missing, the journal ends there"},
      {"INSERT INTO entry VALUES(4, 2000, 'counter_closed {\"counter\":1}', NULL, NULL, NULL, 0)",
       "event 4 is not as it was written"},
      {"DELETE FROM meta WHERE key='end_seq'", "the journal's end_seq is missing or no number"},
      {"UPDATE meta SET value='x3' WHERE key='end_crc'",
       "the journal's end_crc is missing or no number"}};
  for (const auto& [sql, told] : ends) {
    Folder folder;
    make_damaged(folder, sql);
    EXPECT_EQ(error_of_reading(folder), told) << sql;
  }
}

TEST(Damage, an_answer_that_was_changed_is_not_given) {
  for (const char* sql :
       {"UPDATE entry SET answer='1'", "UPDATE entry SET fingerprint='x'",
        "UPDATE entry SET at_ms=at_ms + 1", "UPDATE entry SET answer='1' WHERE seq=1"}) {
    Folder folder;
    make_damaged(folder, sql);
    const auto journal = open_sqlite_journal(folder.path());
    EXPECT_EQ(error_of<JournalDamaged>([&] { journal->find_answer(RequestId("request 1")); }),
              "event 1 is not as it was written");
  }
}

TEST(Damage, a_journal_without_its_epoch_is_not_given_a_new_one) {
  Folder folder;
  make_damaged(folder, "DELETE FROM meta WHERE key='epoch'");
  EXPECT_EQ(error_of_reading(folder), "the journal has no epoch");
  Folder other;
  make_damaged(other, "UPDATE meta SET value='0' || substr(value, 2) || '0' WHERE key='epoch'");
  EXPECT_EQ(error_of_reading(other), "the journal's epoch is not as it was written");
}

TEST(Damage, a_missing_event_is_named) {
  Folder folder;
  make_damaged(folder, "DELETE FROM entry WHERE seq=2");
  EXPECT_EQ(error_of_reading(folder), "event 2 is missing, 3 follows");
}

TEST(Damage, a_spoilt_page_is_told_with_the_event_where_reading_ended) {
  Folder folder;
  make_damaged(folder, "PRAGMA wal_checkpoint", 5000);
  constexpr std::uintmax_t page = 4096;
  const std::uintmax_t half = std::filesystem::file_size(folder.file()) / page / 2;
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  for (std::uintmax_t spoilt = half; spoilt < half + 20; ++spoilt) {
    file.seekp(static_cast<std::streamoff>(spoilt * page));
    file << std::string(page, '\x7f');
  }
  file.close();
  EXPECT_THAT(error_of_reading(folder), AllOf(StartsWith("event "), HasSubstr("malformed")));
}

TEST(Damage, a_file_that_is_no_journal_is_left_alone) {
  Folder folder;
  std::filesystem::create_directories(folder.path());
  const std::string text(5000, 'x');
  std::ofstream(folder.file()) << text;
  EXPECT_THAT(error_of_opening(folder.path()), HasSubstr("not a database"));
  EXPECT_EQ(std::filesystem::file_size(folder.file()), text.size());
}

TEST(Damage, a_journal_of_a_newer_program_is_left_alone) {
  Folder folder;
  make_damaged(folder, "UPDATE meta SET value='4' WHERE key='schema'");
  EXPECT_EQ(error_of_opening(folder.path()),
            "the journal was written by a newer program (schema 4, this one knows 3)");
  Database(folder.file()).run("UPDATE meta SET value='3' WHERE key='schema'");
  EXPECT_EQ(all_of(*open_sqlite_journal(folder.path())).size(), 3U);
}

TEST(Damage, a_folder_that_cannot_be_made_or_written_is_named) {
  Folder folder;
  std::ofstream(folder.path()) << "a file";
  EXPECT_THAT(error_of_opening(folder.path() + "/data"),
              StartsWith(folder.path() + "/data cannot be made: "));
  EXPECT_THAT(error_of_opening("/proc"), StartsWith("/proc cannot be written: "));
}

TEST(Damage, a_full_database_says_so_and_ends_its_transaction_unharmed) {
  Folder folder;
  make_damaged(folder, "PRAGMA wal_checkpoint");
  Database database(folder.file());
  database.run("PRAGMA max_page_count=1");  // not below what it has: it cannot grow
  database.run("BEGIN IMMEDIATE");
  const std::string big(100000, 'x');
  Statement insert(database, "INSERT INTO entry VALUES(4, 0, ?, NULL, NULL, NULL, 0)");
  insert.bind(1, big);
  EXPECT_THAT(error_of<DatabaseError>([&] { insert.step(); }), HasSubstr("full"));
  insert.reset();
  if (database.in_transaction()) database.run("ROLLBACK");
  Statement count(database, "SELECT count(*) FROM entry");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 3);
}

}  // namespace giliran::hall
