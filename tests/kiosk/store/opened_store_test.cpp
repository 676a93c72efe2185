#include "kiosk/store/opened_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/kiosk/store/folder.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

const std::string today = "2026-11-24";
constexpr WallTime nine{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 2h};

/// Two numbers that were given without the hall, for the second of which a paper was asked for.
void give_two(const std::string& folder) {
  OpenedStore store = open_store(folder);
  ASSERT_TRUE(store.records);
  Ledger ledger(DeviceId("kiosk-1"), store.remembered.ledger, random_hex128);
  ledger.held({"e1", {{today, "A", 501, 510}}}, today, nine);
  const NumberWish wish{ServiceId("kependudukan.ktp"), 'A', {}, false, Language::id};
  ledger.give(wish, today, nine);
  const auto second = ledger.give(wish, today, nine);
  store.records->write(ledger.take_change(), ledger);
  store.papers->put({"A-502 1", second->shown_as, 80.0});
}

TEST(OpenedStore, a_number_that_nobody_asked_a_paper_for_is_nobodys) {
  const Folder folder;
  give_two(folder.path());
  const OpenedStore again = open_store(folder.path());
  ASSERT_THAT(again.remembered.ledger.given, SizeIs(2));
  EXPECT_THAT(again.nobodys, ElementsAre(again.remembered.ledger.given[0].shown_as));
}

TEST(OpenedStore, a_file_that_is_damaged_stays_as_it_is_and_the_kiosk_goes_on_without) {
  const Folder folder;
  give_two(folder.path());
  const std::string rubbish(8192, 'x');
  std::ofstream(folder.file(), std::ios::binary) << rubbish;
  const OpenedStore store = open_store(folder.path());
  EXPECT_FALSE(store.records);
  EXPECT_FALSE(store.papers);
  EXPECT_THAT(store.remembered.ledger.given, SizeIs(0));
  std::ifstream kept(folder.file(), std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}), rubbish);
}

TEST(OpenedStore, a_row_that_makes_no_sense_is_as_a_damaged_file) {
  const Folder folder;
  give_two(folder.path());
  open_kiosk_store(folder.path()).run("UPDATE given SET slip='nowhere'");
  const OpenedStore store = open_store(folder.path());
  EXPECT_FALSE(store.records);
  EXPECT_THAT(store.remembered.ledger.given, SizeIs(0));
}

TEST(OpenedStore, a_second_kiosk_on_the_same_folder_is_a_mistake) {
  const Folder folder;
  const OpenedStore first = open_store(folder.path());
  EXPECT_THROW(open_store(folder.path()), StoreInUse);
}

}  // namespace
}  // namespace giliran::kiosk
