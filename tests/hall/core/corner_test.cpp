#include <gtest/gtest.h>

#include "hall/core/calling_rule.hpp"
#include "hall/core/decide.hpp"
#include "tests/hall/core/engine.hpp"

/// Clocks set back, pauses and papers around a call, and slips that fail late: found by the
/// simulation.
namespace giliran::hall {

TEST(Corners, none_is_made_for_a_day_that_is_over) {
  HallPlan plan = small_plan();
  plan.services[0].appointments_per_slot = 1;
  Engine engine(plan);
  engine.done(PassTime{});                                      // the hall's day is Tuesday
  const Moment behind{engine.at, engine.moment().local - 24h};  // somebody sets the clock to Monday
  const LocalTime monday_ten = std::chrono::floor<std::chrono::days>(behind.local) + 10h;
  const auto booked = decide(
      engine.hall, BookAppointment{ktp, monday_ten, false, Language::id, BookingCode("MNDY2345")},
      behind);
  ASSERT_FALSE(booked.has_value()) << "the hall's Monday is over";
  EXPECT_EQ(booked.error().reason, Reason::too_far);
}
TEST(Corners, a_dated_slip_is_for_a_day_after_the_halls) {
  Engine engine;
  engine.done(PassTime{});
  engine.at += 24h;
  engine.done(PassTime{});                                      // Wednesday
  const Moment behind{engine.at, engine.moment().local - 48h};  // Monday
  const auto taken =
      decide(engine.hall, TakeDatedSlip{ktp, false, Language::id, BookingCode("SLPP2345")}, behind);
  ASSERT_TRUE(taken.has_value());
  EXPECT_GT(std::get<DatedSlipTaken>(taken->front()).day, *engine.hall.day());
}
TEST(Corners, a_pause_between_call_and_recall_does_not_count_as_waiting) {
  Engine engine;
  const TicketId id = engine.issue(ktp);
  engine.done(OpenCounter{one});
  engine.advance(5min);
  engine.call(one);
  engine.done(PauseService{ktp});
  engine.advance(10min);
  engine.done(ResumeService{ktp});
  engine.done(Recall{one});
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(id), engine.at), 5min);
}
TEST(Corners, a_paper_of_before_a_pause_did_not_wait_during_it) {
  Engine engine;
  engine.done(PauseService{ktp});
  const WallTime issued = engine.at - 5min;
  engine.advance(10min);
  engine.done(ResumeService{ktp});
  engine.advance(10min);
  EnterPaper paper;
  paper.service = ktp;
  paper.number = {'A', 7};
  paper.issued_at = issued;
  paper.token = TicketToken("p");
  engine.done(paper);
  EXPECT_EQ(waited(engine.hall, engine.hall.tickets().begin()->second, engine.at), 15min);
}
TEST(Corners, a_place_stays_taken_when_its_holder_is_transferred) {
  HallPlan plan = small_plan();
  plan.services[0].appointments_per_slot = 1;
  Engine engine(plan);
  const LocalTime ten = std::chrono::floor<std::chrono::days>(engine.moment().local) + 10h;
  engine.done(BookAppointment{ktp, ten, false, Language::id, BookingCode("AAAA2345")});
  EXPECT_EQ(engine.refused(BookAppointment{ktp, ten, false, Language::id, BookingCode("BBBB2345")})
                .reason,
            Reason::booked_up);
  engine.done(CheckIn{BookingCode("AAAA2345"), TicketToken("a")});
  EXPECT_EQ(engine.refused(BookAppointment{ktp, ten, false, Language::id, BookingCode("BBBB2345")})
                .reason,
            Reason::booked_up);
  engine.done(TransferTicket{engine.hall.tickets().begin()->first, akta});
  EXPECT_EQ(engine.refused(BookAppointment{ktp, ten, false, Language::id, BookingCode("BBBB2345")})
                .reason,
            Reason::booked_up);
}
TEST(Corners, who_was_served_is_called_for_the_next_service_whatever_became_of_the_paper) {
  Engine engine;
  engine.done(IssueTicket{ktp, false, Language::id, TicketToken("t"), {akta}});
  const TicketId id = engine.hall.tickets().begin()->first;
  engine.done(OpenCounter{two});
  engine.call(two);
  engine.done(SetSlip{id, Slip::failed});  // the printer's answer comes after the call
  engine.done(StartService{id});           // but the visitor is here
  engine.done(FinishService{id});
  EXPECT_EQ(next_for(engine.hall, two, engine.at), id);
}
TEST(Corners, a_clock_set_back_does_not_give_the_quota_again) {
  HallPlan plan = small_plan();
  plan.services[0].quota.fill(1);
  Engine engine(plan);
  engine.issue(ktp);
  EXPECT_EQ(engine.refused(IssueTicket{ktp, false, Language::id, TicketToken("b")}).reason,
            Reason::service_full);
  const Moment behind{engine.at, engine.moment().local - 24h};
  EXPECT_FALSE(decide(engine.hall, IssueTicket{ktp, false, Language::id, TicketToken("b")}, behind)
                   .has_value());
}
}  // namespace giliran::hall
