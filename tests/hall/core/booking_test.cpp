#include <gtest/gtest.h>

#include "hall/core/calling_rule.hpp"
#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

const BookingCode code{"7K3M9XPA"};
const BookingCode other{"7K3M9XPB"};

class Bookings : public testing::Test {
 protected:
  static HallPlan plan() {
    HallPlan plan = small_plan();
    plan.services[0].appointments_per_slot = 1;
    return plan;
  }
  LocalTime today(std::chrono::minutes clock) const {
    return std::chrono::floor<std::chrono::days>(engine.moment().local) + clock;
  }
  BookAppointment book(LocalTime at, const BookingCode& with = code) const {
    return {ktp, at, false, Language::en, with};
  }
  const Ticket& check_in(const BookingCode& with = code) {
    engine.done(CheckIn{with, TicketToken("t" + with.value())});
    return *engine.hall.ticket(TicketToken("t" + with.value()));
  }
  Engine engine{plan()};
};

}  // namespace

TEST_F(Bookings, an_appointment_waits_from_its_booked_time) {
  engine.done(OpenCounter{one});
  engine.done(book(today(10h)));
  engine.advance(50min);  // 09.50
  engine.issue(ktp);
  const Ticket& ticket = check_in();
  EXPECT_EQ(ticket.number.text(), "A-002");
  EXPECT_TRUE(ticket.appointment);
  EXPECT_EQ(ticket.language, Language::en);
  engine.advance(15min);
  engine.issue(ktp);  // A-003 at 10.05
  EXPECT_EQ(engine.call_all(one), "A-001 A-002 A-003 ") << "as if it came at 10.00";
  EXPECT_TRUE(engine.hall.bookings().empty());
}

TEST_F(Bookings, who_comes_late_within_the_rule_keeps_the_booked_time) {
  engine.done(OpenCounter{one});
  engine.done(book(today(10h)));
  engine.advance(61min);
  engine.issue(ktp);
  engine.advance(14min);  // 10.15
  check_in();
  EXPECT_EQ(engine.call(one), "A-002");
}

TEST_F(Bookings, who_comes_later_waits_as_one_that_comes_now) {
  engine.done(OpenCounter{one});
  engine.done(book(today(10h)));
  engine.advance(61min);
  engine.issue(ktp);
  engine.advance(14min + 1ms);
  EXPECT_FALSE(check_in().appointment);
  EXPECT_EQ(engine.call_all(one), "A-001 A-002 ");
}

TEST_F(Bookings, nobody_checks_in_too_early_or_twice) {
  engine.done(book(today(11h)));
  engine.advance(1h - 1ms);  // 10.00
  EXPECT_EQ(engine.refused(CheckIn{code, TicketToken("t")}),
            (Refusal{Reason::booking_early, code.value(), "11.00"}));
  engine.advance(1ms);
  check_in();
  EXPECT_EQ(engine.refused(CheckIn{code, TicketToken("u")}),
            (Refusal{Reason::unknown_booking, code.value(), ""}));
}

TEST_F(Bookings, a_slot_takes_as_many_as_the_service_says) {
  engine.done(book(today(10h)));
  EXPECT_EQ(engine.refused(book(today(10h), other)),
            (Refusal{Reason::booked_up, ktp.value(), "10.00"}));
  engine.done(book(today(10h + 15min), other));
  engine.advance(30min);
  check_in();
  EXPECT_EQ(engine.refused(book(today(10h), BookingCode("x"))).reason, Reason::booked_up)
      << "who is here keeps the place";
}

TEST_F(Bookings, only_times_that_can_be_are_booked) {
  EXPECT_EQ(engine.refused(book(today(10h + 5min))).reason, Reason::bad_time) << "slots of 15 min";
  EXPECT_EQ(engine.refused(book(today(12h))).reason, Reason::service_closed);
  EXPECT_EQ(engine.refused(book(today(9h))).reason, Reason::too_far) << "now";
  EXPECT_EQ(engine.refused(book(today(10h) + std::chrono::days(31))).reason, Reason::too_far);
  EXPECT_EQ(engine.refused(BookAppointment{paspor, today(10h), false, Language::id, code}).reason,
            Reason::booked_up)
      << "it takes no appointments";
  engine.done(book(today(10h) + std::chrono::days(30)));
}

TEST_F(Bookings, a_cancelled_one_is_forgotten) {
  engine.done(book(today(10h)));
  engine.done(CancelBooking{code});
  EXPECT_EQ(engine.refused(CancelBooking{code}).reason, Reason::unknown_booking);
  engine.done(book(today(10h)));
}

TEST_F(Bookings, a_dated_slip_is_honoured_first_the_next_morning) {
  engine.advance(7h);  // 16.00
  engine.done(TakeDatedSlip{paspor, false, Language::id, code});
  engine.advance(1min);
  engine.done(TakeDatedSlip{paspor, false, Language::id, other});
  EXPECT_EQ(engine.refused(CheckIn{code, TicketToken("t")}),
            (Refusal{Reason::booking_early, code.value(), "2026-11-25"}));
  engine.advance(16h);  // 08.01
  engine.done(OpenCounter{three});
  engine.issue(paspor);
  engine.issue(paspor, true);
  check_in(other);
  check_in(code);
  EXPECT_EQ(engine.call_all(three), "B-004 B-003 B-002 B-001 ") << "in the order they were taken";
}

TEST_F(Bookings, a_dated_slip_is_for_the_next_open_day) {
  engine.advance(std::chrono::days(3));  // Friday
  engine.done(TakeDatedSlip{paspor, false, Language::id, code});
  const auto monday = std::chrono::local_days(std::chrono::year(2026) / 11 / 30);
  EXPECT_EQ(engine.hall.bookings().at(code).day, monday);
}

TEST_F(Bookings, those_of_a_day_that_is_over_are_forgotten) {
  engine.done(book(today(10h)));
  engine.done(TakeDatedSlip{paspor, false, Language::id, other});
  engine.advance(24h);
  engine.done(PassTime{});
  EXPECT_FALSE(engine.hall.bookings().contains(code));
  EXPECT_TRUE(engine.hall.bookings().contains(other));
  EXPECT_EQ(Hall(plan(), engine.hall.carried()), engine.hall) << "a new day is what it carries";
}

}  // namespace giliran::hall
