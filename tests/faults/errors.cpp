#include <fmt/format.h>

#include <cerrno>
#include <thread>

#include "tests/faults/base_hall.hpp"
#include "tests/faults/full_disk.hpp"

namespace giliran::faults {

namespace {

constexpr std::uint32_t failing_calls = calls_write | calls_sync | calls_resize;

struct Failure {
  const char* name;
  What what;
  int error;
  bool for_good;
};
constexpr Failure failures[] = {
    {"EIO, once", What::fail, EIO, false},
    {"EIO, for good", What::fail, EIO, true},
    {"ENOSPC, once", What::fail, ENOSPC, false},
    {"ENOSPC, for good", What::fail_half, ENOSPC, true},
};

class Case {
 public:
  Case(const Setting& setting, const BaseHall& base, const Trial& trial, const Failure& failure,
       std::uint64_t call, Row& row)
      : life_(setting, "errors"),
        base_(base),
        trial_(trial),
        failure_(failure),
        row_(row),
        random_(setting.seed + call),
        person_(setting.port, setting.seed * 1000 + call, {}, life_.pulse, leave_),
        name_(fmt::format("{}, {} at call {}", trial.name, failure.name, call)),
        call_(call) {}

  /// False: the command was done without that many calls.
  bool play() {
    base_.copy_to(life_, trial_.full_log);
    ControlFile& control = life_.watch();
    life_.hall.start();
    control.arm(failure_.what, call_, failing_calls, failure_.error, failure_.for_good);
    std::thread asking([&] { person_.ask(trial_.method, trial_.params); });
    const bool answered =
        wait_for_answer(std::chrono::milliseconds(failure_.for_good ? 400 : 8000));
    const bool happened = control->happened > 0;
    if (happened) ++row_.injected;
    if (!answered && !failure_.for_good && life_.hall.is_running()) {
      row_.wrong.push_back(name_ + ": the hall does not go on by itself");
    }
    if (answered && happened) {
      // Whoever was told anything must find it, also after a power cut at this moment.
      life_.hall.kill();
      life_.cut(Cut::drop_all, random_);
    }
    control.disarm();
    come_back();
    asking.join();
    prove();
    return happened;
  }

 private:
  bool wait_for_answer(std::chrono::milliseconds at_most) const {
    const auto end = Clock::now() + at_most;
    while (life_.pulse.beats() == 0 && Clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return life_.pulse.beats() > 0;
  }

  /// The cause is over: the hall goes on, or it had ended and said why.
  void come_back() {
    if (!life_.hall.is_running()) {
      if (life_.hall.last_words().find("error") == std::string::npos && life_.pulse.beats() == 0) {
        row_.wrong.push_back(name_ + ": the hall ended without a word");
      }
      life_.hall.start();
      return;
    }
    if (wait_for_answer(std::chrono::seconds(10))) return;
    row_.wrong.push_back(name_ + ": the hall does not come back: " + life_.hall.last_words());
    life_.hall.kill();
    life_.hall.start();
  }

  void prove() {
    Operation& asked = person_.memory().back();
    if (!asked.result) row_.wrong.push_back(fmt::format("{}: refused, {}", name_, asked.refused));
    person_.finish(asked);
    life_.hall.stop();
    std::vector<Operation> memory = base_.memory(trial_.full_log);
    memory.push_back(asked);
    const std::size_t before = row_.wrong.size();
    life_.check(memory, row_);
    if (row_.wrong.size() > before) row_.wrong.push_back("the above: " + name_);
  }

  Life life_;
  const BaseHall& base_;
  const Trial& trial_;
  const Failure& failure_;
  Row& row_;
  simulation::Random random_;
  const std::atomic<bool> leave_ = false;
  Person person_;
  std::string name_;
  std::uint64_t call_;
};

/// While it starts: it comes up, or ends and says why; and comes up once the cause is over.
bool fail_start(const Setting& setting, const BaseHall& base, const Failure& failure,
                std::uint64_t call, Row& row) {
  Life life(setting, "errors");
  base.copy_to(life, true);
  ControlFile& control = life.watch();
  control.arm(failure.what, call, failing_calls, failure.error, failure.for_good);
  const bool up = life.hall.try_start().has_value();
  const bool happened = control->happened > 0;
  if (happened) ++row.injected;
  if (!up && life.hall.last_words().find("error") == std::string::npos) {
    row.wrong.push_back(
        fmt::format("start, {} at call {}: ends without a word", failure.name, call));
  }
  control.disarm();
  if (!up) life.hall.start();
  life.hall.stop();
  life.check(base.memory(true), row);
  return happened;
}

}  // namespace

std::vector<Row> play_errors(const Setting& setting) {
  std::vector<Row> rows;
  const BaseHall base(setting);
  simulation::Random random(setting.seed);
  for (const Failure& failure : failures) {
    Row row(fmt::format("{} at every write and sync", failure.name));
    for (const Trial& trial : base.trials()) {
      const bool wanted = trial.method == "ticket.issue" || trial.method == "call.next" ||
                          (!setting.quick && trial.method == "ticket.finish");
      if (!wanted || (setting.quick && trial.full_log)) continue;
      const std::uint64_t stride = setting.quick ? 14 : 1;
      const std::uint64_t first = 1 + random.below(stride);
      for (std::uint64_t call = first; Case(setting, base, trial, failure, call, row).play();
           call += stride) {
      }
    }
    const std::uint64_t stride = setting.quick ? 9 : 1;
    for (std::uint64_t call = 1; fail_start(setting, base, failure, call, row); call += stride) {
    }
    rows.push_back(std::move(row));
  }
  rows.push_back(play_full_disk(setting));
  return rows;
}

}  // namespace giliran::faults
