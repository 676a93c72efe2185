#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "tests/faults/life.hpp"

namespace giliran::faults {

namespace {

constexpr std::size_t cuts_of_one_life = 25;
/// Of calls on files until the cut: some ten commits.
constexpr std::size_t farthest_cut = 400;

/// Arms the cut, one in eight times for the next start itself, and starts the hall until it stays.
void start_before_cut(Life& life, ControlFile& control, Cut cut, simulation::Random& random,
                      Row& row) {
  while (random.chance(125)) {
    control.arm(What::kill_half, 1 + random.below(20));
    if (life.hall.try_start()) break;
    life.cut(cut, random);
    ++row.injected;
  }
  control.disarm();
  if (!life.hall.is_running()) life.hall.start();
  control.arm(random.chance(500) ? What::kill : What::kill_half, 1 + random.below(farthest_cut));
}

void live(const Setting& setting, const fs::path& program, Cut cut, std::size_t cuts,
          std::uint64_t seed, Row& row) {
  simulation::Random random(seed);
  Life life(setting, "power", program);
  ControlFile& control = life.watch();
  const std::size_t until = row.injected + cuts;
  start_before_cut(life, control, cut, random, row);
  Crowd crowd(setting.port, {6, 4}, {}, random.next(), life.pulse);
  while (row.injected < until) {
    if (!life.hall.wait(std::chrono::seconds(20))) {
      throw std::runtime_error("nothing was written for 20 s");
    }
    life.cut(cut, random);
    ++row.injected;
    if (const auto damage = verify(setting, life.data())) {
      row.wrong.push_back("verify after a cut: " + *damage);
    }
    start_before_cut(life, control, cut, random, row);
  }
  control.disarm();
  if (!life.hall.is_running()) {
    life.cut(cut, random);
    life.hall.start();
  }
  const auto operations = crowd.go_home();
  life.hall.stop();
  life.check(operations, row);
}

Row play_cuts(const Setting& setting, const std::string& name, const fs::path& program, Cut cut,
              std::size_t cuts, std::uint64_t seed) {
  Row row(name);
  simulation::Random random(seed);
  while (row.injected < cuts)
    live(setting, program, cut, std::min(cuts_of_one_life, cuts - row.injected), random.next(),
         row);
  return row;
}

/// A copy of the hall that syncs too little: what it tells SQLite is changed in the program itself.
fs::path hall_with_normal(const Setting& setting) {
  const std::string full = "synchronous=FULL";
  const std::string normal = "synchronous=1   ";
  std::stringstream bytes;
  bytes << std::ifstream(setting.program, std::ios::binary).rdbuf();
  std::string program = bytes.str();
  std::size_t found = 0;
  for (auto at = program.find(full); at != std::string::npos; at = program.find(full, at)) {
    program.replace(at, full.size(), normal);
    ++found;
  }
  if (found == 0) throw std::runtime_error("the hall does not say " + full);
  const fs::path file = setting.work / "giliran-hall-normal";
  std::ofstream(file, std::ios::binary) << program;
  fs::permissions(file, fs::perms::owner_all);
  return file;
}

}  // namespace

std::vector<Row> play_power(const Setting& setting) {
  const std::size_t cuts = setting.quick ? 50 : 1000;
  simulation::Random random(setting.seed);
  std::vector<Row> rows;
  rows.push_back(play_cuts(setting, "power cut, nothing unsynced kept", setting.program,
                           Cut::drop_all, cuts, random.next()));
  rows.push_back(play_cuts(setting, "power cut, unsynced sectors torn", setting.program, Cut::torn,
                           cuts, random.next()));
  // What the rows above prove is worth nothing if a hall that syncs too little passes as well.
  const fs::path normal = hall_with_normal(setting);
  Row control = play_cuts(setting, "the same with synchronous=NORMAL: must lose", normal,
                          Cut::drop_all, setting.quick ? 10 : 50, random.next());
  fs::remove(normal);
  control.wrong.clear();
  if (control.lost == 0) control.wrong.emplace_back("nothing was lost: the power cuts cut nothing");
  rows.push_back(std::move(control));
  return rows;
}

}  // namespace giliran::faults
