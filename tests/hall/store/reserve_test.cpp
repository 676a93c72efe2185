#include "hall/store/reserve.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "hall/store/sqlite_journal.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

namespace giliran::hall {

TEST(Reserve, its_blocks_are_taken_until_it_is_released) {
  const Folder folder;
  const auto journal = open_sqlite_journal(folder.path());
  EXPECT_FALSE(journal->has_reserve());
  EXPECT_TRUE(journal->renew_reserve());
  EXPECT_TRUE(journal->has_reserve());
  struct stat found {};
  ASSERT_EQ(stat((folder.path() + "/reserve").c_str(), &found), 0);
  EXPECT_GE(found.st_blocks * 512, Reserve::size);
  EXPECT_TRUE(journal->renew_reserve()) << "it is there";
  journal->release_reserve();
  EXPECT_FALSE(journal->has_reserve());
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/reserve"));
}

TEST(Reserve, where_there_is_no_room_there_is_none) {
  Reserve reserve("/proc");
  EXPECT_FALSE(reserve.renew());
  EXPECT_FALSE(reserve.held());
}

}  // namespace giliran::hall
