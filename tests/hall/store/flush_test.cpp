#include <dlfcn.h>
#include <gtest/gtest.h>

#include <atomic>

#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// Whether a commit is on the disk, not only with the operating system: SQLite's calls to flush a
/// file come through these two, in place of the C library's.
namespace {

std::atomic<int> flushes{0};

int flush(const char* name, int file) {
  ++flushes;
  return reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, name))(file);
}

}  // namespace

extern "C" int fsync(int file) {
  return flush("fsync", file);
}

extern "C" int fdatasync(int file) {
  return flush("fdatasync", file);
}

namespace giliran::hall {

TEST(Flush, every_commit_is_flushed_to_the_disk_before_it_is_acknowledged) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, entry_of(1));
  for (std::uint64_t seq = 2; seq <= 20; ++seq) {
    const int before = flushes;
    append_one(*journal, entry_of(seq));
    EXPECT_GT(flushes, before) << seq;
  }
}

TEST(Flush, many_commands_in_one_commit_wait_for_one_flush) {
  Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  append_one(*journal, entry_of(1));
  std::vector<Entry> entries;
  for (std::uint64_t seq = 2; seq <= 65; ++seq)
    entries.push_back(entry_of(seq));
  const int before = flushes;
  journal->append(entries);
  EXPECT_EQ(flushes - before, 1);
}

}  // namespace giliran::hall
