#include <gtest/gtest.h>

#include <set>

#include "hall/store/request_index.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/core/engine.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

namespace giliran::hall {

TEST(Journal, a_new_one_is_empty_and_makes_its_folder) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path() + "/deep/inside");
  EXPECT_TRUE(all_of(*journal).empty());
  EXPECT_FALSE(journal->find_answer(RequestId("request 1")));
}

TEST(Journal, commits_go_to_a_write_ahead_log) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  const auto before = std::filesystem::file_size(folder.file() + "-wal");
  append_one(*journal, entry_of(1));
  EXPECT_GT(std::filesystem::file_size(folder.file() + "-wal"), before);
  EXPECT_FALSE(std::filesystem::exists(folder.file() + "-shm")) << "shared with other processes";
}

TEST(Journal, the_epoch_stays_and_is_no_other_journals) {
  Folder folder;
  Folder other;
  const std::string epoch = open_sqlite_journal(folder.path())->epoch();
  EXPECT_TRUE(is_hex128(epoch));
  EXPECT_EQ(open_sqlite_journal(folder.path())->epoch(), epoch);
  EXPECT_NE(open_sqlite_journal(other.path())->epoch(), epoch);
}

TEST(Journal, events_come_back_in_order_with_their_times) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  for (std::uint64_t seq = 1; seq <= 3; ++seq)
    append_one(*journal, entry_of(seq));
  const auto written = all_of(*journal);
  ASSERT_EQ(written.size(), 3U);
  EXPECT_EQ(written[2], entry_of(3).events[0]);
  journal.reset();
  EXPECT_EQ(all_of(*open_sqlite_journal(folder.path())), written);
}

TEST(Journal, a_request_is_found_with_its_answer_also_after_reopening) {
  Folder folder;
  const std::string answer = R"({"number":"A-027","note":"\"Sunda: é\""})";
  auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, entry_of(1, answer));
  Entry nobodys = entry_of(2);
  nobodys.request.reset();
  append_one(*journal, nobodys);
  for (int again = 0; again < 2; ++again) {
    const auto found = journal->find_answer(RequestId("request 1"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fingerprint, "counter.open 1");
    EXPECT_EQ(found->answer, answer);
    EXPECT_FALSE(journal->find_answer(RequestId("request 2")));
    journal.reset();
    journal = open_sqlite_journal(folder.path());
  }
}

TEST(Journal, many_commands_share_one_commit) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  std::vector<Entry> entries;
  for (std::uint64_t seq = 1; seq <= 1024; ++seq)
    entries.push_back(entry_of(seq));
  journal->append(entries);
  journal.reset();
  journal = open_sqlite_journal(folder.path());
  EXPECT_EQ(all_of(*journal).size(), 1024U);
  EXPECT_TRUE(journal->find_answer(RequestId("request 1")));
  EXPECT_TRUE(journal->find_answer(RequestId("request 1024")));
}

TEST(Journal, old_requests_of_a_long_day_are_found_in_the_file) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  std::uint64_t seq = 0;
  const auto write = [&](std::size_t count) {
    std::vector<Entry> entries;
    for (std::size_t n = 0; n < count; ++n)
      entries.push_back(entry_of(++seq));
    journal->append(entries);
    return journal->step();
  };
  const auto filed = [&] {
    journal.reset();
    std::int64_t count = 0;
    {
      Database database(folder.file());
      Statement rows(database, "SELECT count(*) FROM past_request");
      rows.step();
      count = rows.integer(0);
    }
    journal = open_sqlite_journal(folder.path());
    return count;
  };
  EXPECT_FALSE(write(RequestIndex::kept - 1));
  EXPECT_EQ(filed(), 0) << "a usual day is kept in memory";
  EXPECT_TRUE(write(1)) << "there is more to file";
  for (const std::uint64_t old : {std::uint64_t{1}, std::uint64_t{100}, seq}) {
    const auto answer = journal->find_answer(RequestId("request " + std::to_string(old)));
    ASSERT_TRUE(answer) << old;
    EXPECT_EQ(answer->fingerprint, "counter.open " + std::to_string(old));
  }
  EXPECT_FALSE(journal->find_answer(RequestId("request " + std::to_string(seq + 1))));
  EXPECT_EQ(filed(), RequestIndex::at_once - 1) << "of the entries from the day's begin on";
}

TEST(RequestIndex, holds_no_more_than_twice_the_newest_ones_if_the_others_are_filed) {
  RequestIndex index;
  index.clear(0);
  std::set<std::int64_t> in_file;
  const auto is_known = [&](std::int64_t seq) {
    const std::string request = "request " + std::to_string(seq);
    return in_file.contains(seq) ||
           index.find(request, [&](std::int64_t found) { return found == seq; });
  };
  constexpr std::int64_t all = 5 * RequestIndex::kept;
  for (std::int64_t seq = 1; seq <= all; ++seq) {
    index.add("request " + std::to_string(seq), seq);
    const auto range = index.to_be_filed();
    if (!range) continue;
    for (std::int64_t filed = range->from; filed < range->until; ++filed)
      EXPECT_TRUE(in_file.insert(filed).second) << "filed twice: " << filed;
    index.filed(*range);
  }
  EXPECT_GT(in_file.size(), all - 2 * RequestIndex::kept);
  EXPECT_LE(in_file.size(), all - RequestIndex::kept + RequestIndex::at_once);
  for (std::int64_t seq = 1; seq <= all; ++seq)
    ASSERT_TRUE(is_known(seq)) << seq;
  EXPECT_FALSE(is_known(all + 1));
}

TEST(Journal, a_batch_with_one_bad_entry_leaves_nothing_behind) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, entry_of(1));
  std::vector<Entry> entries{entry_of(2), entry_of(3)};
  entries[1].request = entries[0].request;
  EXPECT_THROW(journal->append(entries), JournalFailure);
  EXPECT_EQ(all_of(*journal).size(), 1U);
  EXPECT_FALSE(journal->find_answer(RequestId("request 2")));
  entries[1] = entry_of(3);
  journal->append(entries);
  EXPECT_EQ(all_of(*journal).size(), 3U);
}

TEST(Journal, an_event_out_of_turn_is_not_taken) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, entry_of(1));
  EXPECT_THROW(append_one(*journal, entry_of(1)), JournalFailure);
  EXPECT_THROW(append_one(*journal, entry_of(3)), JournalFailure);
  append_one(*journal, entry_of(2));
  EXPECT_EQ(all_of(*journal).size(), 2U);
}

TEST(Journal, a_hall_comes_back_as_it_was) {
  Folder folder;
  Engine engine;
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  for (int i = 0; i < 30; ++i)
    engine.issue(i % 3 == 0 ? akta : ktp, i % 4 == 0);
  engine.done(SetSlip{TicketId(5), Slip::failed});
  for (int i = 0; i < 9; ++i)
    engine.serve(i % 2 == 0 ? one : two);
  engine.call(one);
  engine.advance(24h);
  engine.issue(ktp, true);
  engine.done(OpenCounter{one});
  engine.call(one);

  Entry entry;
  entry.events = engine.journal;
  append_one(*open_sqlite_journal(folder.path()), entry);

  Hall again(small_plan());
  open_sqlite_journal(folder.path())->replay(0, [&](const Recorded& recorded) {
    apply(again, recorded);
  });
  EXPECT_EQ(again, engine.hall);
  EXPECT_EQ(again.next_ticket(), TicketId(32));
}

}  // namespace giliran::hall
