#include "kiosk/desk/hall_desk.hpp"

#include <gmock/gmock.h>

#include "tests/kiosk/desk/desk_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

class DeskToHall : public DeskRig {};

// --- commands ------------------------------------------------------------------------------------

TEST_F(DeskToHall, a_command_is_on_the_disk_when_it_is_sent_and_leaves_it_with_its_answer) {
  start();
  ask_number();
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_TRUE(sent[0].on_disk);
  EXPECT_EQ(sent[0].params, protocol::encode(wish()));
  const auto heard = answer(sent[0], issued(27));
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->request, RequestId(first_request));
  EXPECT_EQ(heard->wish, Wish::number);
  EXPECT_EQ(*heard->outcome, protocol::encode(issued(27)));
  EXPECT_THAT(on_disk().commands, IsEmpty());
  EXPECT_FALSE(answer(sent[0], issued(27))) << "it was answered";
}

TEST_F(DeskToHall, a_number_of_the_hall_is_kept_with_what_its_visitor_wished) {
  start();
  connect();
  ask_number();
  answer(last("ticket.issue"), issued(27));
  const auto given = on_disk().ledger.given;
  ASSERT_THAT(given, SizeIs(1));
  EXPECT_EQ(given[0].number.text(), "A-027");
  EXPECT_EQ(given[0].day, today);
  EXPECT_EQ(given[0].language, Language::su);
  EXPECT_EQ(given[0].known_in, "e1");
  EXPECT_EQ(reports.back().to_hand_in, 0);
}

TEST_F(DeskToHall, an_answer_that_leaves_it_open_is_none_and_the_command_goes_again_as_it_was) {
  start();
  ask_number();
  EXPECT_FALSE(fail(sent[0]));
  EXPECT_THAT(on_disk().commands, SizeIs(1));
  EXPECT_EQ(desk->deadline(), now + 1s);
  desk->advance(now + 999ms);
  EXPECT_THAT(sent, SizeIs(1));
  now += 1s;
  desk->advance(now);
  ASSERT_THAT(sent, SizeIs(2));
  EXPECT_EQ(sent[1].params, sent[0].params);
  EXPECT_FALSE(refuse(sent[1], Reason::not_now));
  now += 1s;
  desk->advance(now);
  ASSERT_THAT(sent, SizeIs(3));
  EXPECT_TRUE(answer(sent[2], issued(27)));
  EXPECT_EQ(desk->deadline(), std::nullopt);
}

TEST_F(DeskToHall, a_refusal_is_an_answer_for_the_visitor_and_nothing_is_sent_again) {
  start();
  ask_number();
  const auto heard = refuse(sent[0], Reason::service_full);
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->outcome.error().refusal->reason, Reason::service_full);
  EXPECT_THAT(on_disk().commands, IsEmpty());
  EXPECT_THAT(on_disk().ledger.given, IsEmpty());
  desk->advance(now + 1h);
  EXPECT_THAT(sent, SizeIs(1));
}

TEST_F(DeskToHall, a_command_that_the_disk_does_not_take_is_sent_all_the_same) {
  start();
  break_table("command");
  ask_number();
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_TRUE(answer(sent[0], issued(27)));
}

// --- what an earlier run left --------------------------------------------------------------------

TEST_F(DeskToHall,
       a_number_whose_answer_was_lost_with_the_power_is_asked_for_again_and_is_nobodys) {
  start();
  ask_number();
  start();
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_EQ(sent[0].params, protocol::encode(wish()));
  connect();
  EXPECT_FALSE(answer(sent[0], issued(27))) << "its visitor has gone";
  EXPECT_EQ(last("ticket.slip").text("slip"), "failed");
  EXPECT_EQ(last("ticket.slip").params.at("ticket"), protocol::encode(issued(27)).at("ticket"));
  EXPECT_THAT(on_disk().commands, IsEmpty());
  ASSERT_THAT(on_disk().ledger.given, SizeIs(1));
  EXPECT_EQ(on_disk().ledger.given[0].language, Language::su);
}

TEST_F(DeskToHall, a_booking_checked_in_before_the_restart_is_nobodys_either) {
  start();
  desk->ask("booking.check_in",
            protocol::BookingCommand{BookingCode("ABCDEFGH"), RequestId(second_request)},
            Wish::check_in);
  start();
  connect();
  EXPECT_FALSE(answer(last("booking.check_in"), issued(28)));
  EXPECT_EQ(last("ticket.slip").text("slip"), "failed");
}

TEST_F(DeskToHall, a_slip_for_another_day_that_nobody_took_along_is_given_back) {
  start();
  desk->ask("booking.dated",
            protocol::BookingDated{ktp, false, Language::id, RequestId(first_request)},
            Wish::dated);
  start();
  protocol::BookingMade made;
  made.code = BookingCode("ABCDEFGH");
  made.service = ktp;
  made.day = "2026-11-25";
  EXPECT_FALSE(answer(last("booking.dated"), made));
  EXPECT_EQ(last("booking.cancel").text("code"), "ABCDEFGH");
  EXPECT_TRUE(last("booking.cancel").on_disk);
  start();
  EXPECT_THAT(all("booking.dated"), IsEmpty());
  accept(last("booking.cancel"));
  EXPECT_THAT(on_disk().commands, IsEmpty());
}

TEST_F(DeskToHall, commands_of_an_earlier_run_go_in_their_order) {
  start();
  ask_number(first_request);
  ask_number(second_request);
  start();
  ASSERT_THAT(sent, SizeIs(2));
  EXPECT_EQ(sent[0].request(), RequestId(first_request));
  EXPECT_EQ(sent[1].request(), RequestId(second_request));
}

// --- numbers without the hall --------------------------------------------------------------------

TEST_F(DeskToHall, a_number_given_while_the_hall_is_away_is_kept_counted_and_not_sent) {
  start();
  connect();
  desk->disconnected();
  const std::size_t before = sent.size();
  const auto given = give();
  ASSERT_TRUE(given);
  EXPECT_EQ(given->number.text(), "A-501");
  EXPECT_TRUE(desk->slip(given->shown_as, Slip::printed));
  EXPECT_THAT(sent, SizeIs(before));
  EXPECT_EQ(reports.back().to_hand_in, 1);
  ASSERT_THAT(on_disk().ledger.given, SizeIs(1));
  EXPECT_EQ(on_disk().ledger.given[0].slip, Slip::printed);
  start();
  EXPECT_EQ(reports.back().to_hand_in, 1);
  EXPECT_EQ(give()->number.text(), "A-502");
}

TEST_F(DeskToHall, hands_in_once_the_hall_has_said_which_journal_it_has) {
  start();
  connect();
  desk->disconnected();
  const auto given = give();
  desk->connected();
  EXPECT_THAT(all("ticket.hand_in"), IsEmpty());
  answer(last("kiosk.lease"), leases());
  ASSERT_THAT(all("ticket.hand_in"), SizeIs(1));
  EXPECT_EQ(last("ticket.hand_in").request(), given->request);
  EXPECT_EQ(last("ticket.hand_in").text("number"), "A-501");
  const std::size_t asked = all("kiosk.lease").size();
  answer(last("ticket.hand_in"), protocol::HandedIn{TicketId(70)});
  EXPECT_EQ(reports.back().to_hand_in, 0);
  EXPECT_EQ(on_disk().ledger.given[0].ticket, TicketId(70));
  EXPECT_THAT(all("kiosk.lease"), SizeIs(asked + 1)) << "the hall may add some now";
}

TEST_F(DeskToHall, a_hand_in_under_way_is_left_to_the_client_when_the_connection_breaks) {
  start();
  connect();
  desk->disconnected();
  give();
  connect();
  desk->disconnected();
  connect();
  EXPECT_THAT(all("ticket.hand_in"), SizeIs(1));
}

TEST_F(DeskToHall, a_hand_in_whose_answer_was_lost_with_the_power_goes_again_in_the_same_words) {
  start();
  connect();
  desk->disconnected();
  const auto given = give();
  connect();
  const auto first = last("ticket.hand_in").params;
  desk->slip(given->shown_as, Slip::printed);
  start();
  connect();
  EXPECT_EQ(last("ticket.hand_in").params, first);
  answer(last("ticket.hand_in"), protocol::HandedIn{TicketId(70)});
  EXPECT_EQ(last("ticket.slip").text("slip"), "printed") << "what changed since follows";
}

TEST_F(DeskToHall, a_refused_hand_in_is_kept_and_tried_on_the_next_connection) {
  start();
  connect();
  desk->disconnected();
  give();
  connect();
  refuse(last("ticket.hand_in"), Reason::not_leased);
  EXPECT_THAT(all("ticket.hand_in"), SizeIs(1));
  EXPECT_EQ(reports.back().to_hand_in, 1);
  EXPECT_THAT(on_disk().ledger.given, SizeIs(1));
  desk->disconnected();
  connect();
  EXPECT_THAT(all("ticket.hand_in"), SizeIs(2));
}

TEST_F(DeskToHall, a_hand_in_that_is_left_open_goes_again_a_second_later) {
  start();
  connect();
  desk->disconnected();
  give();
  connect();
  refuse(last("ticket.hand_in"), Reason::not_now);
  EXPECT_THAT(all("ticket.hand_in"), SizeIs(1));
  desk->advance(now + 1s);
  ASSERT_THAT(all("ticket.hand_in"), SizeIs(2));
  EXPECT_EQ(all("ticket.hand_in")[1].params, all("ticket.hand_in")[0].params);
}

TEST_F(DeskToHall, a_hall_that_was_restored_from_an_older_copy_gets_its_own_numbers_back) {
  start();
  connect();
  ask_number();
  answer(last("ticket.issue"), issued(27));
  EXPECT_THAT(all("ticket.hand_in"), IsEmpty());
  desk->disconnected();
  connect("e2");
  EXPECT_EQ(last("ticket.hand_in").text("number"), "A-027");
}

TEST_F(DeskToHall, a_number_that_the_disk_does_not_take_is_given_to_nobody_now_or_later) {
  start();
  connect();
  desk->disconnected();
  break_table("given");
  EXPECT_FALSE(give());
  mend_table("given");
  EXPECT_EQ(give()->number.text(), "A-502");
  ASSERT_THAT(on_disk().ledger.given, SizeIs(1));
  start();
  EXPECT_EQ(give()->number.text(), "A-503");
}

TEST_F(DeskToHall, a_hall_that_leases_nothing_still_gets_what_it_does_not_know) {
  start();
  connect();
  desk->disconnected();
  give();
  desk->connected();
  refuse(last("kiosk.lease"), Reason::service_closed);
  EXPECT_THAT(all("ticket.hand_in"), SizeIs(1));
}

TEST_F(DeskToHall, leases_are_asked_for_on_each_connection_and_then_every_hour) {
  start();
  connect();
  EXPECT_THAT(all("kiosk.lease"), SizeIs(1));
  EXPECT_EQ(desk->leases()->left(today, 'A'), 10);
  desk->advance(now + 59min);
  EXPECT_THAT(all("kiosk.lease"), SizeIs(1));
  desk->advance(now + 61min);
  EXPECT_THAT(all("kiosk.lease"), SizeIs(2));
  EXPECT_NE(all("kiosk.lease")[0].request(), all("kiosk.lease")[1].request());
  desk->disconnected();
  desk->advance(now + 3h);
  EXPECT_THAT(all("kiosk.lease"), SizeIs(2));
}

// --- papers --------------------------------------------------------------------------------------

TEST_F(DeskToHall, what_became_of_a_paper_is_told_once_and_again_after_a_restart_if_not_heard) {
  start();
  connect();
  ask_number();
  answer(last("ticket.issue"), issued(27));
  EXPECT_TRUE(desk->slip(TicketId(27), Slip::on_screen));
  EXPECT_THAT(all("ticket.slip"), SizeIs(1));
  start();
  EXPECT_THAT(all("ticket.slip"), IsEmpty()) << "the journal is not known yet";
  connect();
  ASSERT_THAT(all("ticket.slip"), SizeIs(1));
  EXPECT_EQ(last("ticket.slip").text("slip"), "on_screen");
  accept(last("ticket.slip"));
  start();
  connect();
  EXPECT_THAT(all("ticket.slip"), IsEmpty());
}

TEST_F(DeskToHall, a_slip_that_the_hall_refuses_is_not_told_again) {
  start();
  connect();
  ask_number();
  answer(last("ticket.issue"), issued(27));
  desk->slip(TicketId(27), Slip::failed);
  refuse(last("ticket.slip"), Reason::wrong_state);
  desk->disconnected();
  connect();
  EXPECT_THAT(all("ticket.slip"), SizeIs(1));
  start();
  connect();
  EXPECT_THAT(all("ticket.slip"), IsEmpty());
}

TEST_F(DeskToHall, a_slip_that_the_disk_does_not_take_is_not_said_to_be_kept) {
  start();
  connect();
  ask_number();
  answer(last("ticket.issue"), issued(27));
  break_table("given");
  EXPECT_FALSE(desk->slip(TicketId(27), Slip::printed));
  EXPECT_EQ(last("ticket.slip").text("slip"), "printed") << "the hall hears it all the same";
  mend_table("given");
  ask_number(second_request);
  answer(last("ticket.issue"), issued(28));
  EXPECT_EQ(on_disk().ledger.given[0].slip, Slip::printed) << "it goes with the next change";
}

// --- the view, and a kiosk without a file --------------------------------------------------------

TEST_F(DeskToHall, the_view_of_an_earlier_run_is_remembered_and_its_time_has_gone_on) {
  start();
  EXPECT_EQ(desk->remembered_view(), std::nullopt);
  protocol::KioskView view;
  view.zone = "Asia/Jakarta";
  view.now = SystemWallClock().now() + 2h;
  desk->view_arrived(protocol::encode(view), view.now, now);
  start();
  const auto found = desk->remembered_view();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->zone, "Asia/Jakarta");
  EXPECT_GE(found->now, view.now - 1ms) << "this machine's clock is two hours behind";
  EXPECT_LT(found->now, view.now + 1min);
}

TEST_F(DeskToHall, no_view_is_older_than_the_numbers_that_were_given) {
  start();
  connect();
  protocol::KioskView view;
  view.now = nine - 24h;
  desk->view_arrived(protocol::encode(view), SystemWallClock().now() - 24h * 3650, now);
  give(nine + 5min);
  start();
  EXPECT_EQ(desk->remembered_view()->now, nine + 5min);
}

TEST_F(DeskToHall, the_view_is_written_each_minute_and_when_the_connection_breaks) {
  start();
  const auto arrive = [&](std::uint64_t revision, SteadyTime at) {
    protocol::KioskView view;
    view.revision = revision;
    view.now = nine;
    desk->view_arrived(protocol::encode(view), nine, at);
  };
  const auto kept = [&] { return on_disk().view->document; };
  arrive(1, now);
  arrive(2, now + 59s);
  EXPECT_THAT(kept(), testing::HasSubstr("\"revision\":1"));
  arrive(3, now + 60s);
  EXPECT_THAT(kept(), testing::HasSubstr("\"revision\":3"));
  arrive(4, now + 61s);
  desk->disconnected();
  EXPECT_THAT(kept(), testing::HasSubstr("\"revision\":4"));
}

TEST_F(DeskToHall, without_a_file_the_hall_gives_numbers_and_hears_of_papers) {
  start_without_file();
  EXPECT_EQ(desk->leases(), nullptr);
  EXPECT_EQ(reports.back().to_hand_in, std::nullopt);
  EXPECT_EQ(reports.back().own_disk, false);
  desk->connected();
  EXPECT_THAT(sent, IsEmpty());
  ask_number();
  EXPECT_TRUE(answer(last("ticket.issue"), issued(27)));
  EXPECT_FALSE(desk->slip(TicketId(27), Slip::printed));
  EXPECT_EQ(last("ticket.slip").text("slip"), "printed");
  EXPECT_FALSE(give());
}

TEST_F(DeskToHall, the_count_of_what_is_to_be_handed_in_stays_in_a_report_of_the_program) {
  start();
  connect();
  desk->disconnected();
  give();
  protocol::DeviceReport report;
  report.device = DeviceId("kiosk-1");
  report.printer = protocol::PrinterReport{PrinterHealth::low_paper, "low", 3};
  desk->report(report);
  EXPECT_EQ(reports.back().to_hand_in, 1);
  EXPECT_EQ(reports.back().printer->message, "low");
}

TEST_F(DeskToHall, the_hall_hears_when_the_file_cannot_be_written_and_when_it_can_again) {
  start();
  connect();
  EXPECT_EQ(reports.back().own_disk, true);
  break_table("given");
  EXPECT_FALSE(give());
  EXPECT_EQ(reports.back().own_disk, false);
  mend_table("given");
  EXPECT_TRUE(give());
  EXPECT_EQ(reports.back().own_disk, true);
}

}  // namespace
}  // namespace giliran::kiosk
