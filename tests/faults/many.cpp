#include <fmt/format.h>

#include <thread>

#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace {

constexpr CrowdSize crowd_size{18, 10};
/// Per thousand: one in thirty answers is never read, one in thirty commands is sent twice at once.
constexpr Manners manners{33, 33};

std::size_t live(const Setting& setting, std::size_t operations, std::uint64_t seed, Row& row) {
  simulation::Random random(seed);
  Life life(setting, "many");
  life.hall.start();
  Crowd crowd(setting.port, crowd_size, manners, random.next(), life.pulse);
  auto next_kill = Clock::now();
  const auto plan_kill = [&] {
    next_kill = Clock::now() + std::chrono::milliseconds(random.between(200, 1800));
  };
  for (plan_kill(); crowd.operations() < operations;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (Clock::now() < next_kill) continue;
    life.hall.kill();
    ++row.injected;
    life.hall.start();
    plan_kill();
  }
  const auto memory = crowd.go_home();
  life.hall.stop();
  life.check(memory, row);
  return memory.size();
}

}  // namespace

std::vector<Row> play_history(const Setting& setting) {
  const std::size_t operations = setting.quick ? 20'000 : 1'000'000;
  const std::size_t of_one_life = setting.quick ? operations : 100'000;
  Row row("18 issuers, 10 callers, lost and doubled sends, kills");
  simulation::Random random(setting.seed);
  std::size_t done = 0;
  while (done < operations)
    done += live(setting, std::min(of_one_life, operations - done), random.next(), row);
  row.note = fmt::format("{} operations", done);
  return {row};
}

}  // namespace giliran::faults
