#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/rows.hpp"

/// What the benchmark measures, each beside this machine's own limit in the same run. Names of the
/// figures end in their unit.
namespace giliran::bench {

using Clock = std::chrono::steady_clock;

struct Percentiles {
  double p50 = 0;
  double p99 = 0;
};
/// Nearest rank, of at least one value.
Percentiles percentiles(std::vector<double> values);
double milliseconds(Clock::duration time);

/// A folder that is deleted with its content.
class Scratch {
 public:
  explicit Scratch(const std::filesystem::path& in = std::filesystem::temp_directory_path());
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A real giliran-hall, on a free port unless one is given. Throws if it does not start.
class HallProcess {
 public:
  HallProcess(const std::string& bin, const std::string& settings,
              const std::filesystem::path& data, unsigned short port = 0);
  ~HallProcess();
  HallProcess(const HallProcess&) = delete;
  HallProcess& operator=(const HallProcess&) = delete;
  unsigned short port() const { return port_; }
  /// Of its memory, what is in the machine's now, in MiB.
  double resident_mib() const;
  int descriptors() const;

 private:
  pid_t pid_ = -1;
  unsigned short port_ = 0;
};

struct Programs {
  std::string bin;       ///< folder of giliran-hall
  std::string settings;  ///< a plaza that is open, with own_counters
  std::filesystem::path data = std::filesystem::temp_directory_path();  ///< for journals
};

/// How many commits of one small row each SQLite alone makes per second, WAL and synchronous=FULL:
/// the limit for whoever waits for each of his tickets to be on disk. In `folder`, whose disk it
/// is.
double commits_per_second(const std::filesystem::path& folder);
/// A write with fdatasync on that disk: of a page, at the end of a file.
Percentiles fdatasync_ms(const std::filesystem::path& folder);

/// The engine alone, without disk and network: a day decided and applied, choosing the next among
/// few and among many, and the day's events applied again, from memory and from a journal. Beside
/// it copying those events, and reading the journal's rows with SQLite alone.
boost::json::object measure_engine();
/// An empty window of that size, cleared and presented.
boost::json::object measure_empty_frame(int width, int height);

}  // namespace giliran::bench
