#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <vector>

#include "tests/simulation/simulation.hpp"

/// Plays halls by seed and says where the engine and its twin part. Ends with 1 if they do.
namespace giliran::simulation {
namespace {

struct Settings {
  std::uint64_t seeds = 500;
  std::uint64_t from = 1;
  std::optional<int> days;
  std::vector<std::string> off;
  int jobs = 1;
  bool trace = false;
};

void play(const Settings& settings, const Options& options, std::uint64_t first, Tally& tally) {
  for (std::uint64_t seed = first; seed < settings.from + settings.seeds;
       seed += static_cast<std::uint64_t>(settings.jobs)) {
    const Played played = simulate(seed, options);
    tally.add(played.tally);
    if (!played.violation) continue;
    const std::string days = settings.days ? fmt::format(" --days {}", *settings.days) : "";
    fmt::print("violation: seed {}, {}\n  again: ./dev simulate --seed {} --seeds 1{} --trace\n",
               seed, *played.violation, seed, days);
  }
}

/// One process for each job, each with every jobs-th seed; their figures come back through pipes.
void play_in_jobs(const Settings& settings, const std::string& program, Tally& tally) {
  std::vector<std::unique_ptr<FILE, int (*)(FILE*)>> pipes;
  for (int job = 0; job < settings.jobs; ++job) {
    std::string command = fmt::format("'{}' --seed {} --seeds {} --jobs {} --job {}", program,
                                      settings.from, settings.seeds, settings.jobs, job);
    if (settings.days) command += fmt::format(" --days {}", *settings.days);
    for (const std::string& off : settings.off)
      command += " --off " + off;
    pipes.emplace_back(popen(command.c_str(), "r"), pclose);
  }
  for (auto& pipe : pipes) {
    std::string text;
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe.get()))
      text.append(buffer, size);
    const std::size_t end = text.rfind("\nfigures\n");
    if (end == std::string::npos) {
      fmt::print("a job ended early\n{}", text);
      ++tally.violations;
      continue;
    }
    fmt::print("{}", text.substr(0, end));
    tally.add(Tally::read(text.substr(end + 9)));
  }
}

int run(int argc, char** argv) {
  Settings settings;
  int job = -1;
  CLI::App app{"Plays halls by seed, beside a naive twin."};
  app.add_option("--seeds", settings.seeds, "how many");
  app.add_option("--seed", settings.from, "the first one");
  app.add_option("--days", settings.days, "of each hall; else 1 to 3");
  app.add_option("--off", settings.off, "a command that nobody uses, as PauseService");
  app.add_option("--jobs", settings.jobs, "processes")->check(CLI::Range(1, 64));
  app.add_option("--job", job, "for itself: which of them this is");
  app.add_flag("--trace", settings.trace, "says each step");
  CLI11_PARSE(app, argc, argv);
  Options options;
  options.days = settings.days;
  for (const std::string& off : settings.off) {
    for (std::size_t kind = 0; kind < kinds; ++kind)
      if (kind_names[kind] == off) options.off.push_back(kind);
  }
  if (settings.trace) options.trace = [](const std::string& line) { fmt::print("{}\n", line); };
  Tally tally;
  if (job >= 0) {
    play(settings, options, settings.from + static_cast<std::uint64_t>(job), tally);
    fmt::print("\nfigures\n{}", tally.dump());
    return 0;
  }
  if (settings.jobs > 1 && settings.seeds > 1 && !settings.trace) {
    play_in_jobs(settings, argv[0], tally);
  } else {
    settings.jobs = 1;
    play(settings, options, settings.from, tally);
  }
  fmt::print("{}seeds {} violations {}\n", tally.text(), tally.seeds, tally.violations);
  return tally.violations == 0 ? 0 : 1;
}

}  // namespace
}  // namespace giliran::simulation

int main(int argc, char** argv) {
  return giliran::simulation::run(argc, argv);
}
