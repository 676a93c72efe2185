#include <gtest/gtest.h>

#include "hall/store/journal_check.hpp"
#include "hall/store/sqlite_journal.hpp"
#include "shared/database/database.hpp"
#include "tests/hall/store/busy_days.hpp"
#include "tests/hall/store/entries.hpp"
#include "tests/hall/store/folder.hpp"

/// The answers that the views of reports.db give.
namespace giliran::hall {

namespace {

/// The rows that a query gives after these events, each as "column=value column=value".
std::vector<std::string> ask(const Engine& engine, const char* sql) {
  const Folder folder;
  open_sqlite_journal(folder.path(), engine.hall.plan(), engine.at)
      ->append(entries_of(engine.journal));
  Database database(folder.reports());
  Statement row(database, sql);
  std::vector<std::string> rows;
  while (row.step()) {
    std::string shown;
    for (int column = 0; column < row.columns(); ++column)
      shown += (column == 0 ? "" : " ") + row.shown(column);
    rows.push_back(shown);
  }
  return rows;
}

using Rows = std::vector<std::string>;

/// Ten tickets that waited 1 to 10 minutes, each served 30 s at counter 1.
Engine ten_waits() {
  Engine hall(busy_plan());
  hall.done(OpenCounter{one, OfficerId("sari")});
  for (int minutes = 1; minutes <= 10; ++minutes) {
    hall.issue(ktp);
    hall.advance(std::chrono::minutes(minutes));
    hall.serve(one, 30s);
  }
  return hall;
}

}  // namespace

TEST(Reports, waits_have_a_mean_percentiles_by_nearest_rank_and_a_service_level) {
  Engine hall = ten_waits();
  const char* sql =
      "SELECT issued, called, served, wait_mean_ms / 1000 AS mean, wait_p50_ms / 1000 AS p50,"
      " wait_p90_ms / 1000 AS p90, service_mean_ms / 1000 AS service, service_level AS level"
      " FROM service_day WHERE day='2026-11-24' AND service='kependudukan.ktp'";
  EXPECT_EQ(ask(hall, sql), Rows{"issued=10 called=10 served=10 mean=330.0 (a fraction) p50=300"
                                 " p90=540 service=30.0 (a fraction) level=1.0 (a fraction)"});
  // The target is 10 minutes; one who waits longer is an eleventh.
  const TicketId absent = hall.issue(ktp);
  hall.advance(10min + 1ms);
  hall.call(one);
  hall.done(MarkNoShow{absent});
  hall.issue(ktp);
  EXPECT_EQ(ask(hall,
                "SELECT issued, called, no_show, round(service_level * 11) AS level,"
                " wait_p90_ms AS p90 FROM service_day"),
            Rows{"issued=12 called=11 no_show=1 level=10.0 (a fraction) p90=600000"});
}

TEST(Reports, a_half_hour_has_who_came_and_who_was_called_in_it) {
  EXPECT_EQ(
      ask(ten_waits(),
          "SELECT start, issued, called, wait_p90_ms / 60000 AS p90"
          " FROM half_hours"),
      (Rows{"start='09:00' issued=7 called=6 p90=6", "start='09:30' issued=3 called=4 p90=10"}));
}

TEST(Reports, a_weekday_is_the_mean_over_its_days) {
  Engine hall = ten_waits();
  hall.advance(std::chrono::days(7) - 1h);
  hall.issue(ktp);
  hall.advance(24h);
  hall.issue(ktp);
  EXPECT_EQ(ask(hall,
                "SELECT weekday, start, days, sum(issued_per_day) AS issued"
                " FROM weekday_profile GROUP BY weekday"),
            (Rows{"weekday=2 start='09:00' days=2 issued=5.5 (a fraction)",
                  "weekday=3 start='09:00' days=1 issued=1.0 (a fraction)"}));
}

TEST(Reports, a_counter_is_occupied_by_its_services_while_it_is_open_without_breaks) {
  Engine hall(busy_plan());
  hall.done(OpenCounter{one});
  hall.issue(ktp);
  hall.serve(one, 120s);
  hall.advance(120s);
  hall.done(StartBreak{one, "makan"});
  hall.advance(1000s);
  hall.done(EndBreak{one});
  const char* sql =
      "SELECT counter, available_ms AS open, break_ms AS break, busy_ms AS busy, services,"
      " occupancy FROM occupancy";
  EXPECT_EQ(ask(hall, sql), Rows{"counter=1 open=240000 break=1000000 busy=120000 services=1"
                                 " occupancy=0.5 (a fraction)"});
  hall.advance(240s);
  hall.done(CloseCounter{one});
  EXPECT_EQ(ask(hall, sql), Rows{"counter=1 open=480000 break=1000000 busy=120000 services=1"
                                 " occupancy=0.25 (a fraction)"});
}

TEST(Reports, what_was_told_is_set_against_what_came) {
  Engine hall(busy_plan());
  hall.journal = {{1, hall.at, DayBegan{std::chrono::local_days(2026y / 11 / 24)}}};
  apply(hall.hall, hall.journal[0]);
  const auto issue = [&](std::uint64_t id) {
    TicketIssued issued{TicketId(id), {'A', static_cast<int>(id)},    ktp, false,
                        Language::id, TicketToken(std::to_string(id))};
    issued.quoted = WaitRange{60s, 120s};
    hall.journal.push_back({hall.journal.size() + 1, hall.at, issued});
    apply(hall.hall, hall.journal.back());
  };
  hall.done(OpenCounter{one});
  for (const auto wait : {59s, 60s, 120s, 121s, 300s}) {
    issue(hall.hall.next_ticket().value());
    hall.advance(wait);
    hall.serve(one);
  }
  EXPECT_EQ(ask(hall, "SELECT day, service, quoted, within, sooner, later FROM quote_check"),
            Rows{"day='2026-11-24' service='kependudukan.ktp' quoted=5 within=0.4 (a fraction)"
                 " sooner=0.2 (a fraction) later=0.4 (a fraction)"});
}

}  // namespace giliran::hall
