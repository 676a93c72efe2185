#include "kiosk/core/ledger.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

const std::string today = "2026-11-24";
const std::string tomorrow = "2026-11-25";
constexpr WallTime nine{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 2h};

/// A kiosk that holds of today and A-501 of tomorrow.
class Desk {
 public:
  Desk() : ledger(DeviceId("kiosk-1"), {}, [this] { return fmt::format("{:032x}", ++ids_); }) {
    ledger.held(leases("e1"), today, nine);
  }
  static protocol::LeasesHeld leases(const std::string& epoch, int first = 501, int last = 503) {
    return {epoch, {{today, "A", first, last}, {tomorrow, "A", 501, 501}}};
  }
  std::optional<GivenTicket> give(WallTime now, const std::string& day = today) {
    return ledger.give({ServiceId("kependudukan.ktp"), 'A', {}, false, Language::id}, day, now);
  }
  TicketId from_hall(std::uint64_t id, WallTime now = nine) {
    protocol::TicketIssued issued;
    issued.ticket = TicketId(id);
    issued.number = {'A', static_cast<int>(id)};
    issued.service = ServiceId("kependudukan.ktp");
    issued.token = TicketToken(fmt::format("{:032x}", 900 + id));
    ledger.gave({issued.service, 'A', {}, false, Language::id}, issued, today, now);
    return issued.ticket;
  }
  std::vector<std::string> handing_in() {
    std::vector<std::string> numbers;
    last_hand_ins = ledger.take_hand_ins();
    for (const auto& one : last_hand_ins)
      numbers.push_back(one.number.text());
    return numbers;
  }
  /// What is left on the disk.
  LedgerRows rows() const { return {ledger.epoch(), ledger.leases().all(), ledger.given()}; }

  Ledger ledger;
  std::vector<protocol::TicketHandIn> last_hand_ins;

 private:
  int ids_ = 0;
};

TEST(Ledger, gives_each_leased_number_once_and_then_none) {
  Desk desk;
  EXPECT_EQ(desk.give(nine)->number.text(), "A-501");
  EXPECT_EQ(desk.give(nine)->number.text(), "A-502");
  EXPECT_EQ(desk.ledger.leases().left(today, 'A'), 1);
  EXPECT_EQ(desk.give(nine)->number.text(), "A-503");
  EXPECT_FALSE(desk.give(nine));
  EXPECT_FALSE(desk.ledger.leases().any(today));
  EXPECT_TRUE(desk.ledger.leases().any(tomorrow));
}

TEST(Ledger, after_a_restart_it_goes_on_with_the_next_number) {
  Desk desk;
  desk.give(nine);
  Ledger again(DeviceId("kiosk-1"), desk.rows(), [] { return "f"; });
  const auto next =
      again.give({ServiceId("kependudukan.ktp"), 'A', {}, false, Language::id}, today, nine);
  EXPECT_EQ(next->number.text(), "A-502");
}

TEST(Ledger, a_number_that_could_not_be_written_down_is_not_given_again) {
  Desk desk;
  const auto lost = desk.give(nine);
  desk.ledger.drop(lost->request);
  EXPECT_THAT(desk.ledger.take_change().put, IsEmpty());
  EXPECT_EQ(desk.give(nine)->number.text(), "A-502");
  EXPECT_EQ(desk.ledger.to_hand_in(), 1);
}

TEST(Ledger, no_ticket_is_older_than_its_lease_or_than_the_one_before) {
  Desk desk;
  EXPECT_EQ(desk.give(nine - 2h)->issued_at, nine) << "the clock is behind";
  EXPECT_EQ(desk.give(nine + 10min)->issued_at, nine + 10min);
  EXPECT_EQ(desk.give(nine + 5min)->issued_at, nine + 10min) << "it was set back";
}

TEST(Ledger, the_same_range_asked_for_again_goes_on_where_it_stood) {
  Desk desk;
  desk.give(nine);
  desk.ledger.held(Desk::leases("e1", 501, 510), today, nine + 1h);
  EXPECT_EQ(desk.ledger.leases().left(today, 'A'), 9);
  EXPECT_EQ(desk.give(nine)->number.text(), "A-502");
}

TEST(Ledger, hands_in_in_order_under_the_id_that_was_stored) {
  Desk desk;
  desk.give(nine + 1min);
  desk.give(nine + 2min);
  desk.ledger.held(Desk::leases("e1"), today, nine + 1h);
  EXPECT_THAT(desk.handing_in(), ElementsAre("A-501", "A-502"));
  const auto sent = desk.last_hand_ins;
  const protocol::TicketHandIn& first = sent[0];
  EXPECT_EQ(first.request_id, desk.ledger.given()[0].request);
  EXPECT_EQ(first.token, desk.ledger.given()[0].token);
  EXPECT_EQ(first.issued_at, nine + 1min);
  EXPECT_EQ(first.device, DeviceId("kiosk-1"));
  EXPECT_THAT(desk.handing_in(), IsEmpty()) << "they are under way";
  EXPECT_EQ(desk.ledger.to_hand_in(), 2);
  desk.ledger.handed_in(first.request_id, {TicketId(70)});
  EXPECT_EQ(desk.ledger.to_hand_in(), 1);
  EXPECT_FALSE(desk.ledger.take_all_told());
  desk.ledger.handed_in(sent[1].request_id, {TicketId(71)});
  EXPECT_EQ(desk.ledger.to_hand_in(), 0);
  EXPECT_TRUE(desk.ledger.take_all_told());
  EXPECT_FALSE(desk.ledger.take_all_told()) << "once";
}

TEST(Ledger, nothing_is_handed_in_before_the_halls_journal_is_known) {
  Desk desk;
  desk.give(nine);
  desk.ledger.disconnected();
  EXPECT_THAT(desk.handing_in(), IsEmpty());
  desk.ledger.held(Desk::leases("e1"), today, nine);
  EXPECT_THAT(desk.handing_in(), SizeIs(1));
}

TEST(Ledger, not_more_than_eight_are_under_way) {
  Desk desk;
  desk.ledger.held(Desk::leases("e1", 501, 550), today, nine);
  for (int i = 0; i < 10; ++i)
    desk.give(nine);
  EXPECT_THAT(desk.handing_in(), SizeIs(8));
  desk.ledger.handed_in(desk.last_hand_ins[3].request_id, {TicketId(70)});
  EXPECT_THAT(desk.handing_in(), ElementsAre("A-509"));
}

TEST(Ledger, a_refused_one_is_kept_counted_and_tried_on_the_next_connection) {
  Desk desk;
  desk.give(nine);
  desk.handing_in();
  desk.ledger.hand_in_refused(desk.last_hand_ins[0].request_id);
  EXPECT_THAT(desk.handing_in(), IsEmpty());
  EXPECT_EQ(desk.ledger.to_hand_in(), 1);
  desk.ledger.disconnected();
  desk.ledger.held(Desk::leases("e1"), today, nine);
  EXPECT_THAT(desk.handing_in(), ElementsAre("A-501"));
}

TEST(Ledger, a_hall_restored_from_an_older_copy_gets_everything_of_today_again) {
  Desk desk;
  desk.from_hall(17);
  desk.give(nine + 1min);
  desk.ledger.held(Desk::leases("e1"), today, nine);
  EXPECT_THAT(desk.handing_in(), ElementsAre("A-501")) << "the hall has its own";
  desk.ledger.handed_in(desk.last_hand_ins[0].request_id, {TicketId(18)});
  const RequestId stored = desk.last_hand_ins[0].request_id;
  EXPECT_EQ(desk.ledger.to_hand_in(), 0);

  desk.ledger.held(Desk::leases("e2", 1501, 1510), today, nine + 1h);
  EXPECT_EQ(desk.ledger.to_hand_in(), 2);
  EXPECT_THAT(desk.handing_in(), ElementsAre("A-017", "A-501"));
  EXPECT_EQ(desk.last_hand_ins[1].request_id, stored);
  EXPECT_EQ(desk.last_hand_ins[1].epoch, "e1") << "of the journal that leased it";
  EXPECT_EQ(desk.give(nine + 1h)->number.text(), "A-1501");
}

TEST(Ledger, a_restored_hall_that_leases_numbers_again_does_not_make_them_come_twice) {
  Desk desk;
  desk.give(nine);
  desk.give(nine);
  desk.ledger.held(Desk::leases("e2", 500, 503), today, nine);
  EXPECT_EQ(desk.give(nine)->number.text(), "A-503");
}

TEST(Ledger, what_comes_with_a_request_id_never_changes) {
  Desk desk;
  const auto given = desk.give(nine);
  desk.handing_in();
  EXPECT_EQ(desk.last_hand_ins[0].slip, Slip::pending);
  desk.ledger.slip(given->shown_as, Slip::printed);
  // The kiosk dies before the answer and comes back.
  Ledger again(DeviceId("kiosk-1"), desk.rows(), [] { return "f"; });
  again.held(Desk::leases("e1"), today, nine);
  const auto hand_in = again.take_hand_ins();
  ASSERT_THAT(hand_in, SizeIs(1));
  EXPECT_EQ(hand_in[0].slip, Slip::pending);
  EXPECT_THAT(again.take_slips(), IsEmpty());
  again.handed_in(hand_in[0].request_id, {TicketId(70)});
  const auto slips = again.take_slips();
  ASSERT_THAT(slips, SizeIs(1)) << "the rest comes after it";
  EXPECT_EQ(slips[0].slip, Slip::printed);
  EXPECT_EQ(slips[0].ticket, TicketId(70));
}

TEST(Ledger, a_paper_that_came_before_the_hand_in_goes_with_it) {
  Desk desk;
  const auto given = desk.give(nine);
  desk.ledger.slip(given->shown_as, Slip::on_screen);
  desk.handing_in();
  EXPECT_EQ(desk.last_hand_ins[0].slip, Slip::on_screen);
  desk.ledger.handed_in(desk.last_hand_ins[0].request_id, {TicketId(70)});
  EXPECT_THAT(desk.ledger.take_slips(), IsEmpty());
}

TEST(Ledger, a_paper_of_the_halls_ticket_is_told_once_and_again_after_a_restart) {
  Desk desk;
  desk.ledger.slip(desk.from_hall(17), Slip::printed);
  const auto first = desk.ledger.take_slips();
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_EQ(first[0].ticket, TicketId(17));
  EXPECT_THAT(desk.ledger.take_slips(), IsEmpty());

  Ledger again(DeviceId("kiosk-1"), desk.rows(), [] { return "f"; });
  EXPECT_THAT(again.take_slips(), IsEmpty()) << "not before the hall is there";
  again.held(Desk::leases("e1"), today, nine);
  EXPECT_THAT(again.take_slips(), SizeIs(1));

  desk.ledger.slip_told(first[0].request_id);
  Ledger told(DeviceId("kiosk-1"), desk.rows(), [] { return "f"; });
  told.held(Desk::leases("e1"), today, nine);
  EXPECT_THAT(told.take_slips(), IsEmpty());
}

TEST(Ledger, who_holds_a_number_does_not_lose_it_with_a_copy_that_never_came) {
  Desk desk;
  const auto given = desk.give(nine);
  desk.ledger.slip(given->shown_as, Slip::failed);
  desk.ledger.slip(given->shown_as, Slip::on_screen);
  desk.ledger.slip(given->shown_as, Slip::failed);
  EXPECT_EQ(desk.ledger.given()[0].slip, Slip::on_screen);
  desk.ledger.slip(given->shown_as, Slip::printed);
  desk.ledger.slip(given->shown_as, Slip::on_screen);
  EXPECT_EQ(desk.ledger.given()[0].slip, Slip::printed);
}

TEST(Ledger, a_day_that_is_over_is_forgotten_once_the_hall_has_all_of_it) {
  Desk desk;
  desk.from_hall(17);
  desk.give(nine);
  desk.ledger.take_change();
  desk.ledger.held(Desk::leases("e1"), tomorrow, nine + 24h);
  EXPECT_THAT(desk.ledger.take_change().erase, SizeIs(1));
  ASSERT_THAT(desk.ledger.given(), SizeIs(1));
  EXPECT_THAT(desk.handing_in(), ElementsAre("A-501"));
  EXPECT_EQ(desk.last_hand_ins[0].day, today);
  desk.ledger.handed_in(desk.last_hand_ins[0].request_id, {std::nullopt});
  EXPECT_THAT(desk.ledger.given(), IsEmpty());
  EXPECT_EQ(desk.give(nine + 24h, tomorrow)->number.text(), "A-501");
}

TEST(Ledger, without_leases_the_hall_is_still_told_of_papers) {
  Ledger ledger(DeviceId("kiosk-1"), {}, [] { return "f"; });
  ledger.not_held(today);
  protocol::TicketIssued issued;
  issued.ticket = TicketId(17);
  ledger.gave({}, issued, today, nine);
  ledger.slip(TicketId(17), Slip::failed);
  EXPECT_THAT(ledger.take_slips(), SizeIs(1));
  EXPECT_EQ(ledger.to_hand_in(), 0);
}

}  // namespace
}  // namespace giliran::kiosk
