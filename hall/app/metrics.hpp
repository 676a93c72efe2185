#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace giliran::hall {

/// What is true at the moment of asking, beside what Metrics has counted.
struct Gauges {
  bool healthy = false;
  bool disk_full = false;
  bool slow = false;  ///< commits are waited for on the writer's own thread
  std::size_t queued = 0;
  int kiosks = 0;
  int displays = 0;
  int counters = 0;
  std::size_t watched_views = 0;
};

/// Counts what the service does. Any thread.
class Metrics {
 public:
  void ticket_issued() { ++tickets_; }
  void call_made() { ++calls_; }
  void command_done() { ++done_; }
  void command_refused() { ++refused_; }
  void command_replayed() { ++replayed_; }
  void journal_failed() { ++failures_; }
  /// One commit, from its first write to the end of its fsync.
  void committed(std::chrono::nanoseconds took);
  std::uint64_t commits() const { return commits_; }

  /// Prometheus text, version 0.0.4.
  /// https://prometheus.io/docs/instrumenting/exposition_formats/
  std::string text(const Gauges& now) const;

 private:
  using Count = std::atomic<std::uint64_t>;
  /// Upper bounds in seconds: a good disk needs about a millisecond, a memory card a hundred.
  static constexpr std::array bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0};

  Count tickets_{0};
  Count calls_{0};
  Count done_{0};
  Count refused_{0};
  Count replayed_{0};
  Count failures_{0};
  Count commits_{0};
  Count commit_ns_{0};
  std::array<Count, bounds.size()> within_{};
};

}  // namespace giliran::hall
