#include <gtest/gtest.h>

#include <algorithm>

#include "hall/core/statistics.hpp"
#include "shared/base/zone.hpp"
#include "tests/hall/core/engine.hpp"

namespace giliran::hall {

namespace {

constexpr std::chrono::local_days tuesday{std::chrono::year(2026) / 11 / 24};
constexpr std::chrono::days one_year{365};

/// The hall made again from its journal.
Hall replayed(const Engine& engine) {
  Hall hall(small_plan());
  for (const Recorded& recorded : engine.journal)
    apply(hall, recorded);
  return hall;
}

}  // namespace

TEST(ClocksSetBack, waits_and_service_times_stay_and_no_order_changes) {
  Engine engine;
  engine.done(OpenCounter{one});
  const TicketId served = engine.issue(ktp);
  engine.call(one);
  engine.done(StartService{served});
  const TicketId first = engine.issue(ktp);
  engine.advance(60s);
  const TicketId second = engine.issue(ktp);
  engine.advance(60s);
  const WallTime from = engine.at;
  engine.advance(-50min);
  engine.done(SetClockBack{from});
  EXPECT_EQ(engine.hall.last_at(), engine.at);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(first), engine.at), 120s);
  EXPECT_EQ(waited(engine.hall, *engine.hall.ticket(second), engine.at), 60s);
  const TicketId third = engine.issue(ktp);
  engine.advance(60s);
  engine.done(FinishService{served, Outcome::served, ""});
  EXPECT_EQ(*engine.hall.ticket(served)->ended_at - *engine.hall.ticket(served)->started_at, 180s);
  const std::string order =
      engine.number(first) + " " + engine.number(second) + " " + engine.number(third) + " ";
  EXPECT_EQ(engine.call_all(one), order);
  EXPECT_TRUE(replayed(engine) == engine.hall);
}

TEST(ClocksSetBack, one_that_is_not_behind_changes_nothing) {
  Engine engine;
  engine.issue(ktp);
  EXPECT_TRUE(engine.done(SetClockBack{}).empty());
  engine.advance(-1ms);
  EXPECT_EQ(engine.done(SetClockBack{}).size(), 1U);
}

TEST(ClocksSetBack, a_day_that_a_wrong_clock_began_is_taken_back_with_its_tickets) {
  Engine engine;
  engine.issue(ktp);
  engine.advance(one_year);
  const TicketId kept = engine.issue(ktp);
  ASSERT_EQ(engine.hall.day(), tuesday + one_year);
  ASSERT_EQ(engine.number(kept), "A-001");
  engine.advance(-one_year);
  const std::vector<Event> expected{ClockSetBack{one_year, tuesday}};
  EXPECT_EQ(engine.done(SetClockBack{}), expected);
  EXPECT_EQ(engine.hall.day(), tuesday);
  EXPECT_EQ(engine.hall.ticket(kept)->state, TicketState::waiting);
  EXPECT_GT(engine.hall.ticket(engine.issue(ktp))->number.number, 1000);
  EXPECT_TRUE(replayed(engine) == engine.hall);
}

TEST(ClocksSetBack, bookings_of_the_days_that_a_wrong_clock_passed_come_back) {
  HallPlan plan = small_plan();
  plan.services[0].appointments_per_slot = 1;
  Engine engine(plan);
  const BookingCode code("TEST2345");
  const LocalTime tomorrow = tuesday + 24h + 10h;
  engine.done(BookAppointment{ktp, tomorrow, false, Language::id, code});
  engine.advance(one_year);
  engine.issue(ktp);
  EXPECT_TRUE(engine.hall.bookings().empty());
  EXPECT_TRUE(replayed(engine) == engine.hall);
  engine.advance(-one_year);
  engine.done(SetClockBack{});
  ASSERT_TRUE(engine.hall.bookings().contains(code));
  EXPECT_EQ(engine.hall.bookings().at(code).at, tomorrow);
  engine.advance(48h);
  engine.done(PassTime{});
  engine.advance(-48h);
  engine.done(SetClockBack{});
  EXPECT_TRUE(engine.hall.bookings().contains(code));
  engine.advance(48h);
  engine.done(PassTime{});
  engine.advance(24h);
  engine.done(PassTime{});
  engine.advance(-72h);
  engine.done(SetClockBack{});
  EXPECT_TRUE(engine.hall.bookings().empty()) << "two days have begun since";
}

TEST(ClocksSetBack, a_day_that_comes_again_gives_no_number_twice) {
  Engine engine;
  engine.issue(ktp);
  engine.advance(24h);
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-001");
  EXPECT_EQ(engine.number(engine.issue(ktp)), "A-002");
  engine.advance(-24h);
  engine.done(SetClockBack{});
  ASSERT_EQ(engine.hall.day(), tuesday);
  engine.advance(24h);
  EXPECT_GT(engine.hall.ticket(engine.issue(ktp))->number.number, 2);
}

TEST(ClocksSetBack, just_after_midnight_the_day_stays_so_that_it_begins_once) {
  for (const auto& [by, taken_back] :
       {std::pair<std::chrono::milliseconds, bool>(1h, false), {1h + 1ms, true}}) {
    Engine engine;
    engine.issue(ktp);
    engine.advance(15h);
    engine.done(PassTime{});
    ASSERT_EQ(engine.hall.day(), tuesday + std::chrono::days(1));
    engine.advance(-by);
    engine.done(SetClockBack{});
    EXPECT_EQ(engine.hall.day() == tuesday, taken_back);
  }
}

TEST(ClocksSetBack, tickets_that_are_now_of_the_evening_before_count_for_the_first_half_hour) {
  Engine engine;
  engine.issue(ktp);
  engine.advance(-570min);  // Monday 23.30
  engine.done(SetClockBack{});
  ASSERT_EQ(engine.hall.day(), tuesday);
  engine.advance(1h);
  const auto slots = half_hours(engine.hall, Zone("Asia/Jakarta"), engine.at);
  ASSERT_FALSE(slots.empty());
  EXPECT_GE(slots.front().start, 0min);
  EXPECT_EQ(slots.front().issued, 1);
}

TEST(Zones, another_zone_begins_another_day_once_and_takes_none_back) {
  Engine engine;
  const auto at = [&](std::chrono::hours offset) {
    return Moment{engine.at, LocalTime(engine.at.time_since_epoch() + offset)};
  };
  engine.issue(ktp);
  engine.advance(14h);  // Tuesday 23.00 in Jakarta, Wednesday 01.00 in Jayapura
  const auto to_the_east = decide(engine.hall, PassTime{}, at(9h));
  ASSERT_TRUE(to_the_east);
  EXPECT_EQ(to_the_east->back(), Event(DayBegan{tuesday + std::chrono::days(1)}));
  for (const Event& event : *to_the_east)
    apply(engine.hall, {0, engine.at, event});
  // Back in Jakarta it is Tuesday; midnight brings nothing new.
  EXPECT_TRUE(decide(engine.hall, PassTime{}, at(7h))->empty());
  engine.advance(1h);
  EXPECT_TRUE(decide(engine.hall, PassTime{}, at(7h))->empty());
  // A clock that is set back by a little does not take Wednesday back.
  engine.advance(-90min);
  const std::vector<Event> expected{ClockSetBack{30min, std::nullopt}};
  EXPECT_EQ(*decide(engine.hall, SetClockBack{}, at(7h)), expected);
}

TEST(Zones, on_the_days_that_change_the_clock_in_Berlin_each_day_begins_once) {
  const Zone berlin("Europe/Berlin");
  using std::chrono::sys_days;
  using std::chrono::year;
  for (const sys_days change : {sys_days(year(2026) / 3 / 29), sys_days(year(2026) / 10 / 25)}) {
    Hall hall(small_plan());
    std::vector<std::chrono::local_days> begun;
    WallTime last{};
    for (WallTime at = change - 24h; at < change + 48h; at += 10min) {
      const auto events = decide(hall, PassTime{}, {at, berlin.local(at)});
      ASSERT_TRUE(events);
      for (const Event& event : *events) {
        apply(hall, {0, at, event});
        if (const auto* day = std::get_if<DayBegan>(&event)) {
          begun.push_back(day->day);
          if (begun.size() == 1) continue;
          EXPECT_EQ(berlin.local(at), LocalTime(day->day)) << "at midnight";
        }
      }
      ASSERT_GE(at, last);
      last = at;
    }
    const std::chrono::local_days first{change.time_since_epoch() - std::chrono::days(1)};
    const std::vector<std::chrono::local_days> expected{first, first + std::chrono::days(1),
                                                        first + std::chrono::days(2),
                                                        first + std::chrono::days(3)};
    EXPECT_EQ(begun, expected);
  }
}

}  // namespace giliran::hall
