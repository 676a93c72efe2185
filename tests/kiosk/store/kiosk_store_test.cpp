#include "kiosk/store/kiosk_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "tests/kiosk/store/folder.hpp"

namespace giliran::kiosk {
namespace {

namespace fs = std::filesystem;

std::string why_not(const std::string& folder) {
  try {
    open_kiosk_store(folder);
  } catch (const StoreUnusable& error) {
    return error.what();
  }
  return "";
}

TEST(KioskStore, only_its_owner_may_look_into_the_folder_and_the_file) {
  const Folder folder;
  const StoreFolder held(folder.path());
  open_kiosk_store(folder.path());
  EXPECT_EQ(fs::status(folder.path()).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(folder.file()).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST(KioskStore, a_second_kiosk_is_told_who_holds_the_folder) {
  const Folder folder;
  {
    const StoreFolder held(folder.path());
    try {
      const StoreFolder second(folder.path());
      FAIL() << "two kiosks on one folder";
    } catch (const StoreInUse& error) {
      EXPECT_NE(std::string(error.what()).find(fmt::format("process {}", getpid())),
                std::string::npos)
          << error.what();
    }
  }
  EXPECT_NO_THROW(StoreFolder{folder.path()});
}

TEST(KioskStore, two_threads_of_one_kiosk_see_each_others_rows) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Database first = open_kiosk_store(folder.path());
  Database second = open_kiosk_store(folder.path());
  first.run("CREATE TABLE one(a)");
  Transaction writing(second);
  second.run("INSERT INTO one VALUES(1)");
  writing.commit();
  Statement count(first, "SELECT count(*) FROM one");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 1);
}

TEST(KioskStore, what_is_committed_is_on_the_disk) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Database database = open_kiosk_store(folder.path());
  Statement synchronous(database, "PRAGMA synchronous");
  ASSERT_TRUE(synchronous.step());
  EXPECT_EQ(synchronous.integer(0), 2) << "FULL";
  Statement mode(database, "PRAGMA journal_mode");
  ASSERT_TRUE(mode.step());
  EXPECT_EQ(mode.text(0), "wal");
}

TEST(KioskStore, a_file_that_is_no_database_is_named) {
  const Folder folder;
  const StoreFolder held(folder.path());
  std::ofstream(folder.file()) << std::string(8192, 'x');
  EXPECT_NE(why_not(folder.path()).find("kiosk.db"), std::string::npos);
}

TEST(KioskStore, a_file_of_a_newer_program_is_left_alone) {
  const Folder folder;
  const StoreFolder held(folder.path());
  open_kiosk_store(folder.path()).run("PRAGMA user_version=2");
  EXPECT_NE(why_not(folder.path()).find("newer program"), std::string::npos);
}

TEST(KioskStore, a_folder_that_cannot_be_made_is_named) {
  try {
    const StoreFolder held("/proc/nowhere");
    FAIL();
  } catch (const StoreUnusable& error) {
    EXPECT_NE(std::string(error.what()).find("/proc/nowhere"), std::string::npos);
  }
}

}  // namespace
}  // namespace giliran::kiosk
