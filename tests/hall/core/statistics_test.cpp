#include "hall/core/statistics.hpp"

#include <gtest/gtest.h>

#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

/// Takes a number, waits, is called and served.
void visit(Engine& engine, const ServiceId& service, CounterId counter, std::chrono::seconds wait,
           std::chrono::seconds length = 60s) {
  engine.issue(service);
  engine.advance(wait);
  engine.serve(counter, length);
}

}  // namespace

TEST(Statistics, of_a_day_without_visitors_are_empty) {
  Engine engine;
  const DayFigures figures = day_figures(engine.hall);
  EXPECT_EQ(figures.issued, 0);
  EXPECT_FALSE(figures.wait_mean);
  EXPECT_FALSE(figures.wait_p90);
  EXPECT_FALSE(figures.service_mean);
  EXPECT_FALSE(figures.within_target);
  EXPECT_TRUE(half_hours(engine.hall, Zone("Asia/Jakarta"), engine.at).empty());
}

TEST(Statistics, each_ticket_is_counted_in_its_state) {
  Engine engine;
  engine.done(OpenCounter{one});
  visit(engine, ktp, one, 0s);
  engine.issue(ktp);
  engine.call_all(one);
  engine.issue(ktp);
  engine.done(SetSlip{engine.issue(ktp), Slip::failed});
  const DayFigures figures = day_figures(engine.hall);
  EXPECT_EQ(figures.issued, 4);
  EXPECT_EQ(figures.served, 1);
  EXPECT_EQ(figures.no_show, 1);
  EXPECT_EQ(figures.waiting, 1);
  EXPECT_EQ(figures.without_slip, 1);
}

TEST(Statistics, waits_end_with_the_last_call_and_services_begin_with_the_start) {
  Engine engine;
  engine.done(OpenCounter{one});
  const TicketId id = engine.issue(ktp);
  engine.advance(100s);
  engine.call(one);
  engine.advance(20s);
  engine.done(Recall{one});
  engine.advance(30s);
  engine.done(StartService{id});
  engine.advance(240s);
  engine.done(FinishService{id});
  const DayFigures figures = day_figures(engine.hall);
  EXPECT_EQ(figures.wait_mean, 120s);
  EXPECT_EQ(figures.service_mean, 240s);
}

TEST(Statistics, p90_is_the_smallest_wait_that_nine_of_ten_do_not_exceed) {
  Engine engine;
  engine.done(OpenCounter{one});
  visit(engine, ktp, one, 10s, 1s);
  EXPECT_EQ(day_figures(engine.hall).wait_p90, 10s) << "of one: that one";
  for (int i = 2; i <= 9; ++i)
    visit(engine, ktp, one, std::chrono::seconds(10 * i), 1s);
  EXPECT_EQ(day_figures(engine.hall).wait_p90, 90s) << "of nine: the ninth";
  visit(engine, ktp, one, 100s, 1s);
  EXPECT_EQ(day_figures(engine.hall).wait_p90, 90s) << "of ten: the ninth";
  EXPECT_EQ(day_figures(engine.hall).wait_mean, 55s);
  visit(engine, ktp, one, 110s, 1s);
  EXPECT_EQ(day_figures(engine.hall).wait_p90, 100s) << "of eleven: the tenth";
}

TEST(Statistics, a_wait_as_long_as_the_target_is_within_it) {
  Engine engine;
  engine.done(OpenCounter{one});
  visit(engine, ktp, one, 600s);
  EXPECT_EQ(day_figures(engine.hall).within_target, 1.0);
  visit(engine, ktp, one, 601s);
  EXPECT_EQ(day_figures(engine.hall).within_target, 0.5);
  EXPECT_EQ(service_figures(engine.hall, *engine.hall.plan().service(ktp), engine.at).within_target,
            0.5);
  EXPECT_FALSE(
      service_figures(engine.hall, *engine.hall.plan().service(paspor), engine.at).within_target);
}

TEST(Statistics, who_waits_longer_than_the_target_is_late) {
  Engine engine;
  const Service& service = *engine.hall.plan().service(ktp);
  const WallTime first = engine.at;
  engine.issue(ktp);
  engine.advance(60s);
  engine.issue(ktp, true);
  engine.advance(540s);
  EXPECT_EQ(service_figures(engine.hall, service, engine.at).late, 0);
  engine.advance(1ms);
  EXPECT_EQ(service_figures(engine.hall, service, engine.at).late, 1);
  engine.advance(60s);
  const ServiceFigures figures = service_figures(engine.hall, service, engine.at);
  EXPECT_EQ(figures.late, 2);
  EXPECT_EQ(figures.waiting_since, first);
}

TEST(Statistics, a_counter_has_its_own_visitors_and_times) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.done(OpenCounter{two});
  visit(engine, ktp, one, 0s, 100s);
  visit(engine, ktp, one, 0s, 200s);
  visit(engine, akta, two, 0s, 600s);
  EXPECT_EQ(counter_figures(engine.hall, one).served, 2);
  EXPECT_EQ(counter_figures(engine.hall, one).service_mean, 150s);
  EXPECT_EQ(counter_figures(engine.hall, two).service_mean, 600s);
  EXPECT_EQ(counter_figures(engine.hall, three).served, 0);
  EXPECT_FALSE(counter_figures(engine.hall, three).service_mean);
}

TEST(Statistics, half_hours_count_issues_and_calls_where_they_were) {
  Engine engine;
  engine.done(OpenCounter{one});
  engine.advance(5min);  // 09.05
  engine.issue(ktp);
  engine.advance(25min - 1ms);  // just before 09.30
  engine.issue(ktp);
  engine.advance(1ms);  // 09.30: the next half hour begins
  engine.serve(one, 1s);
  engine.advance(59min);  // 10.29
  const auto slots = half_hours(engine.hall, Zone("Asia/Jakarta"), engine.at);
  ASSERT_EQ(slots.size(), 3U);
  EXPECT_EQ(slots[0].start, 9h);
  EXPECT_EQ(slots[0].issued, 2);
  EXPECT_EQ(slots[0].called, 0);
  EXPECT_FALSE(slots[0].wait_mean);
  EXPECT_EQ(slots[1].start, 9h + 30min);
  EXPECT_EQ(slots[1].issued, 0);
  EXPECT_EQ(slots[1].called, 1);
  EXPECT_EQ(slots[1].wait_mean, 25min);
  EXPECT_EQ(slots[1].wait_p90, 25min);
  EXPECT_EQ(slots[2].start, 10h);
  EXPECT_EQ(slots[2].called, 0);
}

TEST(Statistics, count_tickets_that_the_hall_holds_no_longer) {
  HallPlan plan = small_plan();
  plan.held_over = 2;
  Engine engine(plan);
  engine.done(OpenCounter{one});
  for (int i = 1; i <= 3; ++i)
    visit(engine, ktp, one, std::chrono::minutes(5 * i), 60s);
  EXPECT_EQ(engine.hall.tickets().size(), 2U);
  EXPECT_FALSE(engine.hall.ticket(TicketId(1)));
  EXPECT_FALSE(engine.hall.ticket(TicketNumber{'A', 1}));
  EXPECT_TRUE(engine.hall.ticket(TicketId(2)));
  EXPECT_EQ(engine.refused(FinishService{TicketId(1)}).reason, Reason::unknown_ticket);
  const DayFigures figures = day_figures(engine.hall);
  EXPECT_EQ(figures.issued, 3);
  EXPECT_EQ(figures.served, 3);
  EXPECT_EQ(figures.wait_mean, 10min);
  EXPECT_EQ(figures.wait_p90, 15min);
  EXPECT_EQ(figures.service_mean, 60s);
  EXPECT_EQ(counter_figures(engine.hall, one).served, 3);
  EXPECT_EQ(half_hours(engine.hall, Zone("Asia/Jakarta"), engine.at).front().issued, 3);
}

}  // namespace giliran::hall
