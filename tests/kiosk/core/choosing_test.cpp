#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/core/flow_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

namespace giliran::kiosk {
namespace {

TEST(Choosing, two_touches_ask_for_one_number) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  EXPECT_EQ(rig.page(), Page::services);
  EXPECT_EQ(rig.scene().agency->agency, AgencyId("kependudukan"));
  rig.touch("service:kependudukan.ktp");
  EXPECT_EQ(rig.page(), Page::asking);
  const auto asked = rig.asked<IssueTicket>();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].params.service, ServiceId("kependudukan.ktp"));
  EXPECT_EQ(asked[0].params.request_id, RequestId("r1"));
  EXPECT_FALSE(asked[0].params.priority);
  EXPECT_EQ(asked[0].params.language, Language::id);
}

TEST(Choosing, a_number_is_asked_for_once_however_often_the_card_is_touched) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  for (int i = 0; i < 5; ++i)
    rig.touch("service:kependudukan.ktp");
  EXPECT_EQ(rig.asked<IssueTicket>().size(), 1U);
}

TEST(Choosing, a_second_touch_counts_only_after_400_ms) {
  FlowRig rig;
  rig.open();
  rig.touch("priority");
  rig.now += 399ms;
  rig.flow.touched("priority", rig.now);
  EXPECT_TRUE(rig.scene().priority);
  rig.now += 1ms;
  rig.flow.touched("priority", rig.now);
  EXPECT_FALSE(rig.scene().priority);
}

TEST(Choosing, an_agency_with_one_service_still_asks_before_it_takes_a_number) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:informasi");
  EXPECT_EQ(rig.page(), Page::services);
  EXPECT_THAT(rig.asked<IssueTicket>(), IsEmpty());
}

TEST(Choosing, priority_and_language_go_with_the_number) {
  FlowRig rig;
  rig.open();
  rig.touch("language:en");
  rig.touch("priority");
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  const auto asked = rig.asked<IssueTicket>();
  EXPECT_TRUE(asked.at(0).params.priority);
  EXPECT_EQ(asked.at(0).params.language, Language::en);
}

TEST(Choosing, a_closed_agency_says_so_and_leads_back) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:bapenda");
  EXPECT_EQ(rig.page(), Page::closed);
  EXPECT_EQ(rig.scene().agency->agency, AgencyId("bapenda"));
  EXPECT_EQ(rig.scene().service, nullptr);
  rig.touch("back");
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Choosing, a_closed_service_gives_no_number_and_leads_back_to_the_others) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.kk");
  EXPECT_EQ(rig.page(), Page::closed);
  EXPECT_EQ(rig.scene().service->service, ServiceId("kependudukan.kk"));
  EXPECT_THAT(rig.asked<IssueTicket>(), IsEmpty());
  rig.touch("back");
  EXPECT_EQ(rig.page(), Page::services);
}

TEST(Choosing, an_agency_that_closes_or_opens_meanwhile_is_shown_so) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  auto view = FlowRig::plaza();
  view.agencies[0].state = ServiceState::closed;
  rig.flow.view_arrived(view, rig.now);
  EXPECT_EQ(rig.page(), Page::closed);
  view.agencies[0].state = ServiceState::open;
  rig.flow.view_arrived(view, rig.now);
  EXPECT_EQ(rig.page(), Page::services);
  view.agencies.erase(view.agencies.begin());
  rig.flow.view_arrived(view, rig.now);
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Choosing, a_target_of_another_screen_does_nothing) {
  FlowRig rig;
  rig.open();
  rig.touch("service:kependudukan.ktp");
  EXPECT_EQ(rig.page(), Page::home);
  rig.touch("agency:nobody");
  EXPECT_EQ(rig.page(), Page::home);
  rig.touch("reprint:A-027");
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.flow.take_commands(), IsEmpty());
}

TEST(Choosing, what_the_hall_refuses_is_told) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  const Refusal closed{Reason::service_closed, "kependudukan.ktp", "13.00"};
  rig.flow.refused(RequestId("another"), closed, rig.now);
  EXPECT_EQ(rig.page(), Page::asking);
  rig.flow.refused(RequestId("r1"), closed, rig.now);
  EXPECT_EQ(rig.page(), Page::refused);
  EXPECT_EQ(rig.scene().refusal, closed);
  rig.touch("back");
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Waiting, after_five_seconds_without_an_answer_the_visitor_is_told) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.pass(4999ms);
  EXPECT_FALSE(rig.scene().answer_late);
  EXPECT_EQ(rig.flow.deadline(rig.now), rig.now + 1ms);
  rig.pass(1ms);
  EXPECT_TRUE(rig.scene().answer_late);
  EXPECT_EQ(rig.page(), Page::asking);
}

TEST(Waiting, a_number_that_comes_after_the_visitor_gave_up_is_reported_as_held_by_nobody) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.pass(6s);
  rig.touch("cancel");
  EXPECT_EQ(rig.page(), Page::home);
  rig.flow.take_commands();
  rig.flow.issue_answered(RequestId("r1"), FlowRig::issued(), rig.now);
  EXPECT_EQ(rig.page(), Page::home);
  const auto commands = rig.flow.take_commands();
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(std::get<ReportSlip>(commands[0]).slip, giliran::Slip::failed);
  EXPECT_EQ(std::get<ReportSlip>(commands[0]).ticket, TicketId(17));
}

TEST(Waiting, the_first_choice_does_not_answer_the_second) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.pass(6s);
  rig.touch("cancel");
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  const auto asked = rig.asked<IssueTicket>();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_NE(asked[0].params.request_id, asked[1].params.request_id);
  rig.flow.issue_answered(asked[0].params.request_id, FlowRig::issued(17), rig.now);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::failed));
  EXPECT_EQ(rig.page(), Page::asking);
  rig.flow.issue_answered(asked[1].params.request_id, FlowRig::issued(18), rig.now);
  EXPECT_EQ(rig.page(), Page::printing);
  EXPECT_EQ(rig.scene().ticket->ticket, TicketId(18));
}

TEST(Link, without_the_hall_the_kiosk_waits_and_then_says_so) {
  FlowRig rig;
  EXPECT_EQ(rig.page(), Page::connecting);
  rig.pass(1499ms);
  EXPECT_EQ(rig.page(), Page::connecting);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::unreachable);
  EXPECT_FALSE(rig.scene().lost_since);
  rig.open();
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Link, a_break_shorter_than_a_second_and_a_half_is_not_shown) {
  FlowRig rig;
  rig.open();
  rig.flow.disconnected(rig.now, rig.now);
  rig.pass(1499ms);
  EXPECT_EQ(rig.page(), Page::home);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::unreachable);
  EXPECT_EQ(rig.scene().lost_since->time_since_epoch() % 24h, 9h + 42min);
  rig.flow.connected(rig.now);
  EXPECT_EQ(rig.page(), Page::unreachable) << "an old view is not shown as if it were live";
  rig.flow.view_arrived(FlowRig::plaza(), rig.now);
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Link, nothing_can_be_chosen_without_the_hall_and_without_own_numbers) {
  FlowRig rig;
  rig.open();
  rig.flow.disconnected(rig.now, rig.now);
  rig.pass(2s);
  rig.touch("agency:kependudukan");
  rig.flow.view_arrived(FlowRig::plaza(), rig.now);
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Link, a_number_on_the_screen_stays_when_the_connection_breaks) {
  FlowRig rig;
  rig.open();
  rig.take_number();
  rig.flow.disconnected(rig.now, rig.now);
  rig.flow.paper_news(TicketId(17), PaperNews::printed, rig.now);
  rig.pass(5s);
  EXPECT_EQ(rig.page(), Page::ticket);
}

TEST(Link, an_answer_lost_with_the_connection_still_becomes_a_ticket_when_it_comes) {
  FlowRig rig;
  rig.open();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.flow.disconnected(rig.now, rig.now);
  rig.pass(8s);
  EXPECT_EQ(rig.page(), Page::asking);
  EXPECT_EQ(rig.asked<IssueTicket>().size(), 1U) << "the connection repeats it, not the flow";
  rig.flow.connected(rig.now);
  rig.flow.issue_answered(RequestId("r1"), FlowRig::issued(), rig.now);
  EXPECT_EQ(rig.page(), Page::printing);
}

TEST(Clock, shows_the_halls_time_and_wakes_at_the_full_minute) {
  FlowRig rig;
  rig.open();
  EXPECT_EQ(rig.scene().clock.time_since_epoch() % 24h, 9h + 42min);
  EXPECT_EQ(rig.flow.deadline(rig.now), rig.now + 60s);
  rig.pass(59999ms);
  EXPECT_EQ(rig.scene().clock.time_since_epoch() % 24h, 9h + 42min);
  rig.pass(1ms);
  EXPECT_EQ(rig.scene().clock.time_since_epoch() % 24h, 9h + 43min);
}

}  // namespace
}  // namespace giliran::kiosk
