#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/core/flow_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

namespace giliran::kiosk {
namespace {

TEST(Paper, says_what_the_screen_says) {
  FlowRig rig;
  rig.open();
  const TicketPaper paper = rig.take_number();
  EXPECT_EQ(paper.ticket, TicketId(17));
  EXPECT_EQ(paper.number, "A-027");
  EXPECT_EQ(paper.service, "Kependudukan · KTP-el");
  EXPECT_EQ(paper.url, "https://mpp.example/t/abc");
  EXPECT_EQ(paper.ahead, 14);
  EXPECT_FALSE(paper.copy);
  EXPECT_THAT(paper.hall_lines, ElementsAre("Mal Pelayanan Publik", "Kabupaten Bekasi"));
  EXPECT_THAT(paper.requirements, ElementsAre("KTP lama"));
  EXPECT_EQ(paper.issued_at.time_since_epoch() % 24h, 9h + 42min + 1s);
}

TEST(Paper, is_in_the_visitors_language) {
  FlowRig rig;
  rig.open();
  rig.touch("language:en");
  const TicketPaper paper = rig.take_number();
  EXPECT_EQ(paper.language, Language::en);
  EXPECT_EQ(paper.service, "Population records · KTP-el en");
  EXPECT_THAT(paper.requirements, ElementsAre("Old card"));
}

TEST(Paper, once_printed_it_is_reported_and_shown_for_20_s) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  EXPECT_EQ(rig.page(), Page::printing);
  rig.flow.paper_news(TicketId(17), PaperNews::printed, rig.now);
  EXPECT_EQ(rig.page(), Page::ticket);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
  EXPECT_EQ(rig.scene().countdown, (Countdown{20, 20}));
  rig.pass(19999ms);
  EXPECT_EQ(rig.page(), Page::ticket);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), IsEmpty());
}

TEST(Paper, done_leaves_at_once) {
  FlowRig rig;
  rig.open();
  rig.touch("language:en");
  rig.take_number();
  rig.touch("done");
  EXPECT_EQ(rig.page(), Page::printing) << "not before it is known whether there is paper";
  rig.flow.paper_news(TicketId(17), PaperNews::printed, rig.now);
  rig.touch("done");
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_EQ(rig.scene().language, Language::id);
}

TEST(Paper, without_a_word_from_the_printer_the_number_is_shown_within_three_seconds) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.pass(2899ms);
  EXPECT_EQ(rig.page(), Page::printing);
  EXPECT_EQ(rig.flow.deadline(rig.now), rig.now + 1ms);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::number);
}

TEST(NoPaper, the_number_stays_a_minute_and_untouched_it_is_held_by_nobody) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  EXPECT_EQ(rig.page(), Page::number);
  EXPECT_EQ(rig.scene().countdown, (Countdown{60, 60}));
  EXPECT_THAT(rig.slips(), IsEmpty());
  rig.pass(59999ms);
  EXPECT_EQ(rig.page(), Page::number);
  EXPECT_THAT(rig.slips(), IsEmpty());
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::failed));
}

TEST(NoPaper, whoever_acknowledges_it_holds_the_number_on_screen) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.touch("noted");
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::on_screen));
}

TEST(NoPaper, a_touch_beside_the_button_shows_that_somebody_is_there_and_gives_more_time) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.pass(50s);
  rig.touch("");
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::on_screen));
  rig.pass(59999ms);
  EXPECT_EQ(rig.page(), Page::number);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), IsEmpty());
}

TEST(NoPaper, a_paper_that_comes_out_late_after_all_is_the_ticket) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.pass(3s);
  rig.flow.paper_news(TicketId(17), PaperNews::late_printed, rig.now);
  EXPECT_EQ(rig.page(), Page::ticket);
  EXPECT_EQ(rig.scene().countdown, (Countdown{20, 20}));
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
}

TEST(NoPaper, a_late_paper_of_somebody_who_has_left_is_reported_but_not_shown) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.touch("noted");
  rig.flow.take_commands();
  rig.flow.paper_news(TicketId(17), PaperNews::late_printed, rig.now);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
}

/// A visitor without paper has left; the printer was out of paper and is back.
void leave_without_paper(FlowRig& rig) {
  rig.take_number();
  rig.flow.printer(PrinterHealth::out_of_paper, false, rig.now);
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.touch("noted");
  rig.flow.take_commands();
  rig.flow.paper_news(TicketId(17), PaperNews::gone, rig.now);
}

TEST(Reprint, is_offered_when_the_printer_is_back_and_marked_as_a_copy) {
  FlowRig rig;
  rig.open();
  leave_without_paper(rig);
  EXPECT_THAT(rig.scene().reprints, IsEmpty()) << "no paper, no promise";
  rig.flow.printer(PrinterHealth::ok, true, rig.now);
  EXPECT_EQ(rig.scene().reprints.size(), 1U);
  rig.touch("reprint");
  EXPECT_EQ(rig.page(), Page::reprints);
  rig.touch("reprint:A-027");
  EXPECT_EQ(rig.page(), Page::printing);
  const auto papers = rig.asked<PrintPaper>();
  ASSERT_EQ(papers.size(), 1U);
  EXPECT_TRUE(papers[0].paper.copy);
  EXPECT_EQ(papers[0].paper.number, "A-027");
  EXPECT_EQ(papers[0].paper.job, "A-027 r1 2");
  rig.flow.paper_news(TicketId(17), PaperNews::printed, rig.now);
  EXPECT_EQ(rig.page(), Page::ticket);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
  rig.touch("done");
  EXPECT_THAT(rig.scene().reprints, IsEmpty()) << "printed once is printed";
}

TEST(Reprint, is_not_offered_while_the_first_paper_may_still_come_out) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.touch("noted");
  EXPECT_THAT(rig.scene().reprints, IsEmpty());
  rig.flow.paper_news(TicketId(17), PaperNews::gone, rig.now);
  EXPECT_EQ(rig.scene().reprints.size(), 1U);
}

TEST(Reprint, is_offered_for_30_minutes) {
  FlowRig rig;
  rig.open();
  leave_without_paper(rig);
  rig.flow.printer(PrinterHealth::ok, true, rig.now);
  rig.pass(30min - 501ms);  // 500 ms have passed since the issue
  EXPECT_EQ(rig.scene().reprints.size(), 1U);
  rig.pass(1ms);
  EXPECT_THAT(rig.scene().reprints, IsEmpty());
}

TEST(Reprint, can_be_done_right_on_the_number_screen) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.flow.paper_news(TicketId(17), PaperNews::gone, rig.now);
  rig.touch("reprint:A-027");
  EXPECT_EQ(rig.page(), Page::printing);
  EXPECT_EQ(rig.asked<PrintPaper>().size(), 1U);
}

TEST(Reprint, that_fails_again_does_not_take_the_number_from_who_holds_it) {
  FlowRig rig;
  rig.open();
  leave_without_paper(rig);
  rig.flow.printer(PrinterHealth::ok, true, rig.now);
  rig.touch("reprint");
  rig.touch("reprint:A-027");
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  EXPECT_EQ(rig.page(), Page::number);
  rig.pass(60s);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), IsEmpty()) << "on_screen before, on_screen still";
}

TEST(Reprint, brings_a_number_back_that_nobody_held) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.paper_news(TicketId(17), PaperNews::problem, rig.now);
  rig.pass(60s);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::failed));
  rig.flow.paper_news(TicketId(17), PaperNews::gone, rig.now);
  rig.touch("reprint");
  rig.touch("reprint:A-027");
  rig.flow.paper_news(TicketId(17), PaperNews::printed, rig.now);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
}

}  // namespace
}  // namespace giliran::kiosk
