#include "hall/core/leases.hpp"

#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

/// Numbers that kiosks may give by themselves.
namespace giliran::hall {

namespace {

constexpr std::chrono::local_days tuesday{std::chrono::year(2026) / 11 / 24};
constexpr auto wednesday = tuesday + std::chrono::days(1);
const DeviceId north("kiosk-north");
const DeviceId south("kiosk-south");

/// "A501-550 B501-550" of that day.
std::string held(const Engine& engine, const DeviceId& device,
                 std::chrono::local_days day = tuesday) {
  std::string text;
  for (const HeldLease& one : leases_of(engine.hall, device)) {
    if (one.day != day) continue;
    if (!text.empty()) text += ' ';
    text += one.from.letter + std::to_string(one.from.number) + "-" + std::to_string(one.to.number);
  }
  return text;
}

HandInTicket given(const DeviceId& device, TicketNumber number, WallTime at) {
  HandInTicket ticket;
  ticket.device = device;
  ticket.day = tuesday;
  ticket.number = number;
  ticket.service = number.letter == 'A' ? ktp : paspor;
  ticket.token = TicketToken("of " + number.text());
  ticket.issued_at = at;
  ticket.slip = Slip::printed;
  return ticket;
}

}  // namespace

TEST(Leases, are_of_every_run_for_today_and_the_next_open_day_and_never_overlap) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  EXPECT_EQ(held(engine, north), "A501-550 B501-550");
  EXPECT_EQ(held(engine, north, wednesday), "A501-550 B501-550");
  EXPECT_TRUE(engine.done(LeaseNumbers{north}).empty()) << "nothing new";
  engine.done(LeaseNumbers{south});
  EXPECT_EQ(held(engine, south), "A551-600 B551-600");
}

TEST(Leases, of_a_friday_are_for_the_monday) {
  Engine engine;
  engine.advance(72h);
  engine.done(LeaseNumbers{north});
  EXPECT_EQ(held(engine, north, tuesday + std::chrono::days(6)), "A501-550 B501-550");
}

TEST(Leases, come_again_when_more_than_half_of_the_newest_is_used) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  for (int number = 501; number <= 525; ++number)
    engine.done(given(north, {'A', number}, engine.at));
  EXPECT_TRUE(engine.done(LeaseNumbers{north}).empty()) << "half is left";
  engine.done(given(north, {'A', 526}, engine.at));
  EXPECT_EQ(engine.done(LeaseNumbers{north}).size(), 1U);
  EXPECT_EQ(held(engine, north), "A501-550 A551-600 B501-550");
}

TEST(Leases, end_with_the_last_number_of_four_digits) {
  HallPlan plan = small_plan();
  plan.offline = {9990, 8};
  Engine engine(plan);
  engine.done(LeaseNumbers{north});
  engine.done(LeaseNumbers{south});
  EXPECT_EQ(held(engine, south), "A9998-9999 B9998-9999");
  EXPECT_TRUE(engine.done(LeaseNumbers{DeviceId("third")}).empty());
}

TEST(Leases, are_passed_over_by_the_hall_and_by_paper) {
  HallPlan plan = small_plan();
  plan.offline = {2, 3};
  Engine engine(plan);
  engine.done(LeaseNumbers{north});
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-001");
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-005") << "2 to 4 are the kiosk's";
  EXPECT_EQ(
      engine.refused(EnterPaper{ktp, {'A', 4}, false, engine.at, TicketToken("x"), {}, {}, {}}),
      (Refusal{Reason::number_taken, "A-004", ""}));
  engine.done(LeaseNumbers{south});
  EXPECT_EQ(held(engine, south), "A6-8 B5-7") << "above what was given, too";
}

TEST(Leases, of_the_next_day_outlast_the_night) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  engine.advance(24h);
  engine.done(PassTime{});
  EXPECT_EQ(held(engine, north), "") << "yesterday's are over";
  EXPECT_EQ(held(engine, north, wednesday), "A501-550 B501-550");
  const Hall again(small_plan(), engine.hall.carried());
  EXPECT_EQ(again, engine.hall) << "a start reads them from the day's snapshot";
}

TEST(HandIns, are_placed_by_the_time_of_issue) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  engine.advance(10min);
  const WallTime then = engine.at;
  engine.advance(20min);
  const TicketId later = engine.issue(ktp);
  engine.advance(1min);
  engine.done(given(north, {'A', 501}, then));
  const Ticket& ticket = *engine.hall.ticket(TicketNumber{'A', 501});
  EXPECT_EQ(ticket.issued_at, then);
  EXPECT_EQ(waited(engine.hall, ticket, engine.at), 21min) << "the wait counts from there";
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.call(one), "A-501");
  EXPECT_EQ(engine.hall.ticket(later)->state, TicketState::waiting);
}

TEST(HandIns, count_from_the_lease_at_the_earliest_and_now_at_the_latest) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  const WallTime leased = engine.at;
  engine.advance(10min);
  engine.done(given(north, {'A', 501}, leased - 1ms));
  EXPECT_EQ(engine.hall.ticket(TicketNumber{'A', 501})->since, leased);
  engine.done(given(north, {'A', 502}, engine.at + 1ms));
  EXPECT_EQ(engine.hall.ticket(TicketNumber{'A', 502})->since, engine.at);
  HandInTicket other = given(north, {'A', 30}, engine.at - 48h);
  other.of_other_journal = true;
  engine.done(other);
  EXPECT_EQ(engine.hall.ticket(TicketNumber{'A', 30})->since, engine.at - 9h - 10min)
      << "the day's begin";
}

TEST(HandIns, of_a_known_token_change_nothing) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  HandInTicket ticket = given(north, {'A', 501}, engine.at);
  engine.done(ticket);
  ticket.service = ServiceId("gone");
  EXPECT_TRUE(engine.done(ticket).empty());
}

TEST(HandIns, are_not_refused_by_quota_hours_or_pauses) {
  HallPlan plan = small_plan();
  plan.services[0].quota.fill(0);
  Engine engine(plan);
  engine.done(LeaseNumbers{north});
  engine.done(PauseService{ktp, "x"});
  EXPECT_FALSE(engine.done(given(north, {'A', 501}, engine.at)).empty());
  engine.advance(14h);
  EXPECT_FALSE(engine.done(given(north, {'A', 502}, engine.at)).empty());
}

TEST(HandIns, without_a_lease_are_refused_unless_another_journal_gave_them) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  engine.done(LeaseNumbers{south});
  EXPECT_EQ(engine.refused(given(north, {'A', 551}, engine.at)),
            (Refusal{Reason::not_leased, "A-551", "kiosk-north"}));
  HandInTicket other = given(north, {'A', 551}, engine.at);
  other.of_other_journal = true;
  EXPECT_EQ(engine.refused(other).reason, Reason::not_leased) << "the other kiosk may give it";
  other.number.number = 601;
  EXPECT_FALSE(engine.done(other).empty());
  EXPECT_EQ(engine.refused(given(south, {'A', 601}, engine.at)),
            (Refusal{Reason::number_taken, "A-601", ""}));
}

TEST(HandIns, of_another_day_go_into_the_books_or_not_yet) {
  Engine engine;
  HandInTicket ticket = given(north, {'A', 7}, engine.at);
  ticket.day = wednesday;
  EXPECT_EQ(engine.refused(ticket), (Refusal{Reason::bad_time, "day", ""}));
  ticket.day = tuesday - std::chrono::days(1);
  ticket.service = ServiceId("gone.since");
  const auto events = engine.done(ticket);
  const auto& past = std::get<PastTicketHandedIn>(events.back());
  EXPECT_EQ(past.issued_at, engine.at - 9h - 1ms) << "the last moment of that day";
  EXPECT_TRUE(engine.hall.tickets().empty());
}

TEST(HandIns, whose_slip_failed_are_not_called) {
  Engine engine;
  engine.done(LeaseNumbers{north});
  HandInTicket ticket = given(north, {'A', 501}, engine.at);
  ticket.slip = Slip::failed;
  engine.done(ticket);
  engine.done(OpenCounter{one});
  EXPECT_EQ(engine.call(one), "-");
}

TEST(HandIns, are_known_again_when_the_hall_holds_their_ticket_no_longer) {
  HallPlan plan = small_plan();
  plan.held_over = 1;
  Engine engine(plan);
  engine.done(LeaseNumbers{north});
  const HandInTicket ticket = given(north, {'A', 501}, engine.at);
  engine.done(ticket);
  engine.done(CancelTicket{engine.hall.ticket(ticket.token)->id});
  engine.done(CancelTicket{engine.issue(ktp)});
  ASSERT_FALSE(engine.hall.ticket(ticket.token)) << "the newest takes its place";
  EXPECT_TRUE(engine.done(ticket).empty()) << "the same paper";
  HandInTicket other = ticket;
  other.token = TicketToken("of another journal");
  other.of_other_journal = true;
  EXPECT_EQ(engine.refused(other).reason, Reason::number_taken);
}

TEST(Restored, journals_raise_the_runs_before_anything_else) {
  Engine engine;
  engine.issue(ktp);
  engine.done(LeaseNumbers{north});
  apply(engine.hall, {0, engine.at, JournalRestored{}});
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-1551");
  EXPECT_EQ(engine.number(engine.issue(paspor)), "B-1551") << "also a run without a number";
  engine.done(LeaseNumbers{south});
  EXPECT_EQ(held(engine, south), "A2051-2100 B2051-2100");
  EXPECT_FALSE(engine.done(given(north, {'A', 501}, engine.at)).empty())
      << "leases of before are good";
  engine.advance(24h);
  EXPECT_EQ(held(engine, south, wednesday), "A2051-2100 B2051-2100");
}

TEST(Restored, on_a_new_day_raise_that_day) {
  Engine engine;
  engine.issue(ktp);
  apply(engine.hall, {0, engine.at, JournalRestored{}});
  engine.advance(24h);
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-1001");
}

TEST(Restored, twice_from_one_copy_are_raised_twice) {
  Engine engine;
  engine.issue(ktp);
  for (int times = 0; times < 2; ++times)
    apply(engine.hall, {0, engine.at, JournalRestored{}});
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-2002");
}

}  // namespace giliran::hall
