#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/core/code.hpp"
#include "tests/kiosk/core/flow_rig.hpp"

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace giliran::kiosk {
namespace {

constexpr const char* token = "0123456789abcdef0123456789abcdef";

protocol::TicketBack back(TicketNumber number) {
  protocol::TicketBack made;
  made.ticket = TicketId(17);
  made.number = number;
  made.ahead = 4;
  made.wait_range_s = WaitRange{5min, 10min};
  made.service = ServiceId("informasi.tanya");
  return made;
}

TEST(Codes, are_read_as_people_and_scanners_write_them) {
  EXPECT_EQ(code_of("7k3m 9xpa"), Code(BookingCode("7K3M9XPA")));
  EXPECT_EQ(code_of("A-027"), Code(TicketNumber{'A', 27}));
  EXPECT_EQ(code_of(" a27\r\n"), Code(TicketNumber{'A', 27}));
  EXPECT_EQ(code_of("A-1000"), Code(TicketNumber{'A', 1000}));
  EXPECT_EQ(code_of(token), Code(TicketToken(token)));
  EXPECT_EQ(code_of(std::string("https://mpp.example/t/") + token), Code(TicketToken(token)));
  EXPECT_EQ(code_of("HTTPS://MPP.EXAMPLE/T/0123456789ABCDEF0123456789ABCDEF"),
            Code(TicketToken(token)));
}

TEST(Codes, that_are_nothing_are_not_guessed) {
  for (const char* text : {"", " ", "A", "A-", "A-0", "I-027", "Q27", "027", "7K3M9XP", "7K3M9XPAA",
                           "7K3M9XP0", "A-123456", "x0123456789abcdef0123456789abcdef",
                           "https://mpp.example/t/0123456789abcdef0123456789abcde"}) {
    EXPECT_FALSE(code_of(text)) << text;
  }
}

TEST(CodePage, is_offered_only_where_the_hall_takes_codes) {
  FlowRig rig;
  rig.open();
  EXPECT_FALSE(rig.scene().takes_codes);
  rig.touch("code");
  EXPECT_EQ(rig.page(), Page::home);
  rig.open_with_codes();
  EXPECT_TRUE(rig.scene().takes_codes);
  rig.touch("code");
  EXPECT_EQ(rig.page(), Page::code);
  rig.touch("back");
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(CodePage, a_booking_typed_on_the_keypad_becomes_a_printed_number) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("7K3M9XP");
  EXPECT_EQ(rig.scene().typed, "7K3M9XP");
  rig.keys("AAA");  // no more than a code has
  EXPECT_EQ(rig.scene().typed, "7K3M9XPA");
  rig.touch("submit");
  EXPECT_EQ(rig.page(), Page::asking);
  EXPECT_EQ(rig.scene().wish, Wish::check_in);
  const auto asked = rig.asked<CheckIn>();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked[0].params.code, BookingCode("7K3M9XPA"));
  protocol::TicketIssued issued = FlowRig::issued();
  issued.number = {'C', 5};
  issued.priority = true;
  rig.flow.issue_answered(asked[0].params.request_id, issued, rig.now);
  EXPECT_EQ(rig.page(), Page::printing);
  const auto papers = rig.asked<PrintPaper>();
  ASSERT_THAT(papers, SizeIs(1));
  EXPECT_EQ(papers[0].paper.number, "C-005");
  EXPECT_EQ(papers[0].paper.service, "Kependudukan · KTP-el");
  EXPECT_TRUE(papers[0].paper.priority) << "it was booked so";
  EXPECT_EQ(papers[0].paper.return_within, 30min);
  rig.flow.paper_news(TicketId(17), PaperNews::printed, rig.now);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::printed));
}

TEST(CodePage, a_missed_number_is_back_in_its_queue_for_20_s_on_the_screen) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("L027");
  rig.touch("submit");
  EXPECT_EQ(rig.scene().wish, Wish::back);
  const auto asked = rig.asked<ComeBack>();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked[0].params.number, (TicketNumber{'L', 27}));
  EXPECT_FALSE(asked[0].params.token);
  rig.flow.back_answered(asked[0].params.request_id, back({'L', 27}), rig.now);
  EXPECT_EQ(rig.page(), Page::back);
  EXPECT_EQ(rig.scene().ticket->ahead, 4);
  EXPECT_EQ(rig.scene().ticket->service.id, "Informasi");
  EXPECT_EQ(rig.scene().countdown, (Countdown{20, 20}));
  rig.pass(19999ms);
  EXPECT_EQ(rig.page(), Page::back);
  rig.pass(1ms);
  EXPECT_EQ(rig.page(), Page::home);
  EXPECT_THAT(rig.slips(), IsEmpty());
}

TEST(CodePage, what_is_no_code_is_said_and_can_be_corrected) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("7K3M");
  rig.touch("submit");
  EXPECT_EQ(rig.page(), Page::code);
  EXPECT_TRUE(rig.scene().unreadable);
  EXPECT_EQ(rig.scene().typed, "7K3M");
  rig.touch("erase");
  EXPECT_EQ(rig.scene().typed, "7K3");
  EXPECT_FALSE(rig.scene().unreadable);
}

TEST(CodePage, a_refusal_stands_beside_what_was_typed) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("7K3M9XPA");
  rig.touch("submit");
  const Refusal unknown{Reason::unknown_booking, "7K3M9XPA", ""};
  rig.flow.refused(rig.asked<CheckIn>().at(0).params.request_id, unknown, rig.now);
  EXPECT_EQ(rig.page(), Page::code);
  EXPECT_EQ(rig.scene().refusal, unknown);
  EXPECT_EQ(rig.scene().typed, "7K3M9XPA");
  rig.keys("2");
  EXPECT_FALSE(rig.scene().refusal);
}

TEST(CodePage, keys_may_come_fast_but_a_trembling_finger_types_once) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.touch("key:7");
  rig.pass(60ms);
  rig.flow.touched("key:K", rig.now);
  EXPECT_EQ(rig.scene().typed, "7K");
  rig.pass(149ms);
  rig.flow.touched("key:K", rig.now);
  EXPECT_EQ(rig.scene().typed, "7K");
  rig.pass(1ms);
  rig.flow.touched("key:K", rig.now);
  EXPECT_EQ(rig.scene().typed, "7KK");
}

TEST(CodePage, asks_whether_somebody_is_there_and_is_wiped) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("7K");
  rig.pass(45s);
  EXPECT_TRUE(rig.scene().still_there);
  rig.pass(20s);
  EXPECT_EQ(rig.page(), Page::home);
  rig.touch("code");
  EXPECT_EQ(rig.scene().typed, "");
}

TEST(CodePage, an_answer_after_the_visitor_has_left_gives_nobody_a_number) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("7K3M9XPA");
  rig.touch("submit");
  rig.pass(5s);
  EXPECT_TRUE(rig.scene().answer_late);
  rig.touch("cancel");
  rig.flow.issue_answered(rig.asked<CheckIn>().at(0).params.request_id, FlowRig::issued(), rig.now);
  EXPECT_THAT(rig.slips(), ElementsAre(giliran::Slip::failed));
  EXPECT_EQ(rig.page(), Page::home);
}

TEST(Scanner, a_ticket_held_under_it_at_home_is_back_in_its_queue) {
  FlowRig rig;
  rig.open_with_codes();
  rig.scan(std::string("https://mpp.example/t/") + token);
  const auto asked = rig.asked<ComeBack>();
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked[0].params.token, TicketToken(token));
  EXPECT_FALSE(asked[0].params.number);
  rig.flow.refused(asked[0].params.request_id, {Reason::too_late, "A-027", "30"}, rig.now);
  EXPECT_EQ(rig.page(), Page::code);
  EXPECT_EQ(rig.scene().typed, "");  // nobody reads a token
}

TEST(Scanner, a_code_held_under_it_at_home_is_checked_in) {
  FlowRig rig;
  rig.open_with_codes();
  rig.scan("7k3m9xpa");
  EXPECT_THAT(rig.asked<CheckIn>(), SizeIs(1));
  EXPECT_EQ(rig.page(), Page::asking);
}

TEST(Scanner, counts_whole_on_the_page_for_codes_whatever_was_typed_before) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  rig.keys("A0");
  rig.scan("7K3M9XPA");
  EXPECT_EQ(rig.asked<CheckIn>().at(0).params.code, BookingCode("7K3M9XPA"));
}

TEST(Scanner, something_else_held_under_it_is_said) {
  FlowRig rig;
  rig.open_with_codes();
  rig.scan("8991234567890");
  EXPECT_EQ(rig.page(), Page::code);
  EXPECT_TRUE(rig.scene().unreadable);
  EXPECT_EQ(rig.scene().typed, "");
}

TEST(Scanner, keys_that_come_slowly_are_no_scan) {
  FlowRig rig;
  rig.open_with_codes();
  rig.flow.typed("7K3M", rig.now);
  rig.pass(1001ms);
  rig.flow.typed("9XPA", rig.now);
  rig.flow.entered(rig.now);
  EXPECT_THAT(rig.asked<CheckIn>(), IsEmpty());
}

TEST(Scanner, is_not_heard_while_a_number_is_asked_for_or_shown_or_where_no_codes_are_taken) {
  FlowRig rig;
  rig.open();
  rig.scan("7K3M9XPA");
  EXPECT_EQ(rig.page(), Page::home);
  rig.open_with_codes();
  rig.take_number();
  rig.scan("7K3M9XPA");
  EXPECT_EQ(rig.page(), Page::printing);
  EXPECT_THAT(rig.asked<CheckIn>(), IsEmpty());
}

TEST(Keyboard, types_and_erases_on_the_page_for_codes) {
  FlowRig rig;
  rig.open_with_codes();
  rig.touch("code");
  for (const char* key : {"l", "-", "0", "2", "8"}) {
    rig.pass(300ms);
    rig.flow.typed(key, rig.now);
  }
  rig.flow.erased(rig.now);
  rig.flow.typed("7", rig.now);
  EXPECT_EQ(rig.scene().typed, "L027");
  rig.pass(5s);
  rig.flow.entered(rig.now);
  EXPECT_EQ(rig.asked<ComeBack>().at(0).params.number, (TicketNumber{'L', 27}));
}

}  // namespace
}  // namespace giliran::kiosk
