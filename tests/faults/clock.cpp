#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/faults/journal_reader.hpp"
#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace json = boost::json;

namespace {

constexpr const char* faketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
/// Its clocks change in the night of the first simulated day.
constexpr const char* zone = "Europe/Berlin";
constexpr std::time_t begin = 1792836000;  // 2026-10-24 12:00 in that zone
constexpr std::time_t hour = 3600;
constexpr std::time_t day = 24 * hour;

fs::path settings_in_zone(const Setting& setting) {
  std::stringstream text;
  text << std::ifstream(setting.settings).rdbuf();
  std::string all = text.str();
  const std::string line = "zone = \"Asia/Jakarta\"";
  const auto at = all.find(line);
  if (at == std::string::npos) throw std::runtime_error("the settings do not say " + line);
  all.replace(at, line.size(), fmt::format("zone = \"{}\"", zone));
  const fs::path file = setting.work / "clock.toml";
  std::ofstream(file) << all;
  return file;
}

std::tm local(std::time_t time) {
  std::tm parts{};
  localtime_r(&time, &parts);
  return parts;
}

/// 23:59:59 of that day.
std::time_t end_of_day(std::time_t time) {
  std::tm parts = local(time);
  parts.tm_hour = 23;
  parts.tm_min = 59;
  parts.tm_sec = 59;
  parts.tm_isdst = -1;
  return mktime(&parts);
}

std::string date(std::time_t time) {
  const std::tm parts = local(time);
  return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

/// The hall's clock, as libfaketime gives it.
class FakeClock {
 public:
  explicit FakeClock(fs::path file) : file_(std::move(file)) { set(begin); }
  std::time_t now() const { return std::time(nullptr) + ahead_; }
  void set(std::time_t to) {
    ahead_ = to - std::time(nullptr);
    const fs::path fresh = file_.string() + ".new";
    std::ofstream(fresh) << fmt::format("{:+}\n", ahead_);
    fs::rename(fresh, file_);
    latest_ = std::max(latest_, to);
  }
  void jump(std::time_t by) { set(now() + by); }
  /// The latest that it ever was.
  std::time_t latest() const { return std::max(latest_, now()); }
  const fs::path& file() const { return file_; }

 private:
  fs::path file_;
  std::time_t ahead_ = 0;
  std::time_t latest_ = 0;
};

void jump(FakeClock& clock, simulation::Random& random) {
  switch (random.below(6)) {
    case 0:
      return clock.jump(-2 * hour);
    case 1:
      return clock.jump(day);
    case 2:  // and over midnight
      clock.set(end_of_day(clock.now()));
      return std::this_thread::sleep_for(std::chrono::milliseconds(1600));
    case 3:  // into the hour that comes twice, or does not come
      return clock.set(end_of_day(clock.now()) + 1 + 2 * hour + 30 * 60);
    case 4:
      return clock.jump(-static_cast<std::time_t>(random.below(26)) * hour);
    default:
      return clock.jump(static_cast<std::time_t>(random.below(26)) * hour);
  }
}

/// A whole visit; every one of its answers is in the person's memory.
void visit(Person& person, bool to_its_end = true) {
  person.ask("counter.open", {{"counter", 1}});
  person.ask("ticket.issue", {{"service", "kependudukan.ktp"}});
  const auto call = person.ask("call.next", {{"counter", 1}});
  if (!call || !call->is_object()) return;
  const json::object ticket{{"ticket", call->get_object().at("ticket")}};
  person.ask("ticket.start", ticket);
  if (to_its_end) person.ask("ticket.finish", ticket);
}

void look_for_negative_times(const Setting& setting, Row& row) {
  wire::WebSocket hall(setting.port);
  for (const char* view : {"manager", "counter:1", "kiosk", "board"}) {
    const auto answer = hall.ask("hall.view", fmt::format(R"({{"view":"{}"}})", view));
    if (!answer) {
      row.wrong.push_back(fmt::format("no view {}", view));
    } else if (answer->find("_s\":-") != std::string::npos) {
      row.wrong.push_back(fmt::format("a negative time in view {}", view));
    }
  }
}

/// Each day begins once, after the one before; only a clock that is set back takes one back. None
/// is later than any clock said.
void check_days(const Journal& journal, const std::string& latest, Row& row) {
  std::string before;
  for (const Event& event : journal.events) {
    const bool back = event.type == "clock_set_back";
    if (!back && event.type != "day_began") continue;
    const json::value* label = event.body.if_contains("day");
    if (!label || !label->is_string()) continue;
    const std::string began(label->get_string());
    if (!back && began <= before) {
      row.wrong.push_back(fmt::format("{} begins after {}", began, before));
    }
    before = began;
  }
  if (before.empty() || before > latest) {
    row.wrong.push_back(fmt::format("the last day is {}, later than {}", before, latest));
  }
}

/// What the hall takes for now, beside what its clock says.
std::chrono::seconds behind(const Setting& setting, const FakeClock& clock) {
  wire::WebSocket hall(setting.port);
  const auto answer = hall.ask("hall.view", R"({"view":"board"})");
  if (!answer) return std::chrono::seconds::max();
  const auto document = json::parse(*answer);
  const std::string now(document.at("result").at("now").as_string());
  std::tm parts{};
  strptime(now.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  return std::chrono::seconds(std::abs(timegm(&parts) - clock.now()));
}

class ClockHall {
 public:
  ClockHall(const Setting& setting, const Setting& zoned)
      : life(zoned, "clock"), clock(setting.work / "clock.txt") {
    life.hall.environment("LD_PRELOAD", faketime);
    life.hall.environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    life.hall.environment("FAKETIME_NO_CACHE", "1");
    life.hall.environment("FAKETIME_TIMESTAMP_FILE", clock.file().string());
    life.hall.start();
  }
  ~ClockHall() { fs::remove(clock.file()); }
  ClockHall(const ClockHall&) = delete;
  ClockHall& operator=(const ClockHall&) = delete;

  Life life;
  FakeClock clock;
};

Row play_jumps(const Setting& setting, const Setting& zoned) {
  Row row("clock jumps");
  simulation::Random random(setting.seed);
  ClockHall hall(setting, zoned);
  const std::atomic<bool> leave = false;
  Person person(setting.port, random.next(), {}, hall.life.pulse, leave);
  for (const std::size_t jumps = setting.quick ? 20 : 200; row.injected < jumps; ++row.injected) {
    visit(person, random.chance(500));
    jump(hall.clock, random);
    visit(person, random.chance(500));
    look_for_negative_times(setting, row);
    if (random.chance(50)) {
      hall.life.hall.kill();
      hall.life.hall.start();
    }
  }
  const std::string last = date(hall.clock.latest());
  hall.life.hall.stop();
  hall.life.check(person.memory(), row);
  check_days(read_journal(hall.life.data()), last, row);
  row.outage.reset();
  return row;
}

Row play_far_future(const Setting& setting, const Setting& zoned) {
  Row row("clock a year ahead, and back");
  ClockHall hall(setting, zoned);
  const std::atomic<bool> leave = false;
  Person person(setting.port, setting.seed, {}, hall.life.pulse, leave);
  visit(person);
  hall.clock.jump(365 * day);
  visit(person);
  hall.clock.jump(-365 * day);
  ++row.injected;
  visit(person);
  if (!person.refused().empty()) row.wrong.push_back("refused: " + person.refused());
  const auto off = behind(setting, hall.clock);
  hall.life.hall.stop();
  hall.life.check(person.memory(), row);
  row.outage.reset();
  if (off > std::chrono::minutes(1)) {
    row.wrong.push_back(fmt::format("the hall's time is {} s away from the clock", off.count()));
  }
  return row;
}

}  // namespace

std::vector<Row> play_clock(const Setting& setting) {
  if (!fs::exists(faketime)) {
    Row row("clock jumps");
    row.skipped = true;
    row.note = "needs the package libfaketime";
    return {row};
  }
  setenv("TZ", zone, 1);
  tzset();
  Setting zoned = setting;
  zoned.settings = settings_in_zone(setting);
  std::vector<Row> rows;
  rows.push_back(play_jumps(setting, zoned));
  rows.push_back(play_far_future(setting, zoned));
  fs::remove(zoned.settings);
  unsetenv("TZ");
  tzset();
  return rows;
}

}  // namespace giliran::faults
