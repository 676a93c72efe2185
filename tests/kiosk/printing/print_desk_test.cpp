#include "tests/kiosk/printing/desk_rig.hpp"

namespace giliran::kiosk {
namespace {

TEST_F(Desk, paper_is_polled_for_sent_watched_and_reported_printed) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::processing));
  answer_next(Kind::look, job(JobState::completed));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
  EXPECT_EQ(last.name, "A-027");
  EXPECT_EQ(last.ticket, TicketId(27));
  EXPECT_LT(last.elapsed, 1s);
}

TEST_F(Desk, idle_printer_is_asked_every_five_seconds) {
  poll();
  now += 4999ms;
  EXPECT_FALSE(desk.next_call(now));
  now += 1ms;
  EXPECT_TRUE(desk.next_call(now));
}

TEST_F(Desk, never_sends_on_what_was_known_before_the_visitor_came) {
  poll();
  now += 1ms;
  submit();
  expect(Kind::poll);
}

TEST_F(Desk, only_one_question_is_out_at_a_time) {
  submit();
  expect(Kind::poll);
  EXPECT_FALSE(desk.next_call(now + 1min));
  EXPECT_EQ(desk.call_due(), SteadyTime::max());
}

TEST_F(Desk, visitor_is_told_at_the_deadline_even_if_no_question_was_answered) {
  submit();
  expect(Kind::poll);
  EXPECT_EQ(desk.deadline(), start + 2500ms);
  pass(2499ms);
  EXPECT_EQ(outcomes(), Kinds{});
  pass(1ms);
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
  EXPECT_EQ(last.elapsed, 2500ms);
  EXPECT_EQ(last.reason, "no answer in time");
}

TEST_F(Desk, printer_without_paper_gets_no_paper_sent_and_is_given_up_after_600_ms) {
  submit();
  poll(printer({"media-empty"}));
  pass(599ms);
  EXPECT_EQ(outcomes(), Kinds{});
  pass(1ms);
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
  EXPECT_EQ(last.health, PrinterHealth::out_of_paper);
  EXPECT_EQ(last.reason, "out_of_paper");
  poll();
  EXPECT_FALSE(desk.next_call(now)) << "it is not sent when paper is back";
}

TEST_F(Desk, printer_that_recovers_before_it_is_given_up_prints) {
  submit();
  poll(printer({"cover-open"}));
  poll(printer({"cover-open"}));
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::completed));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
}

TEST_F(Desk, job_that_got_stuck_is_withdrawn_and_then_reported_so) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  poll(printer({"media-empty"}));
  answer(Kind::look, job(JobState::processing));
  pass(599ms);
  EXPECT_EQ(outcomes(), Kinds{});
  pass(1ms);
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
  answer_next(Kind::look, job(JobState::processing));
  answer_next(Kind::cancel, job(JobState::processing));
  EXPECT_EQ(outcomes(), Kinds{});
  answer_next(Kind::look, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), Kinds{});
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
}

TEST_F(Desk, job_that_comes_out_while_it_is_withdrawn_is_late_not_lost) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  pass(2500ms);
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
  answer_next(Kind::look, job(JobState::processing));
  answer_next(Kind::cancel, no_such_job());
  answer_next(Kind::look, job(JobState::completed));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::late_printed});
}

TEST_F(Desk, cancelling_that_had_no_effect_is_tried_again) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  pass(2500ms);
  for (int i = 0; i < 3; ++i) {
    answer_next(Kind::look, job(JobState::processing));
    answer_next(Kind::cancel, job(JobState::processing));
  }
  answer_next(Kind::look, job(JobState::cancelled));
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
}

TEST_F(Desk, silent_answer_to_sending_is_searched_by_name_and_never_sent_again) {
  submit();
  poll();
  answer(Kind::send, silent());
  answer_next(Kind::find, job(JobState::processing, 9));
  answer_next(Kind::look, job(JobState::completed, 9));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
}

TEST_F(Desk, job_that_stays_absent_for_1500_ms_never_got_there) {
  submit();
  poll();
  answer(Kind::send, silent());
  answer_next(Kind::find, no_such_job());
  const SteadyTime first_absent = now;
  while (now - first_absent < 1200ms)
    answer_next(Kind::find, no_such_job());
  EXPECT_EQ(outcomes(), Kinds{});
  while (now - first_absent < 1500ms)
    answer_next(Kind::find, no_such_job());
  answer_next(Kind::find_at_printer, no_such_job());
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
  const SteadyTime first_asked = now;
  while (now - first_asked < 1500ms && !HasFailure())
    answer_next(Kind::find_at_printer, no_such_job());
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
}

TEST_F(Desk, sending_that_outlasts_the_deadline_is_withdrawn_when_it_is_answered) {
  submit();
  poll();
  expect(Kind::send);
  pass(2500ms);
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
  pass(500ms);
  desk.answered(job(JobState::pending), now);
  answer_next(Kind::look, job(JobState::processing));
  answer_next(Kind::cancel, job(JobState::processing));
  answer_next(Kind::look, job(JobState::cancelled));
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
}

TEST_F(Desk, sending_that_was_refused_after_the_deadline_leaves_nothing_to_withdraw) {
  submit();
  poll();
  expect(Kind::send);
  pass(2500ms);
  desk.answered(refused(), now);
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
}

TEST_F(Desk, busy_queue_is_asked_again_and_a_refusal_is_final) {
  submit();
  poll();
  answer(Kind::send, {Reach::answered, false, true, 0, JobState::pending, "busy"});
  answer_next(Kind::send, {Reach::answered, false, false, 0, JobState::pending, "too large"});
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
  EXPECT_EQ(last.reason, "too large");
}

TEST_F(Desk, cups_that_is_down_is_given_up_like_a_printer_that_cannot_print) {
  submit();
  poll(no_cups());
  pass(600ms);
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
  EXPECT_EQ(last.health, PrinterHealth::offline);
}

TEST_F(Desk, cups_that_goes_down_with_a_job_leaves_it_unconfirmed_until_it_is_back) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  pass(2500ms);
  answer_next(Kind::look, silent(), no_cups());
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::unconfirmed}));
  poll(no_cups());
  poll(no_cups());
  EXPECT_EQ(outcomes(), Kinds{}) << "said once, and then only polled for";
  poll();
  answer(Kind::look, job(JobState::processing));
  answer(Kind::cancel, job(JobState::processing));
  answer_next(Kind::look, job(JobState::cancelled));
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
}

TEST_F(Desk, job_that_the_queue_aborted_is_a_problem_at_once) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::aborted));
  answer_next(Kind::find_at_printer, job(JobState::aborted));
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
}

TEST_F(Desk, job_that_the_queue_gave_up_but_the_printer_printed_is_printed) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::cancelled));
  answer_next(Kind::find_at_printer, job(JobState::processing));
  EXPECT_EQ(outcomes(), Kinds{});
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
}

TEST_F(Desk, job_that_the_queue_completed_but_the_printer_cancelled_is_a_problem) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{});
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
}

TEST_F(Desk, queue_is_believed_when_the_printer_has_forgotten) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::completed));
  answer_next(Kind::find_at_printer, no_such_job());
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
}

TEST_F(Desk, queue_is_not_believed_when_the_printer_was_gone_meanwhile) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  PollReply off = printer();
  off.device->reach = Reach::refused;
  poll(off);
  answer(Kind::look, job(JobState::processing));
  poll();
  answer(Kind::look, job(JobState::completed));
  answer(Kind::find_at_printer, no_such_job());
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
}

TEST_F(Desk, queue_is_not_believed_when_the_printer_has_just_gone) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::completed));
  answer_next(Kind::find_at_printer, refused());
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::unconfirmed}));
  poll();
  answer(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::late_printed});
}

TEST_F(Desk, job_that_the_queue_lost_is_stopped_at_the_printer_when_it_is_late) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, no_such_job());
  answer_next(Kind::find_at_printer, job(JobState::processing));
  pass(2500ms);
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
  answer_next(Kind::find_at_printer, job(JobState::processing));
  answer_next(Kind::cancel_at_printer, job(JobState::processing));
  answer_next(Kind::find_at_printer, job(JobState::cancelled));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::withdrawn});
}

TEST_F(Desk, visitor_does_not_wait_for_a_printer_that_does_not_say_what_it_did) {
  submit();
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, no_such_job());
  answer_next(Kind::find_at_printer, silent());
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::unconfirmed}));
  poll();
  answer(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::late_printed});
}

TEST_F(Desk, without_an_own_address_of_the_printer_the_queue_has_the_last_word) {
  submit();
  poll(only_cups());
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::aborted), only_cups());
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
}

TEST_F(Desk, second_paper_is_sent_only_when_the_first_is_settled) {
  submit("A-027");
  submit("A-028");
  poll();
  answer(Kind::send, job(JobState::pending));
  answer_next(Kind::look, job(JobState::processing));
  answer_next(Kind::look, job(JobState::completed));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
  answer_next(Kind::send, job(JobState::pending, 8));
  answer_next(Kind::look, job(JobState::completed, 8));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::printed});
  EXPECT_EQ(last.name, "A-028");
}

TEST_F(Desk, paper_behind_a_stuck_one_keeps_its_own_deadline) {
  submit("A-027");
  now += 1s;
  submit("A-028");
  poll();
  answer(Kind::send, job(JobState::pending));
  pass(1500ms);
  EXPECT_EQ(outcomes(), Kinds{OutcomeKind::problem});
  pass(999ms);
  EXPECT_EQ(outcomes(), Kinds{});
  pass(1ms);
  EXPECT_EQ(outcomes(), (Kinds{OutcomeKind::problem, OutcomeKind::withdrawn}));
  EXPECT_EQ(last.name, "A-028");
}

TEST_F(Desk, withdrawing_an_old_paper_does_not_keep_the_next_one_waiting) {
  submit("A-027");
  poll();
  answer(Kind::send, job(JobState::pending));
  pass(2500ms);
  answer_next(Kind::look, silent());
  submit("A-028");
  answer_next(Kind::send, job(JobState::pending, 8));
  answer_next(Kind::look, job(JobState::completed, 8));
  answer_next(Kind::find_at_printer, job(JobState::completed));
  EXPECT_EQ(outcomes(),
            (Kinds{OutcomeKind::problem, OutcomeKind::unconfirmed, OutcomeKind::printed}));
}

}  // namespace
}  // namespace giliran::kiosk
