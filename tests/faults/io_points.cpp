#include <fmt/format.h>

#include <thread>

#include "tests/faults/base_hall.hpp"

namespace giliran::faults {

namespace {

/// Of a command on files: a page goes to the log as its head and itself, and the log is synced.
constexpr std::uint64_t fewest_calls = 3;

/// How many calls on files the command makes.
std::uint64_t count_calls(const Setting& setting, const BaseHall& base, const Trial& trial) {
  Life life(setting, "counting");
  base.copy_to(life, trial.full_log);
  ControlFile& control = life.watch();
  life.hall.start();
  const std::atomic<bool> leave = false;
  Person person(setting.port, setting.seed + 2, {}, life.pulse, leave);
  control.arm(What::nothing, 0);
  person.ask(trial.method, trial.params);
  return control->counted;
}

/// The hall is killed at that call; the client sends the command until it is answered.
void kill_at(const Setting& setting, const BaseHall& base, const Trial& trial, What what,
             std::uint64_t call, Row& row) {
  Life life(setting, "io");
  base.copy_to(life, trial.full_log);
  ControlFile& control = life.watch();
  life.hall.start();
  const std::atomic<bool> leave = false;
  Person person(setting.port, setting.seed * 1000 + call, {}, life.pulse, leave);
  control.arm(what, call);
  std::thread asking([&] { person.ask(trial.method, trial.params); });
  if (life.hall.wait(std::chrono::milliseconds(2000))) {
    ++row.injected;
    control.disarm();
    life.hall.start();
  } else {
    control.disarm();  // a run with fewer calls than the one that was counted
  }
  asking.join();
  Operation& asked = person.memory().back();
  const std::string name = fmt::format("{}, killed at call {}", trial.name, call);
  if (!asked.result) row.wrong.push_back(fmt::format("{}: refused, {}", name, asked.refused));
  person.finish(asked);
  life.hall.stop();
  std::vector<Operation> memory = base.memory(trial.full_log);
  memory.push_back(asked);
  const std::size_t before = row.wrong.size();
  life.check(memory, row);
  if (row.wrong.size() > before) row.wrong.push_back("the above: " + name);
}

}  // namespace

std::vector<Row> play_io_points(const Setting& setting) {
  Row row("SIGKILL at every I/O call of each command");
  const BaseHall base(setting);
  simulation::Random random(setting.seed);
  std::size_t calls_in_all = 0;
  for (const Trial& trial : base.trials()) {
    if (setting.quick) {
      // Any of those that each command makes.
      kill_at(setting, base, trial, What::kill, 1 + random.below(fewest_calls), row);
      continue;
    }
    const std::uint64_t calls = count_calls(setting, base, trial);
    if (calls < fewest_calls) row.wrong.push_back(trial.name + " writes too little");
    calls_in_all += calls;
    for (std::uint64_t call = 1; call <= calls; ++call) {
      kill_at(setting, base, trial, What::kill, call, row);
      kill_at(setting, base, trial, What::kill_half, call, row);
    }
  }
  row.note = fmt::format("{} kinds", base.trials().size());
  if (!setting.quick) row.note += fmt::format(", {} calls", calls_in_all);
  return {row};
}

}  // namespace giliran::faults
