#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "hall/store/database.hpp"
#include "hall/store/sqlite_journal.hpp"
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

TEST(Damage, a_damaged_event_is_named_with_what_is_wrong) {
  Folder folder;
  make_damaged(folder, R"(UPDATE event SET body='{"counter":"two"}' WHERE seq=2)");
  EXPECT_EQ(error_of_reading(folder), "event 2: counter is not what it should be");
}

TEST(Damage, a_body_that_was_cut_off_is_named) {
  Folder folder;
  make_damaged(folder, R"(UPDATE event SET body='{"coun' WHERE seq=3)");
  EXPECT_EQ(error_of_reading(folder), "event 3: not a JSON object");
}

TEST(Damage, an_event_that_only_a_later_program_knows_is_named) {
  Folder folder;
  make_damaged(folder, "UPDATE event SET type='counter_painted' WHERE seq=3");
  EXPECT_EQ(error_of_reading(folder),
            "event 3: counter_painted is no event that this program knows");
}

TEST(Damage, a_time_that_runs_backwards_is_named) {
  Folder folder;
  make_damaged(folder, "UPDATE event SET at_ms='noon' WHERE seq=2");
  EXPECT_EQ(error_of_reading(folder), "event 2: its time is before the one before");
}

TEST(Damage, events_without_an_epoch_are_not_given_a_new_one) {
  Folder folder;
  make_damaged(folder, "DELETE FROM meta WHERE key='epoch'");
  EXPECT_EQ(error_of_reading(folder), "the journal has events and no epoch");
}

TEST(Damage, a_missing_event_is_named) {
  Folder folder;
  make_damaged(folder, "DELETE FROM event WHERE seq=2");
  EXPECT_EQ(error_of_reading(folder), "event 2 is missing, 3 follows");
}

TEST(Damage, a_spoilt_page_is_told_with_the_event_where_reading_ended) {
  Folder folder;
  make_damaged(folder, "PRAGMA wal_checkpoint", 2000);
  constexpr std::uintmax_t page = 4096;
  const std::uintmax_t half = std::filesystem::file_size(folder.file()) / page / 2;
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  for (std::uintmax_t spoilt = 8; spoilt < half; ++spoilt) {
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
  make_damaged(folder, "UPDATE meta SET value='2' WHERE key='schema'");
  EXPECT_EQ(error_of_opening(folder.path()),
            "the journal was written by a newer program (schema 2, this one knows 1)");
  Database(folder.file()).run("UPDATE meta SET value='1' WHERE key='schema'");
  EXPECT_EQ(all_of(*open_sqlite_journal(folder.path())).size(), 3U);
}

TEST(Damage, a_folder_that_cannot_be_made_or_written_is_named) {
  Folder folder;
  std::ofstream(folder.path()) << "a file";
  EXPECT_THAT(error_of_opening(folder.path() + "/data"), StartsWith(folder.path() + "/data: "));
  EXPECT_THAT(error_of_opening("/proc"), StartsWith("/proc: "));
}

TEST(Damage, a_full_database_says_so_and_ends_its_transaction_unharmed) {
  Folder folder;
  make_damaged(folder, "PRAGMA wal_checkpoint");
  Database database(folder.file());
  database.run("PRAGMA max_page_count=1");  // not below what it has: it cannot grow
  database.run("BEGIN IMMEDIATE");
  const std::string big(100000, 'x');
  Statement insert(database, "INSERT INTO event(seq, at_ms, type, body) VALUES(4, 0, ?, '')");
  insert.bind(1, big);
  EXPECT_THAT(error_of<DatabaseError>([&] { insert.step(); }), HasSubstr("full"));
  insert.reset();
  if (database.in_transaction()) database.run("ROLLBACK");
  Statement count(database, "SELECT count(*) FROM event");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 3);
}

}  // namespace giliran::hall
