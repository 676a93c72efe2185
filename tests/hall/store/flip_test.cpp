#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "hall/store/journal_check.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/database/database.hpp"
#include "tests/hall/store/busy_days.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// Bytes that are not as they were written, anywhere in the files.
namespace giliran::hall {

namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// The events of a journal that opens and is sound; nothing if it is told to be damaged.
std::optional<std::vector<Recorded>> events_of(const std::string& folder) {
  try {
    verify_journal(folder);
    return all_of(*open_sqlite_journal(folder));
  } catch (const JournalDamaged&) {
    return std::nullopt;
  } catch (const DataFolderUnusable&) {
    return std::nullopt;
  }
}

/// A folder in memory, if the system has such.
class QuickFolder {
 public:
  QuickFolder() : path_(base() / ("giliran-" + random_hex128())) {
    std::filesystem::create_directories(path_);
  }
  ~QuickFolder() { std::filesystem::remove_all(path_); }
  QuickFolder(const QuickFolder&) = delete;
  QuickFolder& operator=(const QuickFolder&) = delete;
  std::string path() const { return path_.string(); }
  std::string file() const { return (path_ / "journal.db").string(); }
  /// These files alone.
  void hold(std::string_view database, std::string_view log = "") const {
    std::filesystem::remove(file() + "-wal");
    write_file(file(), database);
    if (!log.empty()) write_file(file() + "-wal", log);
  }

 private:
  static std::filesystem::path base() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
  }
  std::filesystem::path path_;
};

/// A small journal in pages of 512 bytes.
std::string small_journal(const QuickFolder& folder, std::vector<Recorded>& events) {
  events = busy_days().journal;
  {
    std::vector<Entry> entries = entries_of(events);
    entries.front().request = RequestId("request 1");
    open_sqlite_journal(folder.path())->append(entries);
  }
  Database(folder.file())
      .run("PRAGMA journal_mode=DELETE; PRAGMA page_size=512; VACUUM; PRAGMA journal_mode=WAL");
  return read_file(folder.file());
}

}  // namespace

/// Every eighth byte, from that one on.
class FlipFrom : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Flip, FlipFrom, testing::Range<std::size_t>(0, 8));

TEST_P(FlipFrom, a_byte_that_changed_is_told_or_changes_no_event) {
  const QuickFolder folder;
  std::vector<Recorded> events;
  const std::string sound = small_journal(folder, events);
  ASSERT_EQ(events_of(folder.path()), events);
  std::size_t told = 0;
  std::size_t tried = 0;
  for (std::size_t at = GetParam(); at < sound.size(); at += 8) {
    // Of what is not used, a sample.
    if (sound[at] == 0 && at / 8 % 16 != 0) continue;
    std::string flipped = sound;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at / 8 % 8)));
    folder.hold(flipped);
    const auto read = events_of(folder.path());
    ++tried;
    if (!read) {
      ++told;
    } else {
      ASSERT_EQ(*read, events) << "byte " << at;
    }
  }
  EXPECT_GT(told, tried * 9 / 10) << tried;
}

namespace {

/// A journal whose hall was killed: its commits are in the log.
struct Killed {
  std::string database;
  std::string log;
  std::vector<std::size_t> commits{0};  ///< how many events there were after each
};

Killed killed_hall(const QuickFolder& folder, const std::vector<Recorded>& events) {
  Killed killed;
  const auto journal = open_sqlite_journal(folder.path());
  for (const Entry& entry : entries_of(events)) {
    append_one(*journal, entry);
    killed.commits.push_back(killed.commits.back() + entry.events.size());
  }
  killed.database = read_file(folder.file());
  killed.log = read_file(folder.file() + "-wal");
  return killed;
}

/// What stands there is the state after a commit, or damage is told. How many commits.
std::size_t expect_a_commit(const Killed& killed, const QuickFolder& folder,
                            const std::vector<Recorded>& events, std::size_t at) {
  const auto read = events_of(folder.path());
  if (!read) return 0;
  const auto found = std::ranges::find(killed.commits, read->size());
  EXPECT_NE(found, killed.commits.end()) << at << ": " << read->size();
  EXPECT_TRUE(std::equal(read->begin(), read->end(), events.begin())) << at;
  return static_cast<std::size_t>(found - killed.commits.begin());
}

constexpr std::size_t log_header = 32;  ///< https://sqlite.org/fileformat2.html#walformat
constexpr std::size_t log_frame = 24 + 4096;

}  // namespace

TEST(Flip, a_log_that_was_torn_anywhere_ends_with_a_whole_commit) {
  const QuickFolder folder;
  const std::vector<Recorded> events = busy_days().journal;
  const Killed killed = killed_hall(folder, events);
  std::size_t before = 0;
  for (std::size_t frame = 0; log_header + frame * log_frame < killed.log.size(); ++frame) {
    const std::size_t begin = log_header + frame * log_frame;
    for (const std::size_t size : {begin, begin + 11, begin + 24 + 2000}) {
      folder.hold(killed.database, std::string_view(killed.log).substr(0, size));
      const std::size_t commits = expect_a_commit(killed, folder, events, size);
      EXPECT_GE(commits, before) << "what was acknowledged is lost at " << size;
      before = commits;
    }
  }
  folder.hold(killed.database, killed.log);
  EXPECT_EQ(events_of(folder.path()), events);
}

TEST(Flip, a_log_with_a_spoilt_byte_ends_with_a_whole_commit_before_it) {
  const QuickFolder folder;
  const std::vector<Recorded> events = busy_days().journal;
  const Killed killed = killed_hall(folder, events);
  for (std::size_t at = 0; at < killed.log.size(); at += 1009) {
    std::string log = killed.log;
    log[at] = static_cast<char>(~log[at]);
    folder.hold(killed.database, log);
    expect_a_commit(killed, folder, events, at);
  }
}

}  // namespace giliran::hall
