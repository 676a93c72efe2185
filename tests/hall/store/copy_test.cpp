#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "hall/store/journal_check.hpp"
#include "hall/store/journal_copy.hpp"
#include "hall/store/journal_restore.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/store/busy_days.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// Copies of a journal, and halls that are made of them.
namespace giliran::hall {

namespace {

using testing::HasSubstr;

const std::vector<Recorded> busy = busy_days().journal;

std::vector<Recorded> with_restored(std::vector<Recorded> events, WallTime at) {
  events.push_back({events.size() + 1, at, JournalRestored{skipped_tickets}});
  return events;
}

/// A folder with the busy days, and room for copies beside it.
class Copied : public Folder {
 public:
  Copied() {
    open_sqlite_journal(path(), busy_plan(), WallTime{})->append(entries_of(busy));
    std::filesystem::create_directories(copies.path());
  }
  std::string copy() const { return copies.path() + "/copy.db"; }
  Restored restore(const Folder& into, bool replace = false) const {
    return restore_journal(copy(), into.path(), replace, busy_plan(), busy.back().at);
  }
  Folder copies;
};

/// Steps until the copy has ended: nothing, or why there is none.
std::optional<std::string> copy_by_steps(
    Journal& journal, const std::string& file, const std::function<void()>& between = [] {}) {
  bool ended = false;
  std::optional<std::string> failure;
  journal.backup_to(file, [&](const auto& why) {
    ended = true;
    failure = why;
  });
  while (!ended) {
    between();
    journal.step();
  }
  return failure;
}

template <class Exception>
std::string error_of(const std::function<void()>& action) {
  try {
    action();
    return "nothing was thrown";
  } catch (const Exception& error) {
    return error.what();
  }
}

}  // namespace

TEST(Copies, a_hall_that_is_restored_has_everything_and_another_epoch) {
  const Copied folder;
  copy_journal(folder.path(), folder.copy());
  struct stat found {};
  ASSERT_EQ(stat(folder.copy().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
  const Folder other;
  const Restored restored = folder.restore(other);
  EXPECT_EQ(restored.verified.events, busy.size());
  EXPECT_FALSE(restored.kept);
  EXPECT_EQ(verify_journal(other.path()).visits, 13U);
  const auto journal = open_sqlite_journal(other.path());
  EXPECT_EQ(all_of(*journal), with_restored(busy, busy.back().at));
  EXPECT_NE(journal->epoch(), open_sqlite_journal(folder.path())->epoch());
  Database reports(other.reports());
  Statement visits(reports, "SELECT count(*) FROM visits");
  ASSERT_TRUE(visits.step());
  EXPECT_EQ(visits.integer(0), 13);
}

TEST(Copies, a_hall_writes_on_while_it_is_copied) {
  const Folder folder;
  Folder copies;
  std::filesystem::create_directories(copies.path());
  const std::string file = copies.path() + "/copy.db";
  const auto journal = open_sqlite_journal(folder.path());
  std::uint64_t seq = 0;
  const std::string answer = '"' + std::string(5000, 'x') + '"';
  while (seq < 300)
    append_one(*journal, entry_of(++seq, answer));
  std::uint64_t rounds = 0;
  EXPECT_EQ(copy_by_steps(*journal, file,
                          [&] {
                            if (++rounds <= 10) append_one(*journal, entry_of(++seq, answer));
                          }),
            std::nullopt);
  EXPECT_GT(rounds, 4U) << "in pieces";
  const Folder other;
  const auto copied = restore_journal(file, other.path(), false, busy_plan(), WallTime{}).verified;
  EXPECT_GE(copied.events, 301U);
  EXPECT_LE(copied.events, seq);
  EXPECT_EQ(copied.answers, copied.events);
  EXPECT_EQ(all_of(*journal).size(), seq);
}

TEST(Copies, a_file_that_is_there_is_not_overwritten) {
  const Copied folder;
  std::ofstream(folder.copy()) << "mine";
  EXPECT_EQ(error_of<std::runtime_error>([&] { copy_journal(folder.path(), folder.copy()); }),
            folder.copy() + " is there already");
  EXPECT_EQ(std::filesystem::file_size(folder.copy()), 4U);
}

TEST(Copies, a_damaged_journal_gives_no_copy) {
  const Copied folder;
  Database(folder.file()).run("UPDATE entry SET answer='x', fingerprint='y' WHERE seq=9");
  EXPECT_EQ(error_of<std::runtime_error>([&] { copy_journal(folder.path(), folder.copy()); }),
            "event 9 is not as it was written");
  EXPECT_TRUE(std::filesystem::is_empty(folder.copies.path()));
}

TEST(Copies, a_copy_that_cannot_be_written_is_told) {
  const Copied folder;
  const auto journal = open_sqlite_journal(folder.path());
  const auto failure = copy_by_steps(*journal, folder.copies.path() + "/nowhere/copy.db");
  ASSERT_TRUE(failure);
  EXPECT_THAT(*failure, HasSubstr("unable to open"));
  EXPECT_EQ(copy_by_steps(*journal, folder.copy()), std::nullopt) << "the next one is made";
}

TEST(Copies, one_is_made_at_a_time_and_one_that_is_interrupted_leaves_nothing) {
  const Copied folder;
  auto journal = open_sqlite_journal(folder.path());
  std::vector<std::optional<std::string>> ends;
  const auto ended = [&](const auto& why) { ends.push_back(why); };
  journal->backup_to(folder.copy(), ended);
  journal->backup_to(folder.copy() + "2", ended);
  ASSERT_EQ(ends.size(), 1U);
  EXPECT_EQ(ends[0], "another copy is being made");
  journal.reset();
  ASSERT_EQ(ends.size(), 2U);
  EXPECT_EQ(ends[1], "interrupted");
  EXPECT_TRUE(std::filesystem::is_empty(folder.copies.path()));
}

TEST(Copies, a_spoilt_copy_is_not_restored) {
  const Copied folder;
  copy_journal(folder.path(), folder.copy());
  Database(folder.copy()).run("DELETE FROM entry WHERE seq=12");
  const Folder other;
  EXPECT_THAT(error_of<JournalDamaged>([&] { folder.restore(other); }), HasSubstr("event 12"));
  EXPECT_FALSE(std::filesystem::exists(other.file()));
  EXPECT_EQ(error_of<DataFolderUnusable>(
                [&] { restore_journal("/nowhere", other.path(), false, busy_plan(), WallTime{}); }),
            "/nowhere is no file");
}

TEST(Copies, a_journal_that_is_there_is_replaced_only_when_told_and_kept) {
  const Copied folder;
  copy_journal(folder.path(), folder.copy());
  append_one(*open_sqlite_journal(folder.path()), [] {
    Entry entry = entry_of(busy.size() + 1);
    entry.events[0].at = busy.back().at;
    return entry;
  }());
  EXPECT_THAT(error_of<DataFolderUnusable>([&] { folder.restore(folder); }),
              HasSubstr("has a journal already; --replace keeps it under another name"));
  const Restored restored = folder.restore(folder, true);
  EXPECT_EQ(all_of(*open_sqlite_journal(folder.path())), with_restored(busy, busy.back().at));
  ASSERT_TRUE(restored.kept);
  const Folder again;
  const Restored kept =
      restore_journal(*restored.kept, again.path(), false, busy_plan(), WallTime{});
  EXPECT_EQ(kept.verified.events, busy.size() + 1);
  Entry late = entry_of(busy.size() + 2);
  EXPECT_EQ(all_of(*open_sqlite_journal(again.path())).back().event,
            Event(JournalRestored{skipped_tickets}));
}

TEST(Copies, a_copy_that_is_restored_again_makes_numbers_jump_further_while_the_first_may_be_held) {
  const Copied folder;
  copy_journal(folder.path(), folder.copy());
  const WallTime first = busy.back().at;
  const auto restores_at = [&](WallTime now) {
    restore_journal(folder.copy(), folder.path(), true, busy_plan(), now);
    return all_of(*open_sqlite_journal(folder.path())).size() - busy.size();
  };
  EXPECT_EQ(restores_at(first), 1U);
  EXPECT_EQ(restores_at(first + std::chrono::hours(48)), 2U);
  EXPECT_EQ(restores_at(first + std::chrono::hours(96) + std::chrono::seconds(1)), 1U);
}

TEST(Copies, a_folder_that_a_hall_has_is_not_restored_into) {
  const Copied folder;
  copy_journal(folder.path(), folder.copy());
  const auto hall = open_sqlite_journal(folder.path());
  EXPECT_THAT(error_of<DataFolderUnusable>([&] { folder.restore(folder, true); }),
              HasSubstr("is in use by"));
  EXPECT_EQ(all_of(*hall), busy);
}

}  // namespace giliran::hall
