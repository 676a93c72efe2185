#include "tests/faults/life.hpp"

#include "tests/faults/journal_reader.hpp"

namespace giliran::faults {

namespace {

fs::path made(const fs::path& folder) {
  fs::remove_all(folder);
  fs::remove(folder.string() + ".log");
  fs::create_directories(folder);
  return fs::canonical(folder);
}

}  // namespace

Life::Life(const Setting& setting, const std::string& name, const fs::path& program)
    : hall(program.empty() ? setting.program : program, setting.settings, made(setting.work / name),
           setting.port),
      setting_(setting) {
  pulse.begin();
}

ControlFile& Life::watch() {
  beside_ = made(data().string() + ".shim");
  control_ = std::make_unique<ControlFile>(beside_ / "control", data(), beside_ / "undo");
  hall.environment("LD_PRELOAD", setting_.shim.string());
  hall.environment(control_variable, control_->file().string());
  return *control_;
}

CutDone Life::cut(Cut cut, simulation::Random& random) {
  return cut_power(beside_ / "undo", cut, random);
}

Life::~Life() {
  hall.kill();
  control_.reset();
  std::error_code error;
  if (!beside_.empty()) fs::remove_all(beside_, error);
  if (keep_) return;
  fs::remove_all(data(), error);
  fs::remove(data().string() + ".log", error);
}

void Life::check(const std::vector<Operation>& operations, Row& row) {
  const std::size_t before = row.wrong.size();
  if (const auto damage = verify(setting_, data())) row.wrong.push_back("verify: " + *damage);
  row.add(check_history(operations, read_journal(data())));
  row.outage = std::max(row.outage.value_or(std::chrono::milliseconds(0)), pulse.longest());
  if (row.wrong.size() == before) return;
  keep_ = true;
  row.wrong.push_back("kept: " + data().string());
}

}  // namespace giliran::faults
