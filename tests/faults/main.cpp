#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <random>

#include "tests/faults/kinds.hpp"

/// `giliran-faults --quick`, `giliran-faults --only power --seed 7`: plays faults on real halls and
/// prints the table. Ends with 0 if every row is good.
namespace giliran::faults {

namespace {

struct Kind {
  const char* name;
  std::vector<Row> (*play)(const Setting&);
};

constexpr Kind kinds[] = {
    {"kills", play_kills},   {"io", play_io_points},    {"power", play_power},
    {"errors", play_errors}, {"network", play_network}, {"history", play_history},
    {"clock", play_clock},   {"kiosks", play_kiosks},   {"printer", play_printer},
};

std::vector<Row> play(const Kind& kind, const Setting& setting) {
  const auto began = Clock::now();
  fmt::print(stderr, "{} ...\n", kind.name);
  std::vector<Row> rows;
  try {
    rows = kind.play(setting);
  } catch (const std::exception& error) {
    Row row(kind.name);
    row.wrong.emplace_back(error.what());
    rows.push_back(std::move(row));
  }
  const auto took = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - began);
  fmt::print(stderr, "{}: {} s\n{}", kind.name, took.count(), table(rows));
  return rows;
}

fs::path default_work() {
  // A file system in memory, where there is one: what a disk would keep is what the shim says.
  const fs::path memory("/dev/shm");
  return fs::exists(memory) ? memory : fs::temp_directory_path();
}

int run(int argc, char** argv) {
  Setting setting;
  std::vector<std::string> only;
  std::string bin = fs::path(fs::read_symlink("/proc/self/exe")).parent_path().string();
  std::string json;
  std::string work = default_work().string();
  setting.seed = std::random_device()();
  setting.source = GILIRAN_SOURCE_DIR;
  std::string modules = (fs::path(bin).parent_path() / "tests/integration").string();
  CLI::App app("Faults on real halls, and what they lose: nothing.", "giliran-faults");
  app.add_flag("--quick", setting.quick, "a small part of each");
  app.add_option("--only", only, "kinds, by name")->delimiter(',');
  app.add_option("--seed", setting.seed);
  app.add_option("--bin", bin, "folder of the programs");
  app.add_option("--modules", modules, "folder with node_modules");
  app.add_option("--work", work, "folder for data; a disk's own, to see its speed");
  app.add_option("--port", setting.port);
  CLI11_PARSE(app, argc, argv);
  for (const std::string& name : only) {
    if (std::ranges::any_of(kinds, [&](const Kind& kind) { return name == kind.name; })) continue;
    fmt::print(stderr, "--only: there is no {}\n", name);
    return 2;
  }
  const fs::path programs = fs::absolute(bin);
  setting.program = programs / "giliran-hall";
  setting.shim = programs / "libgiliran_faults.so";
  setting.modules = fs::absolute(modules);
  setting.settings = setting.source / "examples/demo.toml";
  setting.work = fs::path(work) / fmt::format("giliran-faults-{}", getpid());
  fs::create_directories(setting.work);
  if (setting.port == 0) setting.port = free_port(setting.seed);
  fmt::print(stderr, "seed {}\n", setting.seed);

  std::vector<Row> rows;
  for (const Kind& kind : kinds) {
    if (!only.empty() && std::ranges::find(only, kind.name) == only.end()) continue;
    std::ranges::move(play(kind, setting), std::back_inserter(rows));
  }
  fmt::print("{}", table(rows));
  std::error_code error;
  fs::remove(setting.work, error);  // unless something was kept
  return std::ranges::all_of(rows, [](const Row& row) { return row.wrong.empty(); }) ? 0 : 1;
}

}  // namespace

}  // namespace giliran::faults

int main(int argc, char** argv) {
  return giliran::faults::run(argc, argv);
}
