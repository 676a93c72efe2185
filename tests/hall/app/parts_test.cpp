#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "hall/app/call_log.hpp"
#include "hall/app/command_queue.hpp"
#include "hall/app/devices.hpp"
#include "hall/app/limits.hpp"
#include "hall/app/metrics.hpp"
#include "hall/app/pace.hpp"
#include "hall/app/view_cache.hpp"

namespace giliran::hall {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const WallTime morning{std::chrono::sys_days{2026y / 11 / 24} + 1h};
constexpr std::chrono::local_days tuesday{2026y / 11 / 24};

protocol::DeviceReport report(const std::string& id) {
  protocol::DeviceReport report;
  report.device = DeviceId(id);
  report.name = id;
  return report;
}

std::vector<std::uint64_t> numbers(const std::vector<CallText>& calls) {
  std::vector<std::uint64_t> numbers;
  for (const CallText& call : calls)
    numbers.push_back(call.seq);
  return numbers;
}

void call(CallLog& log, std::uint64_t seq, std::chrono::local_days day) {
  protocol::Call call;
  call.seq = CallSeq(seq);
  call.number = {'A', 1};
  log.add(call, day);
}

TEST(Queue, takes_no_more_than_its_limit_and_nothing_once_closed) {
  CommandQueue<int> queue(2, 2);
  EXPECT_EQ(queue.push(1, Rank::program), std::nullopt);
  EXPECT_EQ(queue.push(2, Rank::program), std::nullopt);
  EXPECT_EQ(queue.push(3, Rank::program), 3);
  EXPECT_THAT(queue.take_all(), testing::ElementsAre(1, 2));
  EXPECT_EQ(queue.push(4, Rank::program), std::nullopt);
  queue.close();
  EXPECT_EQ(queue.push(5, Rank::program), 5);
  EXPECT_FALSE(queue.closed_and_empty());
  queue.wait(1h);
  EXPECT_THAT(queue.take_all(), testing::ElementsAre(4));
  EXPECT_TRUE(queue.closed_and_empty());
}

TEST(Queue, keeps_places_for_programs_and_gives_them_first) {
  CommandQueue<int> queue(3, 2);
  EXPECT_EQ(queue.push(10, Rank::guest), std::nullopt);
  EXPECT_EQ(queue.push(11, Rank::guest), std::nullopt);
  EXPECT_EQ(queue.push(12, Rank::guest), 12);
  EXPECT_EQ(queue.push(1, Rank::program), std::nullopt);
  EXPECT_EQ(queue.push(2, Rank::program), 2);
  EXPECT_THAT(queue.take_all(), testing::ElementsAre(1, 10, 11));
}

TEST(Queue, a_wake_that_came_before_the_wait_is_not_lost) {
  CommandQueue<int> queue(1, 1);
  queue.wake();
  queue.wait(1h);
}

TEST(Pace, is_at_once_when_rare_and_a_fifth_of_the_time_at_most) {
  using namespace std::chrono;
  Pace pace;
  const Pace::Time start{1h};
  EXPECT_FALSE(pace.begin(start));  // nobody asked
  pace.ask();
  EXPECT_TRUE(pace.begin(start));
  pace.done(start + 1ms);
  pace.ask();
  EXPECT_FALSE(pace.begin(start + 1ms + shortest_view_pause - 1ns));
  EXPECT_TRUE(pace.begin(start + 1ms + shortest_view_pause));
  const Pace::Time second = start + 1ms + shortest_view_pause;
  pace.done(second + 50ms);
  pace.ask();
  EXPECT_FALSE(pace.begin(second + 249ms));
  EXPECT_TRUE(pace.begin(second + 250ms));
  pace.done(second + 1h);
  EXPECT_EQ(pace.next(), second + 1h + longest_view_pause);
}

TEST(Calls, are_told_after_a_number_or_from_the_beginning_of_the_day) {
  CallLog log;
  EXPECT_EQ(log.last_seq(), 0U);
  call(log, 1, tuesday);
  call(log, 2, tuesday);
  call(log, 3, tuesday + std::chrono::days(1));
  EXPECT_THAT(numbers(log.after(1, 9999)), testing::ElementsAre(2, 3));
  EXPECT_THAT(numbers(log.after(0, 9999)), testing::ElementsAre(3));
  EXPECT_THAT(numbers(log.after(3, 9999)), testing::IsEmpty());
  log.begin(tuesday + std::chrono::days(2));
  EXPECT_THAT(numbers(log.after(0, 9999)), testing::IsEmpty());
  EXPECT_EQ(log.last_seq(), 3U);
}

TEST(Calls, of_earlier_days_are_kept_up_to_the_limit) {
  CallLog log;
  for (std::uint64_t seq = 1; seq <= kept_old_calls + 1; ++seq)
    call(log, seq, tuesday);
  EXPECT_EQ(log.after(0, 9999).size(), kept_old_calls + 1);
  log.begin(tuesday + std::chrono::days(1));
  EXPECT_EQ(log.after(1, 9999).size(), kept_old_calls);
  EXPECT_EQ(log.after(1, 9999).front().seq, 2U);
}

TEST(Calls, of_a_very_long_day_are_kept_up_to_the_limit) {
  CallLog log;
  for (std::uint64_t seq = 1; seq <= kept_calls; ++seq)
    call(log, seq, tuesday);
  EXPECT_EQ(log.after(0, kept_calls + 1).front().seq, 1U);
  call(log, kept_calls + 1, tuesday);
  EXPECT_EQ(log.after(0, kept_calls + 1).front().seq, 2U);
  EXPECT_EQ(log.after(0, kept_calls + 1).size(), kept_calls);
}

TEST(Calls, of_a_day_that_is_taken_back_are_todays) {
  CallLog log;
  call(log, 1, tuesday);
  call(log, 2, tuesday + std::chrono::days(1));
  log.take_back(tuesday);
  EXPECT_THAT(numbers(log.after(0, 9999)), testing::ElementsAre(1, 2));
  call(log, 3, tuesday);
  log.begin(tuesday + std::chrono::days(1));
  EXPECT_THAT(numbers(log.after(0, 9999)), testing::IsEmpty());
}

TEST(DeviceList, tells_since_when_a_program_is_there_or_away) {
  Devices devices;
  devices.reported(report("kiosk-1"), morning);
  devices.reported(report("kiosk-1"), morning + 5min);
  EXPECT_EQ(devices.list().at(0).since, morning);
  EXPECT_EQ(devices.connected(DeviceKind::kiosk), 1);
  devices.gone(DeviceId("kiosk-1"), morning + 10min);
  EXPECT_FALSE(devices.list().at(0).connected);
  EXPECT_EQ(devices.list().at(0).since, morning + 10min);
  EXPECT_EQ(devices.connected(DeviceKind::kiosk), 0);
}

TEST(DeviceList, forgets_a_program_that_has_been_away_for_a_day) {
  Devices devices;
  devices.reported(report("kiosk-1"), morning);
  devices.gone(DeviceId("kiosk-1"), morning);
  devices.forget(morning + 24h - 1ms);
  EXPECT_EQ(devices.list().size(), 1U);
  devices.forget(morning + 24h);
  EXPECT_EQ(devices.list().size(), 0U);
}

TEST(DeviceList, has_room_for_a_limited_number_and_lets_those_go_that_are_away) {
  Devices devices;
  for (std::size_t i = 0; i < max_devices; ++i) {
    devices.reported(report("kiosk-" + std::to_string(i)), morning);
  }
  devices.reported(report("one-more"), morning);
  EXPECT_EQ(devices.list().size(), max_devices);
  EXPECT_EQ(devices.list().back().device, DeviceId("kiosk-99"));
  devices.gone(DeviceId("kiosk-7"), morning);
  devices.reported(report("one-more"), morning);
  EXPECT_EQ(devices.list().back().device, DeviceId("one-more"));
}

TEST(DeviceList, shows_no_control_characters_and_no_novels) {
  Devices devices;
  protocol::DeviceReport odd = report("kiosk-1");
  odd.name = "Kiosk\x1b[31m" + std::string(500, 'x');
  devices.reported(odd, morning);
  const std::string name = devices.list().at(0).name;
  EXPECT_EQ(name.find('\x1b'), std::string::npos);
  EXPECT_LE(name.size(), 60U);
}

TEST(Documents, that_say_the_same_at_another_time_keep_their_revision) {
  ViewCache cache;
  const auto document = [](const char* now, int waiting) {
    return boost::json::object{{"view", "board"}, {"revision", 0}, {"now", now}, {"w", waiting}};
  };
  const SharedView first = cache.put("board", document("09:00", 3));
  const SharedView later = cache.put("board", document("09:05", 3));
  EXPECT_EQ(later->revision, first->revision);
  EXPECT_EQ(boost::json::parse(later->json).at("now"), "09:05");
  const SharedView second = cache.put("board", document("09:06", 4));
  EXPECT_GT(second->revision, first->revision);
  const auto json = boost::json::parse(second->json);
  EXPECT_EQ(json.at("now"), "09:06");
  EXPECT_EQ(json.at("revision"), second->revision);
  cache.keep_only({});
  EXPECT_GT(cache.put("board", document("09:06", 4))->revision, second->revision);
}

TEST(Figures, are_written_as_prometheus_reads_them) {
  Metrics metrics;
  metrics.ticket_issued();
  metrics.committed(2ms);
  metrics.committed(30ms);
  const std::string text = metrics.text({.healthy = true, .queued = 5, .kiosks = 1});
  EXPECT_THAT(text, HasSubstr("# TYPE giliran_tickets_issued_total counter\n"
                              "giliran_tickets_issued_total 1\n"));
  EXPECT_THAT(text, HasSubstr("giliran_commit_seconds_bucket{le=\"0.0025\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("giliran_commit_seconds_bucket{le=\"0.05\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("giliran_commit_seconds_bucket{le=\"+Inf\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("giliran_commit_seconds_sum 0.032\n"));
  EXPECT_THAT(text, HasSubstr("giliran_commands_queued 5\n"));
  EXPECT_THAT(text, HasSubstr("giliran_devices_connected{kind=\"kiosk\"} 1\n"));
}

}  // namespace
}  // namespace giliran::hall
