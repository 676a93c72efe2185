#include "hall/core/intake.hpp"

#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

/// Whether numbers are given, and to whom. The engine's clock begins on a Tuesday at 09.00.
namespace giliran::hall {

namespace {

Intake now(const Engine& engine, const ServiceId& service = ktp) {
  return intake(engine.hall, *engine.hall.plan().service(service), engine.moment());
}

Outlook told(const Engine& engine, const ServiceId& service = ktp) {
  return outlook(engine.hall, *engine.hall.plan().service(service), engine.moment());
}

IssueTicket issue(const ServiceId& service) {
  return {service, false, Language::id, TicketToken("x"), {}};
}

}  // namespace

TEST(Intakes, the_kiosk_opens_before_the_counters) {
  HallPlan plan = small_plan();
  plan.intake.open_before = 30min;
  Engine engine(plan);
  engine.advance(-90min - 1ms);  // 07.30
  EXPECT_EQ(engine.refused(issue(ktp)), (Refusal{Reason::service_closed, ktp.value(), "08.00"}));
  engine.advance(1ms);
  EXPECT_EQ(now(engine).state, ServiceState::open);
  engine.issue(ktp);
  engine.advance(5h);  // 12.30: not before the second opening
  EXPECT_EQ(now(engine).state, ServiceState::on_break);
}

TEST(Intakes, a_holiday_is_closed_and_tells_the_day_after) {
  HallPlan plan = small_plan();
  const auto tuesday = std::chrono::local_days(std::chrono::year(2026) / 11 / 24);
  HoursException holiday{tuesday, tuesday + std::chrono::days(1), {}, {"Libur", "", ""}};
  plan.services[0].hours = OpeningHours(plan.services[0].hours.week(), {holiday});
  Engine engine(plan);
  EXPECT_EQ(engine.refused(issue(ktp)),
            (Refusal{Reason::service_closed, ktp.value(), "2026-11-26 08.00"}));
  EXPECT_EQ(now(engine, paspor).state, ServiceState::open);
}

TEST(Intakes, the_quota_of_the_day_is_used_up_by_tickets_and_bookings) {
  HallPlan plan = small_plan();
  plan.services[0].quota[1] = 3;  // Tuesday
  plan.services[0].appointments_per_slot = 5;
  Engine engine(plan);
  EXPECT_EQ(now(engine).left, 3);
  engine.issue(ktp);
  engine.done(BookAppointment{ktp, engine.moment().local + 1h, false, Language::id,
                              BookingCode("AAAAAAAA")});
  EXPECT_EQ(now(engine).left, 1);
  engine.issue(ktp);
  EXPECT_EQ(now(engine).state, ServiceState::full);
  EXPECT_EQ(engine.refused(issue(ktp)), (Refusal{Reason::service_full, ktp.value(), ""}));
  engine.done(CheckIn{BookingCode("AAAAAAAA"), TicketToken("y")});
  EXPECT_EQ(engine.refused(issue(ktp)).reason, Reason::service_full) << "the booked one came";
  engine.advance(24h);
  engine.issue(ktp);
  EXPECT_EQ(now(engine).left, std::nullopt) << "no quota on a Wednesday";
}

TEST(Intakes, tells_who_will_be_served_today) {
  Engine engine;  // typical service 5 minutes
  engine.done(OpenCounter{three});
  engine.advance(5h + 54min);  // 14.54, closes at 15.00
  EXPECT_EQ(told(engine, paspor), Outlook::sure) << "at once, and 5 minutes";
  engine.advance(1min + 1s);
  EXPECT_EQ(told(engine, paspor), Outlook::not_today);
}

TEST(Intakes, tells_a_middle_between_sure_and_not_today) {
  Engine engine;
  engine.done(OpenCounter{three});
  engine.advance(4h);  // 13.00: two hours for 24 services of 5 minutes
  std::vector<Outlook> seen;
  for (int i = 0; i < 30; ++i) {
    const Outlook outlook = told(engine, paspor);
    if (seen.empty() || seen.back() != outlook) seen.push_back(outlook);
    engine.issue(paspor);
  }
  EXPECT_EQ(seen, (std::vector{Outlook::sure, Outlook::likely, Outlook::not_today}));
}

TEST(Intakes, refuse_who_cannot_be_served_today_if_the_hall_says_so) {
  HallPlan plan = small_plan();
  plan.intake.only_servable = true;
  Engine engine(plan);
  engine.done(OpenCounter{three});
  engine.advance(5h + 55min);
  engine.issue(paspor);
  EXPECT_EQ(engine.refused(issue(paspor)), (Refusal{Reason::not_today, paspor.value(), ""}));
}

TEST(Intakes, before_the_counters_open_the_plan_s_counters_are_counted_on) {
  HallPlan plan = small_plan();
  plan.intake.only_servable = true;
  plan.intake.open_before = 30min;
  Engine engine(plan);
  engine.advance(-80min);
  EXPECT_EQ(told(engine), Outlook::sure);
  engine.issue(ktp);
}

}  // namespace giliran::hall
