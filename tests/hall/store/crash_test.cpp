#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// Killed processes and full disks.
namespace giliran::hall {

namespace {

/// A process that reports numbers until it is killed.
class Child {
 public:
  using Report = std::function<void(std::uint64_t)>;

  explicit Child(const std::function<void(const Report&)>& work) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    pid_ = fork();
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // not to outlive a test that was stopped
      close(ends[0]);
      work_until_killed(work, ends[1]);
    }
    close(ends[1]);
    out_ = ends[0];
  }
  ~Child() {
    kill_now();
    close(out_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  /// The next number; 0 after the last one of a killed child.
  std::uint64_t next() const {
    std::uint64_t number = 0;
    return read(out_, &number, sizeof number) == sizeof number ? number : 0;
  }
  void kill_now() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  [[noreturn]] static void work_until_killed(const std::function<void(const Report&)>& work,
                                             int out) {
    try {
      work([out](std::uint64_t number) {
        if (write(out, &number, sizeof number) != sizeof number) _exit(1);
      });
      while (true)
        pause();
    } catch (...) {
      _exit(1);
    }
  }

  pid_t pid_ = 0;
  int out_ = -1;
};

/// No file may grow beyond that many bytes: as a full disk.
class FullDisk {
 public:
  explicit FullDisk(std::uintmax_t bytes) {
    old_action_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_action_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit old_{};
  void (*old_action_)(int) = nullptr;
};

}  // namespace

TEST(Crash, whatever_was_acknowledged_before_a_kill_is_there) {
  Folder folder;
  std::uint64_t acknowledged = 0;
  for (int life = 1; life <= 5; ++life) {
    Child child([&](const Child::Report& acknowledge) {
      const auto journal = open_sqlite_journal(folder.path());
      for (std::uint64_t seq = all_of(*journal).size() + 1;; ++seq) {
        append_one(*journal, entry_of(seq));
        acknowledge(seq);
      }
    });
    for (int i = 0; i < 40 * life; ++i)
      acknowledged = child.next();
    ASSERT_GT(acknowledged, 0U) << "the child has died";
    child.kill_now();
    while (const std::uint64_t last = child.next())
      acknowledged = last;

    const auto journal = open_sqlite_journal(folder.path());
    const auto events = all_of(*journal);
    EXPECT_GE(events.size(), acknowledged);
    EXPECT_LE(events.size(), acknowledged + 1) << "at most the one whose word was not sent";
    for (std::uint64_t seq = 1; seq <= acknowledged; ++seq) {
      ASSERT_EQ(events[seq - 1], entry_of(seq).events[0]);
      ASSERT_TRUE(journal->find_answer(RequestId("request " + std::to_string(seq)))) << seq;
    }
  }
}

TEST(Crash, what_a_killed_hall_left_in_its_log_is_in_the_file_before_anybody_is_answered_from_it) {
  Folder folder;
  {
    Child child([&](const Child::Report& acknowledge) {
      const auto journal = open_sqlite_journal(folder.path(), HallPlan{}, WallTime{});
      append_one(*journal, entry_of(1));
      acknowledge(1);
    });
    ASSERT_EQ(child.next(), 1U);
  }
  // The log may never have reached the disk: a power cut now would leave the file alone.
  const auto journal = open_sqlite_journal(folder.path(), HallPlan{}, WallTime{});
  Folder after_power_cut;
  std::filesystem::create_directories(after_power_cut.path());
  std::filesystem::copy_file(folder.file(), after_power_cut.file());
  EXPECT_EQ(all_of(*open_sqlite_journal(after_power_cut.path())), all_of(*journal));
  EXPECT_EQ(all_of(*journal).size(), 1U);
}

TEST(Crash, a_folder_is_held_until_its_hall_is_gone_and_free_at_once_then) {
  Folder folder;
  Child child([&](const Child::Report& report) {
    const auto journal = open_sqlite_journal(folder.path());
    report(1);
    while (true)
      pause();
  });
  ASSERT_EQ(child.next(), 1U);
  try {
    open_sqlite_journal(folder.path());
    FAIL() << "two halls have one folder";
  } catch (const DataFolderUnusable& error) {
    EXPECT_THAT(error.what(), testing::MatchesRegex(
                                  folder.path() + " is in use by hall_store_test[s]?, process " +
                                  std::to_string(child.pid()) +
                                  ", since 20..-..-.. ..:..:.. UTC; stop it first"));
  }
  child.kill_now();
  append_one(*open_sqlite_journal(folder.path()), entry_of(1));
}

TEST(Crash, one_process_cannot_open_a_folder_twice_either) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  EXPECT_THROW(open_sqlite_journal(folder.path()), DataFolderUnusable);
}

TEST(Crash, a_full_disk_fails_the_commit_and_loses_nothing_that_was_committed) {
  Folder folder;
  auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, entry_of(1));
  append_one(*journal, entry_of(2));
  const std::string big = '"' + std::string(200000, 'x') + '"';
  {
    const FullDisk full(100000);
    EXPECT_THROW(append_one(*journal, entry_of(3, big)), JournalFull);
  }
  journal.reset();
  journal = open_sqlite_journal(folder.path());
  EXPECT_EQ(all_of(*journal).size(), 2U);
  EXPECT_FALSE(journal->find_answer(RequestId("request 3")));
  append_one(*journal, entry_of(3, big));
  EXPECT_EQ(journal->find_answer(RequestId("request 3"))->answer, big);
}

}  // namespace giliran::hall
