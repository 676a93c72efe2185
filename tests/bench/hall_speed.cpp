#include <spawn.h>
#include <sys/wait.h>

#include <atomic>
#include <memory>
#include <thread>

#include "tests/bench/client.hpp"
#include "tests/bench/measure.hpp"

namespace giliran::bench {

namespace {

constexpr auto duration = std::chrono::seconds(3);
constexpr int busy_day = 3000;  ///< tickets; a large plaza's

boost::json::object ticket() {
  return {{"service", "kependudukan.ktp"}};
}

std::vector<double> issue_until(Client& client, Clock::time_point end) {
  std::vector<double> times;
  while (Clock::now() < end) {
    const auto start = Clock::now();
    client.ask("ticket.issue", ticket());
    times.push_back(milliseconds(Clock::now() - start));
  }
  return times;
}

double first_answer_ms(const Programs& programs, const std::filesystem::path& data) {
  const auto start = Clock::now();
  const HallProcess hall(programs.bin, programs.settings, data);
  Client client(hall.port());
  client.ask("ticket.issue", ticket());
  return milliseconds(Clock::now() - start);
}

double empty_program_ms() {
  const auto start = Clock::now();
  pid_t pid = -1;
  char name[] = "true";
  char* const arguments[] = {name, nullptr};
  char* const environment[] = {nullptr};
  posix_spawnp(&pid, "true", nullptr, nullptr, arguments, environment);
  waitpid(pid, nullptr, 0);
  return milliseconds(Clock::now() - start);
}

}  // namespace

boost::json::object measure_issuing(const Programs& programs, int clients) {
  const Scratch scratch;
  const HallProcess hall(programs.bin, programs.settings, scratch.path() / "data");
  std::vector<std::unique_ptr<Client>> connected;
  for (int n = 0; n < clients; ++n)
    connected.push_back(std::make_unique<Client>(hall.port()));
  std::vector<std::vector<double>> times(connected.size());
  std::vector<std::jthread> threads;
  const auto start = Clock::now();
  for (std::size_t n = 0; n < connected.size(); ++n) {
    threads.emplace_back([&, n] { times[n] = issue_until(*connected[n], start + duration); });
  }
  threads.clear();
  const double seconds = milliseconds(Clock::now() - start) / 1000;
  std::vector<double> all;
  for (const auto& each : times)
    all.insert(all.end(), each.begin(), each.end());
  const Percentiles answer = percentiles(all);
  return {{"clients", clients},
          {"tickets_per_s", static_cast<double>(all.size()) / seconds},
          {"answer_p50_ms", answer.p50},
          {"answer_p99_ms", answer.p99}};
}

boost::json::object measure_calling(const Programs& programs) {
  const Scratch scratch;
  const HallProcess hall(programs.bin, programs.settings, scratch.path() / "data");
  Client counter(hall.port());
  Client display(hall.port(), 0);
  constexpr int calls = 300;
  for (int n = 0; n < calls; ++n)
    counter.ask("ticket.issue", ticket());
  counter.ask("counter.open", {{"counter", 3}});
  std::vector<double> times;
  for (int n = 0; n < calls; ++n) {
    const auto start = Clock::now();
    std::jthread watching([&] {
      display.wait_for_call(static_cast<std::uint64_t>(n) + 1);
      times.push_back(milliseconds(Clock::now() - start));
    });
    const auto call = counter.ask("call.next", {{"counter", 3}});
    watching.join();
    counter.ask("ticket.no_show", {{"ticket", call.at("ticket")}});
  }
  const Percentiles event = percentiles(times);
  return {{"calls", calls}, {"board_event_p50_ms", event.p50}, {"board_event_p99_ms", event.p99}};
}

boost::json::object measure_starting(const Programs& programs) {
  const Scratch scratch;
  const double empty = first_answer_ms(programs, scratch.path() / "empty");
  const auto data = scratch.path() / "busy";
  {
    const HallProcess hall(programs.bin, programs.settings, data);
    std::atomic<int> left = busy_day;
    std::vector<std::jthread> threads;
    for (int n = 0; n < 16; ++n) {
      threads.emplace_back([&] {
        Client client(hall.port());
        while (left-- > 0)
          client.ask("ticket.issue", ticket());
      });
    }
  }
  return {{"first_answer_ms", empty},
          {"first_answer_after_busy_day_ms", first_answer_ms(programs, data)},
          {"busy_day_tickets", busy_day},
          {"program_that_does_nothing_ms", empty_program_ms()}};
}

}  // namespace giliran::bench
