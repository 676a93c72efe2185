#include "kiosk/store/paper_rows.hpp"

#include <gtest/gtest.h>

#include "tests/kiosk/store/folder.hpp"

namespace giliran::kiosk {
namespace {

RememberedPaper paper(const std::string& name, PaperStage stage = PaperStage::sending,
                      double length_mm = 121.5) {
  return {name, TicketId(27), length_mm, stage, stage == PaperStage::problem};
}

/// Adds it and lets it get that far.
void put(PaperRows& rows, const RememberedPaper& paper) {
  RememberedPaper added = paper;
  added.stage = PaperStage::sending;
  rows.put(added);
  rows.put(paper);
}

/// A folder that this process holds.
struct Held {
  Folder folder;
  StoreFolder lock{folder.path()};
  std::string path() const { return folder.path(); }
};

TEST(PaperRows, paper_is_there_after_a_restart_as_far_as_it_got) {
  const Held folder;
  for (const PaperStage stage : {PaperStage::sending, PaperStage::problem, PaperStage::unconfirmed,
                                 PaperStage::printed, PaperStage::withdrawn}) {
    {
      PaperRows rows(folder.path());
      rows.put(paper("A-027 1", stage));
    }
    const auto papers = PaperRows(folder.path()).unheard();
    ASSERT_EQ(papers.size(), 1U);
    EXPECT_EQ(papers.front(), paper("A-027 1", stage));
  }
}

TEST(PaperRows, tickets_given_without_the_hall_keep_their_large_numbers) {
  const Held folder;
  RememberedPaper own = paper("A-501 1");
  own.ticket = TicketId((std::uint64_t{1} << 62) + 3);
  PaperRows(folder.path()).put(own);
  EXPECT_EQ(PaperRows(folder.path()).unheard().front().ticket, own.ticket);
}

TEST(PaperRows, what_was_heard_of_is_not_told_again) {
  const Held folder;
  PaperRows rows(folder.path());
  put(rows, paper("A-027 1", PaperStage::printed));
  put(rows, paper("A-028 1", PaperStage::sending));
  rows.heard("A-027 1");
  ASSERT_EQ(rows.unheard().size(), 1U);
  EXPECT_EQ(rows.unheard().front().name, "A-028 1");
}

TEST(PaperRows, papers_of_a_ticket_are_heard_of_together_but_those_that_are_not_over_stay) {
  const Held folder;
  PaperRows rows(folder.path());
  put(rows, paper("A-027 1", PaperStage::withdrawn));
  put(rows, paper("A-027 2", PaperStage::unconfirmed));
  rows.heard(TicketId(28));
  EXPECT_EQ(rows.unheard().size(), 2U);
  rows.heard(TicketId(27));
  ASSERT_EQ(rows.unheard().size(), 1U);
  EXPECT_EQ(rows.unheard().front().name, "A-027 2");
}

TEST(PaperRows, paper_that_was_over_and_heard_of_does_not_come_back) {
  const Held folder;
  PaperRows rows(folder.path());
  put(rows, paper("A-027 1", PaperStage::withdrawn));
  rows.heard("A-027 1");
  rows.put(paper("A-027 1", PaperStage::withdrawn));
  EXPECT_TRUE(rows.unheard().empty());
}

TEST(PaperRows, roll_is_used_once_for_each_paper_that_came_out) {
  const Held folder;
  PaperRows rows(folder.path());
  put(rows, paper("A-027 1", PaperStage::problem));
  EXPECT_EQ(rows.roll().used_mm, 0);
  rows.put(paper("A-027 1", PaperStage::printed));
  rows.put(paper("A-027 1", PaperStage::printed));
  put(rows, paper("A-028 1", PaperStage::printed, 100));
  EXPECT_EQ(PaperRows(folder.path()).roll().used_mm, 221.5);
  EXPECT_EQ(rows.roll().lengths, (std::vector<double>{121.5, 100}));
}

TEST(PaperRows, only_the_last_50_lengths_are_kept_however_many_were_printed) {
  const Held folder;
  PaperRows rows(folder.path());
  for (int i = 1; i <= 52; ++i) {
    const std::string name = "A " + std::to_string(i);
    put(rows, paper(name, PaperStage::printed, i));
    rows.heard(name);
  }
  const RollUse use = rows.roll();
  ASSERT_EQ(use.lengths.size(), 50U);
  EXPECT_EQ(use.lengths.front(), 3);
  EXPECT_EQ(use.used_mm, 52 * 53 / 2);
}

TEST(PaperRows, new_roll_is_noted_by_the_kiosk_and_by_another_process) {
  const Held folder;
  PaperRows rows(folder.path());
  put(rows, paper("A-027 1", PaperStage::printed));
  rows.running_out(true);
  EXPECT_TRUE(rows.roll().running_out);
  rows.new_roll();
  EXPECT_EQ(rows.roll().used_mm, 0);
  EXPECT_FALSE(rows.roll().running_out);
  put(rows, paper("A-028 1", PaperStage::printed));
  note_new_roll(folder.path());
  EXPECT_EQ(rows.roll().used_mm, 0);
  EXPECT_EQ(rows.roll().lengths.size(), 2U) << "the mean length is still known";
}

}  // namespace
}  // namespace giliran::kiosk
