#include "kiosk/core/without_hall.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/core/flow_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// A kiosk that holds L-501 and L-502 of today, knows opening hours, and whose program writes each
/// number down.
class OfflineRig : public FlowRig {
 public:
  OfflineRig() : ledger(DeviceId("kiosk-1"), {}, [this] { return std::to_string(++hex_); }) {
    OpeningHours::Week week;
    for (auto& day : week)
      day = {{8h, 12h}, {13h, 15h}};
    ServiceHours hours_of_all;
    for (const char* id : {"kependudukan.ktp", "kependudukan.kk", "informasi.tanya", "bapenda.pbb"})
      hours_of_all.emplace(id, OpeningHours(week));
    flow = Flow(
        FlowTimes{}, [this] { return RequestId("r" + std::to_string(++hex_)); }, now, hours_of_all,
        &ledger.leases());
    ledger.held({"e1", {{"2026-11-24", "C", 501, 502}}}, "2026-11-24", plaza().now);
  }
  /// 1.5 s without the hall.
  void lose() {
    flow.disconnected(now, now);
    pass(1500ms);
  }
  /// What the program does with a GiveNumber.
  std::vector<GivenTicket> write_down() {
    std::vector<GivenTicket> all;
    for (const GiveNumber& wanted : asked<GiveNumber>()) {
      const auto given = ledger.give(wanted.wish, wanted.day, wanted.now);
      if (!given) {
        flow.no_number(wanted.request, now);
        continue;
      }
      flow.number_given(wanted.request, *given, now);
      all.push_back(*given);
    }
    return all;
  }
  std::vector<GivenTicket> take_own(const char* service = "service:kependudukan.ktp") {
    touch("agency:kependudukan");
    touch(service);
    return write_down();
  }
  void done() {
    asked<PrintPaper>();
    flow.paper_news(flow.scene(now).ticket->ticket, PaperNews::printed, now);
    touch("done");
  }

  Ledger ledger;

 private:
  int hex_ = 0;
};

TEST(WithoutHall, after_a_second_and_a_half_the_kiosk_goes_on_with_its_own_numbers) {
  OfflineRig rig;
  rig.open_with_codes();
  EXPECT_TRUE(rig.scene().takes_codes);
  rig.flow.disconnected(rig.now - 15s, rig.now);
  rig.pass(1499ms);
  EXPECT_FALSE(rig.scene().offline);
  rig.pass(1ms);
  const Scene home = rig.scene();
  EXPECT_EQ(home.page, Page::home);
  EXPECT_TRUE(home.offline);
  EXPECT_EQ(home.lost_since->time_since_epoch() % 24h, 9h + 41min);
  EXPECT_FALSE(home.takes_codes) << "nobody is there who knows the codes";
  rig.flow.view_arrived(FlowRig::plaza_with_codes(), rig.now);
  EXPECT_FALSE(rig.scene().offline);
  EXPECT_FALSE(rig.scene().lost_since);
}

TEST(WithoutHall, the_next_own_number_comes_at_once_with_nothing_promised) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  rig.touch("language:en");
  rig.touch("priority");
  const auto given = rig.take_own();
  ASSERT_THAT(given, SizeIs(1));
  EXPECT_EQ(given[0].number.text(), "C-501");
  EXPECT_TRUE(given[0].priority);
  EXPECT_EQ(given[0].language, Language::en);
  EXPECT_EQ(rig.page(), Page::printing);
  const auto papers = rig.asked<PrintPaper>();
  ASSERT_THAT(papers, SizeIs(1));
  EXPECT_TRUE(papers[0].paper.offline);
  EXPECT_EQ(papers[0].paper.number, "C-501");
  EXPECT_FALSE(papers[0].paper.wait);
  EXPECT_EQ(papers[0].paper.url, "https://mpp.example/t/" + given[0].token.value());
  EXPECT_EQ(papers[0].paper.return_within, 30min);
  rig.flow.paper_news(given[0].shown_as, PaperNews::printed, rig.now);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
}

TEST(WithoutHall, a_package_is_one_number_for_all_its_services) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  rig.touch("agency:kependudukan");
  rig.touch("package:pindah");
  const auto given = rig.write_down();
  ASSERT_THAT(given, SizeIs(1));
  EXPECT_EQ(given[0].service, ServiceId("kependudukan.ktp"));
  EXPECT_THAT(given[0].then, ElementsAre(ServiceId("informasi.tanya")));
}

TEST(WithoutHall, who_asks_for_the_number_after_the_last_is_sent_to_an_officer) {
  OfflineRig rig;
  rig.ledger.held({"e1", {{"2026-11-24", "C", 501, 501}, {"2026-11-24", "L", 501, 501}}},
                  "2026-11-24", FlowRig::plaza().now);
  rig.open_with_codes();
  rig.lose();
  EXPECT_THAT(rig.take_own(), SizeIs(1));
  rig.done();
  EXPECT_THAT(rig.take_own(), IsEmpty());
  EXPECT_EQ(rig.page(), Page::refused);
  EXPECT_FALSE(rig.scene().refusal);
  EXPECT_EQ(rig.scene().service->service, ServiceId("kependudukan.ktp"));
  rig.touch("back");
  EXPECT_EQ(rig.page(), Page::home) << "there is one of another run";
}

TEST(WithoutHall, with_no_number_left_at_all_the_kiosk_says_that_it_cannot_help) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  rig.take_own();
  rig.done();
  EXPECT_EQ(rig.page(), Page::home);
  rig.take_own();
  EXPECT_EQ(rig.page(), Page::printing) << "the last one";
  rig.done();
  EXPECT_EQ(rig.page(), Page::unreachable);
}

TEST(WithoutHall, a_number_that_cannot_be_written_down_is_not_given) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  const auto wanted = rig.asked<GiveNumber>();
  ASSERT_THAT(wanted, SizeIs(1));
  rig.flow.no_number(wanted[0].request, rig.now);
  EXPECT_EQ(rig.page(), Page::refused);
  EXPECT_THAT(rig.asked<PrintPaper>(), IsEmpty());
}

TEST(WithoutHall, an_answer_that_the_break_swallowed_is_waited_for_three_seconds) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  const auto issue = rig.asked<IssueTicket>();
  rig.flow.disconnected(rig.now - 15s, rig.now);
  rig.pass(2999ms);
  EXPECT_EQ(rig.page(), Page::asking);
  EXPECT_THAT(rig.write_down(), IsEmpty());
  EXPECT_EQ(rig.flow.deadline(rig.now), rig.now + 1ms);
  rig.pass(1ms);
  EXPECT_THAT(rig.write_down(), SizeIs(1));
  EXPECT_EQ(rig.scene().ticket->number.text(), "C-501");
  EXPECT_TRUE(rig.scene().ticket->offline);

  rig.flow.issue_answered(issue[0].params.request_id, FlowRig::issued(17), rig.now);
  EXPECT_EQ(rig.scene().ticket->number.text(), "C-501") << "nobody has two numbers";
  const auto reports = rig.asked<ReportSlip>();
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].ticket, TicketId(17));
  EXPECT_EQ(reports[0].slip, giliran::Slip::failed);
}

TEST(WithoutHall, a_hall_that_is_there_but_slow_is_not_waited_for_longer) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.pass(2999ms);
  EXPECT_THAT(rig.write_down(), IsEmpty());
  rig.pass(1ms);
  EXPECT_THAT(rig.write_down(), SizeIs(1));
  EXPECT_FALSE(rig.scene().offline) << "the next visitor asks the hall again";
}

TEST(WithoutHall, a_slow_hall_is_waited_for_if_there_is_no_own_number) {
  OfflineRig rig;
  rig.ledger.held({"e1", {}}, "2026-11-24", FlowRig::plaza().now);
  rig.open_with_codes();
  rig.touch("agency:kependudukan");
  rig.touch("service:kependudukan.ktp");
  rig.pass(10s);
  EXPECT_THAT(rig.write_down(), IsEmpty());
  EXPECT_EQ(rig.page(), Page::asking);
  EXPECT_TRUE(rig.scene().answer_late);
}

TEST(WithoutHall, opening_hours_go_on) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  const auto state = [&](std::size_t agency) { return rig.scene().view->agencies[agency].state; };
  EXPECT_EQ(state(0), ServiceState::open);
  EXPECT_EQ(state(2), ServiceState::open) << "closed by hand in the view, open by its hours";
  EXPECT_EQ(rig.scene().view->agencies[0].waiting, 0);
  rig.pass(hours(12) - hours(9) - minutes(42));
  EXPECT_EQ(state(0), ServiceState::on_break);
  EXPECT_EQ(rig.scene().view->agencies[0].opens_at, "2026-11-24T13:00");
  rig.touch("agency:kependudukan");
  EXPECT_EQ(rig.page(), Page::closed);
  rig.pass(1h);
  EXPECT_EQ(rig.page(), Page::services) << "it is open again";
  EXPECT_EQ(state(0), ServiceState::open);
  rig.pass(2h);
  EXPECT_EQ(state(0), ServiceState::closed);
  EXPECT_EQ(rig.scene().view->agencies[0].opens_at, "2026-11-25T08:00");
}

TEST(WithoutHall, paused_and_full_services_stay_so_for_their_day) {
  OfflineRig rig;
  protocol::KioskView view = FlowRig::plaza_with_codes();
  view.agencies[0].services[0].state = ServiceState::paused;
  view.agencies[1].services[0].state = ServiceState::full;
  OpeningHours::Week week;
  for (auto& day : week)
    day = {{8h, 15h}};
  const ServiceHours hours_of_all{{ServiceId("kependudukan.ktp"), OpeningHours(week)},
                                  {ServiceId("informasi.tanya"), OpeningHours(week)}};
  const auto at = [&](LocalTime now) {
    const LocalTime then = std::chrono::local_days(std::chrono::year(2026) / 11 / 24) + 9h;
    return view_without_hall(view, then, now, hours_of_all);
  };
  const LocalTime ten = std::chrono::local_days(std::chrono::year(2026) / 11 / 24) + 10h;
  EXPECT_EQ(at(ten).agencies[0].services[0].state, ServiceState::paused);
  EXPECT_EQ(at(ten).agencies[1].services[0].state, ServiceState::full);
  EXPECT_EQ(at(ten).agencies[0].packages[0].state, ServiceState::full);
  EXPECT_EQ(at(ten + 24h).agencies[0].services[0].state, ServiceState::open);
  EXPECT_EQ(at(ten + 24h).agencies[1].services[0].state, ServiceState::open);
  EXPECT_EQ(at(ten + 24h).agencies[2].services[0].state, ServiceState::closed)
      << "without hours nobody knows about another day";
}

TEST(WithoutHall, a_kiosk_that_starts_alone_knows_the_view_of_before) {
  OfflineRig rig;
  rig.flow.remembered(FlowRig::plaza_with_codes(), rig.now);
  EXPECT_EQ(rig.page(), Page::connecting);
  EXPECT_FALSE(rig.scene().view) << "the hall may answer at once";
  rig.pass(1500ms);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_TRUE(rig.scene().offline);
  EXPECT_THAT(rig.take_own(), SizeIs(1));
}

TEST(WithoutHall, yesterdays_numbers_are_not_given_today) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  rig.pass(hours(24) - hours(9) - minutes(43));
  EXPECT_EQ(rig.page(), Page::home);
  rig.pass(2min);
  EXPECT_EQ(rig.page(), Page::unreachable);
}

TEST(WithoutHall, the_time_of_issue_goes_by_steady_time_since_the_last_view) {
  OfflineRig rig;
  rig.open_with_codes();
  rig.lose();
  rig.pass(10min);
  const auto given = rig.take_own();
  EXPECT_EQ(given.at(0).issued_at, FlowRig::plaza().now + 1500ms + 10min + 1s);
}

}  // namespace
}  // namespace giliran::kiosk
