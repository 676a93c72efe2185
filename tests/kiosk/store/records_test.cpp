#include "kiosk/store/records.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "tests/kiosk/store/folder.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

const std::string today = "2026-11-24";
constexpr WallTime nine{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 2h};

Ledger ledger_of(LedgerRows rows) {
  return {DeviceId("kiosk-1"), std::move(rows), random_hex128};
}

Ledger with_leases() {
  Ledger ledger = ledger_of({});
  ledger.held({"e1", {{today, "A", 501, 900}, {"2026-11-25", "B", 501, 550}}}, today, nine);
  return ledger;
}

std::optional<GivenTicket> give(Ledger& ledger) {
  return ledger.give({ServiceId("kependudukan.ktp"),
                      'A',
                      {ServiceId("informasi.tanya"), ServiceId("bapenda.pbb")},
                      true,
                      Language::su},
                     today, nine + 1min);
}

TEST(Records, everything_is_read_as_it_was_written) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Ledger ledger = with_leases();
  const auto first = give(ledger);
  give(ledger);
  protocol::TicketIssued issued;
  issued.ticket = TicketId(17);
  issued.number = {'A', 17};
  issued.service = ServiceId("kependudukan.kk");
  issued.token = TicketToken(random_hex128());
  ledger.gave({}, issued, today, nine + 2min);
  ledger.slip(first->shown_as, Slip::printed);
  ledger.take_hand_ins();
  ledger.handed_in(first->request, {TicketId(70)});
  const StoredCommand command{RequestId(random_hex128()), "ticket.issue", R"({"service":"a.b"})"};
  const StoredView view{R"({"view":"kiosk"})", -3500ms};
  {
    Records records(folder.path());
    records.write(ledger.take_change(), ledger);
    records.keep(command);
    records.keep(view);
  }
  const Remembered found = Records(folder.path()).read();
  EXPECT_EQ(found.ledger.epoch, "e1");
  EXPECT_EQ(found.ledger.leases, ledger.leases().all());
  EXPECT_EQ(found.ledger.given, ledger.given());
  EXPECT_THAT(found.commands, ElementsAre(command));
  EXPECT_EQ(found.view, view);
}

TEST(Records, an_answered_command_is_gone_in_the_same_moment_in_which_its_ticket_is_kept) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Ledger ledger = with_leases();
  Records records(folder.path());
  const StoredCommand first{RequestId("r1"), "ticket.issue", "{}"};
  const StoredCommand second{RequestId("r2"), "ticket.issue", "{}"};
  records.keep(first);
  records.keep(second);
  give(ledger);
  records.write(ledger.take_change(), ledger, first.request);
  const Remembered found = records.read();
  EXPECT_THAT(found.commands, ElementsAre(second));
  EXPECT_THAT(found.ledger.given, SizeIs(1));
}

TEST(Records, a_ticket_that_changed_is_one_row_and_one_that_is_over_none) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Ledger ledger = with_leases();
  Records records(folder.path());
  const auto given = give(ledger);
  records.write(ledger.take_change(), ledger);
  ledger.slip(given->shown_as, Slip::failed);
  records.write(ledger.take_change(), ledger);
  ASSERT_THAT(records.read().ledger.given, SizeIs(1));
  EXPECT_EQ(records.read().ledger.given[0].slip, Slip::failed);
  ledger.take_hand_ins();
  ledger.handed_in(given->request, {TicketId(70)});
  ledger.held({"e1", {}}, "2026-11-25", nine + 24h);
  records.write(ledger.take_change(), ledger);
  EXPECT_THAT(records.read().ledger.given, IsEmpty());
  EXPECT_THAT(records.read().ledger.leases, IsEmpty());
}

TEST(Records, a_row_that_makes_no_sense_is_named) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Ledger ledger = with_leases();
  Records records(folder.path());
  give(ledger);
  records.write(ledger.take_change(), ledger);
  open_kiosk_store(folder.path()).run("UPDATE given SET number='A-x'");
  try {
    records.read();
    FAIL();
  } catch (const StoreUnusable& error) {
    EXPECT_NE(std::string(error.what()).find("number \"A-x\""), std::string::npos) << error.what();
  }
}

TEST(Records, a_write_that_fails_says_so_and_changes_nothing) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Ledger ledger = with_leases();
  Records records(folder.path());
  records.write(ledger.take_change(), ledger);
  open_kiosk_store(folder.path())
      .run("CREATE TRIGGER full BEFORE INSERT ON given BEGIN SELECT raise(ABORT,'disk'); END");
  const auto given = give(ledger);
  LedgerChange change = ledger.take_change();
  EXPECT_THROW(records.write(change, ledger), StoreUnusable);
  EXPECT_EQ(records.read().ledger.leases[0].next, 501);
  open_kiosk_store(folder.path()).run("DROP TRIGGER full");
  ledger.not_written(std::move(change));
  ledger.drop(given->request);
  records.write(ledger.take_change(), ledger);
  EXPECT_THAT(records.read().ledger.given, IsEmpty());
  EXPECT_EQ(records.read().ledger.leases[0].next, 502);
}

TEST(Records, the_number_after_one_that_could_not_be_kept_is_kept_in_its_place) {
  const Folder folder;
  const StoreFolder held(folder.path());
  Ledger ledger = with_leases();
  Records records(folder.path());
  const auto lost = give(ledger);
  ledger.not_written(ledger.take_change());
  ledger.drop(lost->request);
  const auto kept = give(ledger);
  ASSERT_EQ(kept->order, lost->order);
  records.write(ledger.take_change(), ledger);
  EXPECT_THAT(records.read().ledger.given, ElementsAre(*kept));
}

/// Gives numbers until it is killed; each goes into the pipe, as onto a paper, when it is kept.
[[noreturn]] void give_for_ever(const std::string& folder, int paper) {
  const StoreFolder held(folder);
  Records records(folder);
  Ledger ledger = ledger_of(records.read().ledger);
  if (!ledger.leases().any(today)) {
    ledger = with_leases();
    records.write(ledger.take_change(), ledger);
  }
  for (;;) {
    const auto given = give(ledger);
    records.write(ledger.take_change(), ledger);
    const int number = given ? given->number.number : 0;
    if (write(paper, &number, sizeof number) < 0 || !given) _exit(0);
  }
}

TEST(Records, kill_9_loses_no_number_that_was_on_paper_and_none_comes_twice) {
  const Folder folder;
  std::vector<int> papers;
  for (int kill_after = 1; kill_after <= 12; ++kill_after) {
    std::array<int, 2> pipe_ends{};
    ASSERT_EQ(pipe(pipe_ends.data()), 0);
    const pid_t child = fork();
    if (child == 0) {
      close(pipe_ends[0]);
      give_for_ever(folder.path(), pipe_ends[1]);
    }
    close(pipe_ends[1]);
    int number = 0;
    for (int i = 0; i < kill_after; ++i) {
      ASSERT_EQ(read(pipe_ends[0], &number, sizeof number), static_cast<ssize_t>(sizeof number));
      papers.push_back(number);
    }
    kill(child, SIGKILL);
    while (read(pipe_ends[0], &number, sizeof number) == static_cast<ssize_t>(sizeof number))
      papers.push_back(number);
    close(pipe_ends[0]);
    waitpid(child, nullptr, 0);
  }
  std::vector<int> sorted = papers;
  std::ranges::sort(sorted);
  EXPECT_TRUE(std::ranges::adjacent_find(sorted) == sorted.end()) << "a number came twice";
  const StoreFolder held(folder.path());
  const Remembered found = Records(folder.path()).read();
  std::vector<int> kept;
  for (const GivenTicket& ticket : found.ledger.given)
    kept.push_back(ticket.number.number);
  for (const int number : papers)
    EXPECT_THAT(kept, testing::Contains(number)) << "on paper, but not on the disk";
  EXPECT_GE(papers.size(), 78U);
}

}  // namespace
}  // namespace giliran::kiosk
