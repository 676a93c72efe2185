#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

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
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A real giliran-hall on a free port with an empty journal. Throws if it does not start.
class HallProcess {
 public:
  HallProcess(const std::string& bin, const std::string& settings,
              const std::filesystem::path& data);
  ~HallProcess();
  HallProcess(const HallProcess&) = delete;
  HallProcess& operator=(const HallProcess&) = delete;
  unsigned short port() const { return port_; }

 private:
  pid_t pid_ = -1;
  unsigned short port_ = 0;
};

struct Programs {
  std::string bin;       ///< folder of giliran-hall
  std::string settings;  ///< a plaza that is open
};

/// Commits of one small row each by SQLite alone, WAL and synchronous=FULL: the limit for whoever
/// waits for each of his tickets to be on disk. And one write with fdatasync: the disk's own.
boost::json::object measure_commits();
/// Tickets acknowledged per second with so many clients, each waiting for its answer.
boost::json::object measure_issuing(const Programs& programs, int clients);
/// From call.next to the call's arrival at a display.
boost::json::object measure_calling(const Programs& programs);
/// From the start of the hall, with an empty journal and with one of a busy day, to its first
/// answer; beside a program that does nothing.
boost::json::object measure_starting(const Programs& programs);
/// The engine alone, without disk and network: a day decided and applied, choosing the next among
/// few and among many, and the day's events applied again, from memory and from a journal. Beside
/// it copying those events, and reading the journal's rows with SQLite alone.
boost::json::object measure_engine();
/// An empty window of that size, cleared and presented.
boost::json::object measure_empty_frame(int width, int height);

}  // namespace giliran::bench
