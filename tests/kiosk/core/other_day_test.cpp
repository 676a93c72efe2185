#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/core/flow_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

protocol::BookingMade made() {
  protocol::BookingMade booking;
  booking.code = BookingCode("7K3M9XPA");
  booking.service = ServiceId("bapenda.pbb");
  booking.day = "2026-11-25";
  booking.opens_at = "2026-11-25T08:00";
  return booking;
}

/// From idle to a slip for tomorrow under way.
std::vector<PrintDated> take_slip(FlowRig& rig) {
  rig.open_with_codes();
  rig.touch("agency:bapenda");
  rig.touch("service:bapenda.pbb");
  rig.touch("dated");
  const auto asked = rig.asked<TakeDated>();
  rig.flow.dated_answered(asked.at(0).params.request_id, made(), rig.now);
  return rig.asked<PrintDated>();
}

TEST(OtherDay, a_closed_service_that_gives_slips_can_be_chosen_for_one) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("agency:bapenda");
  EXPECT_EQ(rig.page(), Page::services);
  rig.touch("service:bapenda.pbb");
  EXPECT_EQ(rig.page(), Page::closed);
  EXPECT_TRUE(rig.scene().offers_dated);
  rig.touch("dated");
  EXPECT_EQ(rig.page(), Page::asking);
  EXPECT_EQ(rig.scene().wish, Wish::dated);
  EXPECT_EQ(rig.asked<TakeDated>().at(0).params.service, ServiceId("bapenda.pbb"));
}

TEST(OtherDay, a_service_that_gives_none_or_opens_again_today_offers_none) {
  FlowRig rig;
  protocol::KioskView view = FlowRig::plaza_with_codes();
  view.agencies[2].services[0].takes_dated_slip = false;
  rig.flow.connected(rig.now);
  rig.flow.view_arrived(view, rig.now);
  rig.touch("agency:bapenda");
  EXPECT_EQ(rig.page(), Page::closed);
  rig.touch("back");
  view.agencies[2].services[0].takes_dated_slip = true;
  view.agencies[2].state = view.agencies[2].services[0].state = ServiceState::on_break;
  rig.flow.view_arrived(view, rig.now);
  rig.touch("agency:bapenda");
  EXPECT_EQ(rig.page(), Page::closed);
  EXPECT_FALSE(rig.scene().offers_dated);
  rig.touch("dated");
  EXPECT_THAT(rig.asked<TakeDated>(), IsEmpty());
}

TEST(OtherDay, a_service_that_has_not_opened_yet_today_offers_none) {
  FlowRig rig;
  protocol::KioskView view = FlowRig::plaza_with_codes();
  view.agencies[2].services[0].opens_at = "2026-11-24T10:00";
  rig.flow.connected(rig.now);
  rig.flow.view_arrived(view, rig.now);
  rig.touch("agency:bapenda");
  EXPECT_EQ(rig.page(), Page::closed);
  rig.touch("back");
  view.agencies[2].services[0].opens_at = "2026-11-25T08:00";
  rig.flow.view_arrived(view, rig.now);
  rig.touch("agency:bapenda");
  EXPECT_EQ(rig.page(), Page::services);
}

TEST(OtherDay, is_offered_where_today_is_refused_and_only_for_that) {
  FlowRig rig;
  rig.open_with_codes();
  for (const auto& [reason, offered] : {std::pair(Reason::not_today, true),
                                        {Reason::service_full, true},
                                        {Reason::service_closed, true},
                                        {Reason::service_paused, false},
                                        {Reason::not_now, false}}) {
    rig.touch("agency:kependudukan");
    rig.touch("service:kependudukan.ktp");
    const auto request = rig.asked<IssueTicket>().at(0).params.request_id;
    rig.flow.refused(request, {reason, "kependudukan.ktp", ""}, rig.now);
    EXPECT_EQ(rig.page(), Page::refused);
    EXPECT_EQ(rig.scene().offers_dated, offered) << name_of(reason);
    rig.touch("back");
  }
}

TEST(OtherDay, the_slip_is_printed_and_shown_until_it_is_taken) {
  FlowRig rig;
  const auto papers = take_slip(rig);
  ASSERT_THAT(papers, SizeIs(1));
  EXPECT_EQ(papers[0].paper.code, "7K3M9XPA");
  EXPECT_EQ(papers[0].paper.day, std::chrono::local_days(std::chrono::year(2026) / 11 / 25));
  EXPECT_EQ(papers[0].paper.opens, papers[0].paper.day + 8h);
  EXPECT_EQ(rig.page(), Page::printing);
  EXPECT_EQ(rig.scene().dated->code, BookingCode("7K3M9XPA"));
  rig.flow.dated_news(papers[0].paper.job, PaperNews::printed, rig.now);
  EXPECT_EQ(rig.page(), Page::ticket);
  rig.touch("done");
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), IsEmpty());  // it is no ticket
}

TEST(OtherDay, without_paper_the_code_stays_for_60_s) {
  FlowRig rig;
  const auto papers = take_slip(rig);
  rig.flow.dated_news(papers[0].paper.job, PaperNews::problem, rig.now);
  EXPECT_EQ(rig.page(), Page::number);
  EXPECT_EQ(rig.scene().countdown, (Countdown{60, 60}));
  rig.pass(59999ms);
  EXPECT_EQ(rig.page(), Page::number);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(OtherDay, a_paper_without_news_is_late_after_2900_ms_and_may_still_come) {
  FlowRig rig;
  const auto papers = take_slip(rig);
  rig.pass(2899ms);
  EXPECT_EQ(rig.page(), Page::printing);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::number);
  rig.flow.dated_news("another", PaperNews::late_printed, rig.now);
  EXPECT_EQ(rig.page(), Page::number);
  rig.flow.dated_news(papers[0].paper.job, PaperNews::late_printed, rig.now);
  EXPECT_EQ(rig.page(), Page::ticket);
}

TEST(OtherDay, a_slip_whose_visitor_has_left_is_given_back) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("agency:bapenda");
  rig.touch("service:bapenda.pbb");
  rig.touch("dated");
  rig.touch("cancel");
  const auto request = rig.asked<TakeDated>().at(0).params.request_id;
  rig.flow.dated_answered(request, made(), rig.now);
  const auto dropped = rig.asked<DropBooking>();
  ASSERT_THAT(dropped, SizeIs(1));
  EXPECT_EQ(dropped[0].params.code, BookingCode("7K3M9XPA"));
}

TEST(OtherDay, no_slip_left_is_a_refusal_that_offers_nothing_more) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("agency:bapenda");
  rig.touch("service:bapenda.pbb");
  rig.touch("dated");
  rig.flow.refused(rig.asked<TakeDated>().at(0).params.request_id,
                   {Reason::booked_up, "bapenda.pbb", "2026-11-25"}, rig.now);
  EXPECT_EQ(rig.page(), Page::refused);
  EXPECT_FALSE(rig.scene().offers_dated);
}

TEST(Package, its_services_are_asked_for_in_order_under_one_number) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("agency:kependudukan");
  rig.touch("package:pindah");
  EXPECT_EQ(rig.page(), Page::asking);
  EXPECT_EQ(rig.scene().package->package, PackageId("pindah"));
  const auto asked = rig.asked<IssueTicket>();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked[0].params.service, ServiceId("kependudukan.ktp"));
  EXPECT_THAT(asked[0].params.then, ElementsAre(ServiceId("informasi.tanya")));
  protocol::TicketIssued issued = FlowRig::issued();
  issued.outlook = Outlook::likely;
  rig.flow.issue_answered(asked[0].params.request_id, issued, rig.now);
  const TicketPaper paper = rig.asked<PrintPaper>().at(0).paper;
  EXPECT_EQ(paper.service, "Kependudukan · Pindah rumah");
  EXPECT_THAT(paper.steps, ElementsAre("KTP-el", "Informasi"));
  EXPECT_THAT(paper.requirements, ElementsAre("KTP lama"));  // of both, once
  EXPECT_EQ(paper.outlook, Outlook::likely);
}

TEST(Package, a_service_in_it_that_takes_nobody_is_named) {
  FlowRig rig;
  protocol::KioskView view = FlowRig::plaza_with_codes();
  view.agencies[0].packages[0].state = ServiceState::paused;
  view.agencies[1].services[0].state = ServiceState::paused;
  rig.flow.connected(rig.now);
  rig.flow.view_arrived(view, rig.now);
  rig.touch("agency:kependudukan");
  rig.touch("package:pindah");
  EXPECT_EQ(rig.page(), Page::closed);
  EXPECT_EQ(rig.scene().service->service, ServiceId("informasi.tanya"));
  EXPECT_THAT(rig.asked<IssueTicket>(), IsEmpty());
}

}  // namespace
}  // namespace giliran::kiosk
