#include "hall/store/event_codec.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <stdexcept>

namespace giliran::hall {

namespace {

struct Written {
  Event event;
  const char* name;
  const char* body;
};

const TicketToken token("0123456789abcdef0123456789abcdef");
constexpr std::chrono::local_days day{std::chrono::year(2026) / 11 / 4};

/// As journals hold them. A line may be added; none may be changed.
const std::vector<Written> journal_lines{
    {DayBegan{day}, "day_began", R"({"day":"2026-11-04"})"},
    {TicketIssued{
         TicketId(17), {'A', 27}, ServiceId("kependudukan.ktp"), true, Language::su, token},
     "ticket_issued",
     R"({"ticket":17,"number":"A-027","service":"kependudukan.ktp","priority":true,)"
     R"("language":"su","token":"0123456789abcdef0123456789abcdef"})"},
    {TicketIssued{TicketId(18), {'B', 1000}, ServiceId("x.y"), false, Language::id, token},
     "ticket_issued",
     R"({"ticket":18,"number":"B-1000","service":"x.y","priority":false,)"
     R"("language":"id","token":"0123456789abcdef0123456789abcdef"})"},
    {SlipSet{TicketId(17), Slip::pending}, "slip_set", R"({"ticket":17,"slip":"pending"})"},
    {SlipSet{TicketId(17), Slip::printed}, "slip_set", R"({"ticket":17,"slip":"printed"})"},
    {SlipSet{TicketId(17), Slip::on_screen}, "slip_set", R"({"ticket":17,"slip":"on_screen"})"},
    {SlipSet{TicketId(17), Slip::failed}, "slip_set", R"({"ticket":17,"slip":"failed"})"},
    {CounterOpened{CounterId(3)}, "counter_opened", R"({"counter":3})"},
    {CounterClosed{CounterId(3)}, "counter_closed", R"({"counter":3})"},
    {TicketCalled{CallSeq(5), TicketId(17), CounterId(3), true}, "ticket_called",
     R"({"seq":5,"ticket":17,"counter":3,"recall":true})"},
    {ServiceStarted{TicketId(17)}, "service_started", R"({"ticket":17})"},
    {ServiceFinished{TicketId(17)}, "service_finished", R"({"ticket":17})"},
    {NoShowMarked{TicketId(17)}, "no_show_marked", R"({"ticket":17})"},
    {TicketUnserved{TicketId(17)}, "ticket_unserved", R"({"ticket":17})"},
};

std::string error_of(std::string_view name, std::string_view body) {
  try {
    read_event(name, body);
    return "read";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

}  // namespace

TEST(EventCodec, every_event_is_written_as_journals_have_it_and_read_back) {
  std::set<std::size_t> kinds;
  for (const Written& line : journal_lines) {
    kinds.insert(line.event.index());
    const WrittenEvent written = write_event(line.event);
    EXPECT_EQ(written.name, line.name);
    EXPECT_EQ(written.body, line.body);
    EXPECT_EQ(read_event(line.name, line.body), line.event) << line.body;
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<Event>) << "a kind of event has no line above";
}

TEST(EventCodec, a_member_that_a_later_program_added_is_passed_over) {
  EXPECT_EQ(read_event("service_started", R"({"ticket":17,"officer":"x"})"),
            Event(ServiceStarted{TicketId(17)}));
}

TEST(EventCodec, what_is_wrong_is_named) {
  EXPECT_EQ(error_of("coffee_made", "{}"), "coffee_made is no event that this program knows");
  EXPECT_EQ(error_of("service_started", "{"), "not a JSON object");
  EXPECT_EQ(error_of("service_started", "[]"), "not a JSON object");
  EXPECT_EQ(error_of("service_started", "{}"), "ticket is missing");
  const std::string wrong = " is not what it should be";
  EXPECT_EQ(error_of("service_started", R"({"ticket":-1})"), "ticket" + wrong);
  EXPECT_EQ(error_of("service_started", R"({"ticket":"17"})"), "ticket" + wrong);
  EXPECT_EQ(error_of("slip_set", R"({"ticket":17,"slip":"lost"})"), "slip" + wrong);
  EXPECT_EQ(error_of("day_began", R"({"day":"2026-02-29"})"), "day" + wrong);
  EXPECT_EQ(error_of("day_began", R"({"day":"today"})"), "day" + wrong);
  EXPECT_EQ(error_of("counter_opened", R"({"counter":2147483648})"), "counter" + wrong);
  EXPECT_EQ(error_of("ticket_called", R"({"seq":1,"ticket":1,"counter":1,"recall":0})"),
            "recall" + wrong);
}

}  // namespace giliran::hall
