#include "tests/bench/hall_speed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "shared/settings/settings.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/load.hpp"
#include "tests/support/past_days/past_days.hpp"

namespace giliran::bench {

namespace {

constexpr int starts = 5;

/// A figure, and the raw commits per second around it.
struct Beside {
  double value = 0;
  double raw = 0;
};

template <class Measure>
Beside beside_raw(const Programs& programs, const Measure& measure) {
  const double before = commits_per_second(programs.data);
  const double value = measure();
  return {value, (before + commits_per_second(programs.data)) / 2};
}

/// The same day three times: what the hall does per second, each time beside the disk.
struct Speeds {
  Beside one;
  Beside many;
  Percentiles many_ms;
  Beside calling;
  int twice = 0;
};

Speeds measure_speeds(const Programs& programs, const std::filesystem::path& data) {
  Speeds speeds;
  const HallProcess hall(programs.bin, programs.settings, data);
  speeds.calling = beside_raw(programs, [&] {
    const Calls calls = call(hall.port());
    speeds.twice = calls.twice;
    return calls.per_second;
  });
  speeds.one = beside_raw(programs, [&] { return issue(hall.port(), 1).per_second; });
  speeds.many = beside_raw(programs, [&] {
    const Load load = issue(hall.port(), 16);
    speeds.many_ms = load.ms;
    return load.per_second;
  });
  return speeds;
}

void add_speeds(std::vector<Row>& rows, const Speeds& speeds) {
  rows.push_back(
      at_least("tickets issued, 1 client, durable", speeds.one.value, "/s", speeds.one.raw, 0.8));
  rows.push_back(at_least("tickets issued, 16 clients, durable, group commit", speeds.many.value,
                          "/s", speeds.many.raw, 4));
  rows.push_back(at_most("tickets issued, 16 clients: p99 beside p50", speeds.many_ms.p99, "ms",
                         speeds.many_ms.p50, 5));
  rows.push_back(at_least("call.next, 8 counters, 1,000 waiting", speeds.calling.value, "/s",
                          speeds.calling.raw, 2));
  rows.push_back(none("call.next, 8 counters: double calls", speeds.twice, "calls"));
}

/// What it would be at the disk's speed of the first time.
Row as_before(const std::string& name, int past, const Beside& now, const Beside& then) {
  return at_least(fmt::format("{} with {} past tickets", name, past), now.value, "/s",
                  then.value * now.raw / then.raw, 0.9);
}

double first_answer_ms(const Programs& programs, const std::filesystem::path& data) {
  std::vector<double> times;
  for (int n = 0; n < starts; ++n) {
    const auto begin = Clock::now();
    const HallProcess hall(programs.bin, programs.settings, data);
    if (wire::get(hall.port(), "/healthz").status != 200) throw std::runtime_error("not healthy");
    times.push_back(milliseconds(Clock::now() - begin));
  }
  return percentiles(times).p50;
}

void add_memory(std::vector<Row>& rows, const Programs& programs) {
  const Scratch scratch(programs.data);
  const HallProcess hall(programs.bin, programs.settings, scratch.path() / "data");
  wire::get(hall.port(), "/healthz");
  rows.push_back(at_most("memory of the hall, start", hall.resident_mib(), "MiB", 16));
  issue(hall.port(), 16, 10'000);
  rows.push_back(
      at_most("memory of the hall, after 10,000 tickets", hall.resident_mib(), "MiB", 24));
}

void add_board_event(std::vector<Row>& rows, const Programs& programs) {
  const Scratch scratch(programs.data);
  const HallProcess hall(programs.bin, programs.settings, scratch.path() / "data");
  double p50 = 0;
  const Beside event = beside_raw(programs, [&] { return p50 = board_event_ms(hall.port()).p50; });
  rows.push_back(at_most("call to board event, loopback, p50", p50, "ms", 1000 / event.raw + 0.3));
}

void add_crowd(std::vector<Row>& rows, const Programs& programs, const Extent& extent) {
  const CrowdFigures crowd = measure_crowd(programs, extent.crowd_seconds);
  rows.push_back(at_least("2,500 clients: calls", crowd.calls_per_second, "/s", 100, 0.98));
  rows.push_back(at_most("2,500 clients, 100 calls/s: call to display, p99",
                         crowd.call_to_display_ms.p99, "ms", 50));
  rows.push_back(at_most("2,500 clients: all back after a restart", crowd.back_after_s, "s", 10));
  rows.push_back(none("2,500 clients: wrong after a restart", crowd.wrong, "clients"));
  rows.push_back(at_most("memory of the hall, with 2,500 clients", crowd.resident_mib, "MiB", 160));
}

void add_soak(std::vector<Row>& rows, const Programs& programs, double minutes) {
  const SoakFigures soak = measure_soak(programs, minutes);
  const std::string name = fmt::format("{:.1f} minutes at 50 tickets/s and as many calls", minutes);
  rows.push_back(at_least(name + ": calls", soak.per_second, "/s", 50, 0.98));
  rows.push_back(at_most(name + ": memory at the end beside a sixth of it", soak.to_mib, "MiB",
                         soak.from_mib, 1.05));
  rows.push_back(none(name + ": more descriptors", soak.descriptors, "files"));
}

void add_past(std::vector<Row>& rows, const Programs& programs, const Extent& extent,
              const Speeds& fresh) {
  const Scratch scratch(programs.data);
  const auto past = scratch.path() / "past";
  std::filesystem::create_directories(past);
  const auto settings = settings::read_file(programs.settings);
  if (!settings) throw std::runtime_error("settings cannot be read");
  hall::make_past_days(past.string(), settings->plan, extent.past_tickets, SystemWallClock().now());
  rows.push_back(at_most(fmt::format("start to first answer, {} past tickets", extent.past_tickets),
                         first_answer_ms(programs, past), "ms", 200));
  const Speeds late = measure_speeds(programs, past);
  rows.push_back(as_before("1 client", extent.past_tickets, late.one, fresh.one));
  rows.push_back(as_before("16 clients", extent.past_tickets, late.many, fresh.many));
  rows.push_back(as_before("call.next", extent.past_tickets, late.calling, fresh.calling));
}

}  // namespace

std::vector<Row> measure_hall(const Programs& programs, const Extent& extent) {
  std::vector<Row> rows;
  const Scratch scratch(programs.data);
  const auto wanted = [&](std::string_view part) {
    return extent.only.empty() || extent.only == part;
  };
  Speeds fresh;
  if (wanted("speed") || wanted("past")) {
    fresh = measure_speeds(programs, scratch.path() / "fresh");
    add_speeds(rows, fresh);
  }
  if (wanted("board")) add_board_event(rows, programs);
  if (wanted("memory")) add_memory(rows, programs);
  if (wanted("crowd")) add_crowd(rows, programs, extent);
  if (wanted("past")) {
    rows.push_back(at_most("start to first answer, empty",
                           first_answer_ms(programs, scratch.path() / "empty"), "ms", 50));
    add_past(rows, programs, extent, fresh);
  }
  if (wanted("soak")) add_soak(rows, programs, extent.soak_minutes);
  return rows;
}

}  // namespace giliran::bench
