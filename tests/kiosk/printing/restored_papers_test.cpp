#include "tests/kiosk/printing/desk_rig.hpp"

namespace giliran::kiosk {
namespace {

/// Papers from before a restart.
class RestoredPapers : public Desk {};

TEST_F(RestoredPapers, one_is_searched_withdrawn_and_never_sent) {
  desk.restore({"A-027", TicketId(27), 120, PaperStage::sending, false}, now);
  poll();
  answer(Kind::find, job(JobState::processing));
  while (now - start < 2100ms && !HasFailure())
    answer(Kind::look, job(JobState::processing));  // it may be about to come out
  now = start + 2500ms;
  answer(Kind::look, job(JobState::processing));
  answer(Kind::cancel, job(JobState::processing));
  answer_next(Kind::look, job(JobState::cancelled));
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
  EXPECT_TRUE(last.restored);
  EXPECT_EQ(slip_of_restored(last), Slip::failed) << "its visitor saw no number to note";
}

TEST_F(RestoredPapers, one_that_came_out_is_printed) {
  desk.restore({"A-027", TicketId(27), 120, PaperStage::sending, false}, now);
  poll();
  answer(Kind::find, job(JobState::completed));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::late_printed});
  EXPECT_EQ(slip_of_restored(last), Slip::printed);
}

TEST_F(RestoredPapers, one_whose_number_was_shown_counts) {
  desk.restore({"A-027", TicketId(27), 120, PaperStage::withdrawn, true}, now);
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
  EXPECT_EQ(slip_of_restored(last), Slip::on_screen);
}

TEST_F(RestoredPapers, one_that_a_printer_forgot_while_it_was_gone_may_be_in_a_hand) {
  desk.restore({"A-027", TicketId(27), 120, PaperStage::sending, false}, now);
  PollReply off = printer();
  off.device->reach = Reach::refused;
  poll(off);
  answer(Kind::find, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{});
  poll();
  while (now - start < 10s && outcomes().empty() && !HasFailure())
    answer_next(Kind::find_at_printer, no_such_job());
  EXPECT_EQ(last.kind, OutcomeKind::withdrawn);
  EXPECT_EQ(slip_of_restored(last), Slip::on_screen);
  EXPECT_TRUE(remembered(last).shown) << "the same after a further restart";
}

TEST_F(RestoredPapers, one_that_never_left_the_queue_is_in_no_hand) {
  desk.restore({"A-027", TicketId(27), 120, PaperStage::sending, false}, now);
  PollReply off = printer();
  off.device->reach = Reach::refused;
  poll(off);
  answer(Kind::find, job(JobState::pending));
  now = start + 2500ms;
  answer_next(Kind::look, job(JobState::pending), off);
  answer_next(Kind::cancel, job(JobState::pending), off);
  answer_next(Kind::look, job(JobState::cancelled), off);
  poll();
  while (now - start < 20s && outcomes().empty() && !HasFailure())
    answer_next(Kind::find_at_printer, no_such_job());
  EXPECT_EQ(last.kind, OutcomeKind::withdrawn);
  EXPECT_EQ(slip_of_restored(last), Slip::failed);
}

TEST_F(RestoredPapers, several_do_not_keep_a_visitor_waiting) {
  for (const char* name : {"A-025", "A-026"})
    desk.restore({name, TicketId(26), 120, PaperStage::sending, false}, now);
  submit();
  poll();
  answer(Kind::find, no_such_job());
  answer(Kind::find, no_such_job());
  answer(Kind::send, job(JobState::pending));
}

}  // namespace
}  // namespace giliran::kiosk
