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

const TicketId ticket(17);
const CounterId counter(3);
const ServiceId service("x.y");
const OfficerId sari("sari");
const DeviceId kiosk("kiosk-1");
const BookingCode code("7K3M9XPA");
const TicketToken token("0123456789abcdef0123456789abcdef");
constexpr std::chrono::local_days day{std::chrono::year(2026) / 11 / 4};
constexpr LocalTime half_past_nine = day + std::chrono::hours(9) + std::chrono::minutes(30);

constexpr WallTime ms(std::int64_t count) {
  return WallTime(std::chrono::milliseconds(count));
}

/// As journals of the first version hold them. None may be changed.
const std::vector<Written> old_lines{
    {DayBegan{day}, "day_began", R"({"day":"2026-11-04"})"},
    {TicketIssued{ticket, {'A', 27}, ServiceId("kependudukan.ktp"), true, Language::su, token},
     "ticket_issued",
     R"({"ticket":17,"number":"A-027","service":"kependudukan.ktp","priority":true,)"
     R"("language":"su","token":"0123456789abcdef0123456789abcdef"})"},
    {TicketIssued{TicketId(18), {'B', 1000}, service, false, Language::id, token}, "ticket_issued",
     R"({"ticket":18,"number":"B-1000","service":"x.y","priority":false,)"
     R"("language":"id","token":"0123456789abcdef0123456789abcdef"})"},
    {SlipSet{ticket, Slip::pending}, "slip_set", R"({"ticket":17,"slip":"pending"})"},
    {SlipSet{ticket, Slip::printed}, "slip_set", R"({"ticket":17,"slip":"printed"})"},
    {SlipSet{ticket, Slip::on_screen}, "slip_set", R"({"ticket":17,"slip":"on_screen"})"},
    {SlipSet{ticket, Slip::failed}, "slip_set", R"({"ticket":17,"slip":"failed"})"},
    {CounterOpened{counter}, "counter_opened", R"({"counter":3})"},
    {CounterClosed{counter}, "counter_closed", R"({"counter":3})"},
    {TicketCalled{CallSeq(5), ticket, counter, true}, "ticket_called",
     R"({"seq":5,"ticket":17,"counter":3,"recall":true})"},
    {TicketCalled{CallSeq(1), ticket, counter}, "ticket_called",
     R"({"seq":1,"ticket":17,"counter":3,"recall":false})"},
    {ServiceStarted{ticket}, "service_started", R"({"ticket":17})"},
    {ServiceFinished{ticket}, "service_finished", R"({"ticket":17})"},
    {NoShowMarked{ticket}, "no_show_marked", R"({"ticket":17})"},
    {TicketUnserved{ticket}, "ticket_unserved", R"({"ticket":17})"},
};

/// With every member set. A line may be added; none may be changed.
const std::vector<Written> full_lines{
    {DayBegan{day}, "day_began", R"({"day":"2026-11-04"})"},
    {TicketIssued{ticket,
                  {'A', 27},
                  service,
                  true,
                  Language::en,
                  token,
                  {ServiceId("x.z"), ServiceId("x.w")},
                  code,
                  ms(1500),
                  true,
                  true,
                  WaitRange{std::chrono::seconds(60), std::chrono::seconds(300)}},
     "ticket_issued",
     R"({"ticket":17,"number":"A-027","service":"x.y","priority":true,"language":"en",)"
     R"("token":"0123456789abcdef0123456789abcdef","then":["x.z","x.w"],"booking":"7K3M9XPA",)"
     R"("since":1500,"appointment":true,"first":true,"quoted":[60,300]})"},
    {PaperEntered{ticket, {'A', 27}, service, true, token, ms(1), counter, ms(2), ms(3)},
     "paper_entered",
     R"({"ticket":17,"number":"A-027","service":"x.y","priority":true,)"
     R"("token":"0123456789abcdef0123456789abcdef","issued_at":1,"counter":3,"called_at":2,)"
     R"("finished_at":3})"},
    {SlipSet{ticket, Slip::failed}, "slip_set", R"({"ticket":17,"slip":"failed"})"},
    {TicketCalled{CallSeq(5), ticket, counter, true, "demam", true}, "ticket_called",
     R"({"seq":5,"ticket":17,"counter":3,"recall":true,"out_of_turn":"demam","automatic":true})"},
    {ServiceStarted{ticket}, "service_started", R"({"ticket":17})"},
    {ServiceFinished{ticket, Outcome::missing_document, "KK asli", service}, "service_finished",
     R"({"ticket":17,"outcome":"missing_document","detail":"KK asli","next":"x.y"})"},
    {NoShowMarked{ticket}, "no_show_marked", R"({"ticket":17})"},
    {TicketTransferred{ticket, service, counter, sari, ms(-5), true}, "ticket_transferred",
     R"({"ticket":17,"service":"x.y","counter":3,"officer":"sari","since":-5,"first":true})"},
    {StepAdded{ticket, service}, "step_added", R"({"ticket":17,"service":"x.y"})"},
    {TicketParked{ticket, "fotokopi"}, "ticket_parked", R"({"ticket":17,"why":"fotokopi"})"},
    {TicketTakenBack{ticket, counter}, "ticket_taken_back", R"({"ticket":17,"counter":3})"},
    {TicketCancelled{ticket, "pulang"}, "ticket_cancelled", R"({"ticket":17,"why":"pulang"})"},
    {TicketReentered{ticket, ms(9), true}, "ticket_reentered",
     R"({"ticket":17,"since":9,"first":true})"},
    {TicketUnserved{ticket}, "ticket_unserved", R"({"ticket":17})"},
    {CounterOpened{counter, sari}, "counter_opened", R"({"counter":3,"officer":"sari"})"},
    {CounterClosed{counter}, "counter_closed", R"({"counter":3})"},
    {BreakStarted{counter, "makan"}, "break_started", R"({"counter":3,"reason":"makan"})"},
    {BreakEnded{counter}, "break_ended", R"({"counter":3})"},
    {CounterLent{counter, service, ms(7)}, "counter_lent",
     R"({"counter":3,"service":"x.y","until":7})"},
    {CounterReturned{counter, service}, "counter_returned", R"({"counter":3,"service":"x.y"})"},
    {AutoCallSet{counter, true}, "auto_call_set", R"({"counter":3,"on":true})"},
    {ServicePaused{service, "SIAK \"mati\""}, "service_paused",
     R"({"service":"x.y","why":"SIAK \"mati\""})"},
    {ServiceResumed{service}, "service_resumed", R"({"service":"x.y"})"},
    {AppointmentBooked{code, service, half_past_nine, true, Language::en}, "appointment_booked",
     R"({"code":"7K3M9XPA","service":"x.y","at":"2026-11-04T09:30","priority":true,)"
     R"("language":"en"})"},
    {DatedSlipTaken{code, service, day, true, Language::su}, "dated_slip_taken",
     R"({"code":"7K3M9XPA","service":"x.y","day":"2026-11-04","priority":true,"language":"su"})"},
    {BookingCancelled{code}, "booking_cancelled", R"({"code":"7K3M9XPA"})"},
    {NumbersLeased{kiosk, day, {'A', 501}, {'A', 550}}, "numbers_leased",
     R"({"device":"kiosk-1","day":"2026-11-04","from":"A-501","to":"A-550"})"},
    {TicketHandedIn{ticket,
                    {'A', 501},
                    service,
                    true,
                    Language::su,
                    token,
                    {ServiceId("x.z")},
                    ms(8),
                    Slip::printed,
                    kiosk},
     "ticket_handed_in",
     R"({"ticket":17,"number":"A-501","service":"x.y","priority":true,"language":"su",)"
     R"("token":"0123456789abcdef0123456789abcdef","then":["x.z"],"issued_at":8,)"
     R"("slip":"printed","device":"kiosk-1"})"},
    {PastTicketHandedIn{day,
                        {'A', 501},
                        service,
                        true,
                        Language::su,
                        token,
                        {ServiceId("x.z")},
                        ms(8),
                        Slip::failed,
                        kiosk},
     "past_ticket_handed_in",
     R"({"day":"2026-11-04","number":"A-501","service":"x.y","priority":true,"language":"su",)"
     R"("token":"0123456789abcdef0123456789abcdef","then":["x.z"],"issued_at":8,)"
     R"("slip":"failed","device":"kiosk-1"})"},
    {JournalRestored{}, "journal_restored", "{}"},
    {JournalRestored{7}, "journal_restored", R"({"skipped":7})"},
    {RunRaised{day, {'A', 1550}}, "run_raised", R"({"day":"2026-11-04","above":"A-1550"})"},
    {ClockSetBack{std::chrono::milliseconds(7'200'000), day}, "clock_set_back",
     R"({"by":7200000,"day":"2026-11-04"})"},
};

/// Kinds of event that leave members out while they have their default, with that default.
const std::vector<Written> plain_lines{
    {PaperEntered{ticket, {'A', 27}, service, false, token, ms(1)}, "paper_entered",
     R"({"ticket":17,"number":"A-027","service":"x.y","priority":false,)"
     R"("token":"0123456789abcdef0123456789abcdef","issued_at":1})"},
    {TicketTransferred{ticket, service, {}, {}, ms(5)}, "ticket_transferred",
     R"({"ticket":17,"service":"x.y","since":5})"},
    {TicketParked{ticket}, "ticket_parked", R"({"ticket":17})"},
    {TicketCancelled{ticket}, "ticket_cancelled", R"({"ticket":17})"},
    {TicketReentered{ticket, ms(9)}, "ticket_reentered", R"({"ticket":17,"since":9})"},
    {ServicePaused{service}, "service_paused", R"({"service":"x.y"})"},
};

void expect_lines(const std::vector<Written>& lines) {
  for (const Written& line : lines) {
    const WrittenEvent written = write_event(line.event);
    EXPECT_EQ(written.name, line.name);
    EXPECT_EQ(written.body, line.body);
    EXPECT_EQ(read_event(line.name, line.body), line.event) << line.body;
  }
}

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
  for (const Written& line : full_lines)
    kinds.insert(line.event.index());
  EXPECT_EQ(kinds.size(), std::variant_size_v<Event>) << "a kind of event has no line above";
  expect_lines(full_lines);
}

TEST(EventCodec, members_with_their_default_are_left_out) {
  expect_lines(plain_lines);
}

TEST(EventCodec, journals_of_the_first_version_are_read_and_written_as_they_were) {
  expect_lines(old_lines);
}

TEST(EventCodec, a_member_that_a_later_program_added_is_passed_over) {
  EXPECT_EQ(read_event("service_started", R"({"ticket":17,"officer":"x"})"),
            Event(ServiceStarted{TicketId(17)}));
}

TEST(EventCodec, what_a_day_takes_over_is_written_and_read_back) {
  Carried carried{day, ms(5), 17, 5, {}};
  const std::string old =
      R"({"day":"2026-11-04","last_at":5,"last_ticket":17,"last_call":5,"bookings":[]})";
  EXPECT_EQ(write_carried(carried), old);
  EXPECT_EQ(read_carried(old), carried) << "as journals had it before there were leases";
  carried.leases = {{kiosk, day, {'A', 501}, {'A', 550}, ms(4)}};
  carried.raised = {{day, {'A', 1500}}};
  carried.restored = 2;
  const std::string full =
      R"({"day":"2026-11-04","last_at":5,"last_ticket":17,"last_call":5,"bookings":[],)"
      R"("leases":[{"device":"kiosk-1","day":"2026-11-04","from":"A-501","to":"A-550","at":4}],)"
      R"("raised":[{"day":"2026-11-04","above":"A-1500"}],"restored":2})";
  EXPECT_EQ(write_carried(carried), full);
  EXPECT_EQ(read_carried(full), carried);
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
  EXPECT_EQ(error_of("day_began", R"({"day":"2026-1a-04"})"), "day" + wrong);
  EXPECT_EQ(error_of("counter_opened", R"({"counter":3,"officer":null})"), "officer" + wrong);
  EXPECT_EQ(error_of("service_finished", R"({"ticket":1,"outcome":"done"})"), "outcome" + wrong);
  for (const char* at : {"2026-11-04T24:00", "2026-11-04T09:60", "2026-11-04 09:30",
                         "2026-11-04T09:3", "2026-11-31T09:30"}) {
    const std::string body = std::string(R"({"code":"A","service":"x.y","at":")") + at +
                             R"(","priority":false,"language":"id"})";
    EXPECT_EQ(error_of("appointment_booked", body), "at" + wrong) << at;
  }
  EXPECT_EQ(error_of("counter_opened", R"({"counter":2147483648})"), "counter" + wrong);
  EXPECT_EQ(error_of("ticket_called", R"({"seq":1,"ticket":1,"counter":1,"recall":0})"),
            "recall" + wrong);
}

}  // namespace giliran::hall
