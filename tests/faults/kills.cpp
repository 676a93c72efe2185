#include <thread>

#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace {

constexpr std::size_t kills_of_one_life = 25;

/// At any moment, one in eight times while the hall still starts.
void kill_once(HallProcess& hall, simulation::Random& random) {
  std::this_thread::sleep_for(std::chrono::microseconds(random.below(60'000)));
  hall.kill();
  if (!random.chance(125)) return;
  hall.start_and_kill_after(std::chrono::microseconds(random.below(40'000)));
}

void live(const Setting& setting, std::size_t kills, std::uint64_t seed, Row& row) {
  simulation::Random random(seed);
  Life life(setting, "kills");
  life.hall.start();
  Crowd crowd(setting.port, {8, 4}, {20, 20}, random.next(), life.pulse);
  for (std::size_t i = 0; i < kills; ++i) {
    kill_once(life.hall, random);
    ++row.injected;
    life.hall.start();
  }
  const auto operations = crowd.go_home();
  life.hall.stop();
  life.check(operations, row);
}

}  // namespace

std::vector<Row> play_kills(const Setting& setting) {
  const std::size_t kills = setting.quick ? 50 : 1000;
  Row row("SIGKILL at random times under load");
  simulation::Random random(setting.seed);
  for (std::size_t done = 0; done < kills; done += kills_of_one_life)
    live(setting, kills_of_one_life, random.next(), row);
  return {row};
}

}  // namespace giliran::faults
