#pragma once

#include <atomic>
#include <boost/json/value.hpp>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "hall/app/hall_service.hpp"
#include "shared/base/clock.hpp"
#include "tests/hall/app/hall_process.hpp"

namespace giliran::hall {

/// Time that a test moves. Any thread.
class ManualClock final : public WallClock {
 public:
  explicit ManualClock(WallTime now) : time_(now) {}
  WallTime now() const override { return time_.load() + set_by_.load(); }
  SteadyTime steady() const { return SteadyTime(time_.load().time_since_epoch()); }
  void advance(std::chrono::milliseconds by) { time_ = time_.load() + by; }
  /// Somebody sets the clock; the steady one goes on.
  void set(std::chrono::milliseconds by) { set_by_ = set_by_.load() + by; }

 private:
  std::atomic<WallTime> time_;
  std::atomic<std::chrono::milliseconds> set_by_{std::chrono::milliseconds(0)};
};

/// Follows what the service publishes. Any thread.
class TestAudience final : public Audience {
 public:
  void watch(std::vector<std::string> views);
  std::vector<std::string> watched_views() const override;
  void publish_view(SharedView view) override;
  void publish_call(const CallText& call) override;

  /// Waits until a document of the view has been published that `wanted` accepts, and returns it;
  /// throws after 10 s.
  boost::json::value await_view(const std::string& name,
                                const std::function<bool(const boost::json::value&)>& wanted);
  std::vector<std::uint64_t> calls() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable published_;
  std::vector<std::string> watched_;
  std::map<std::string, boost::json::value> views_;
  std::vector<std::uint64_t> calls_;
};

/// How the journal fails: at the next commit nothing is written, or all is and only the word of it
/// is lost; until told otherwise no stored answer can be read.
enum class Fault { none, before_commit, after_commit, damaged_answers };

/// How much room the disk has: enough; only the reserve, once it was given up; none.
enum class Room { enough, reserve, none };

enum class Start { now, later };

/// A door that commits of the journal go through; a test closes it to have them take as long as it
/// likes. Any thread.
class Gate {
 public:
  void close() {
    const std::scoped_lock lock(mutex_);
    open_ = false;
  }
  void open() {
    {
      const std::scoped_lock lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;
};

/// A whole hall of the demo's plaza without its door: real service, real journal, manual time. It
/// begins on Tuesday 24 November 2026 at 09.00 in Jakarta.
class TestHall {
 public:
  explicit TestHall(const std::string& settings = "examples/demo.toml");
  /// Commits that take longer count as slow.
  explicit TestHall(std::chrono::nanoseconds slow);

  /// Ends the service and makes another on the same data.
  void restart(Start when = Start::now);
  /// After Start::later.
  void start() { service->start(audience, "http://hall/t/"); }
  /// Waits for the answer; a refusal or error is in it.
  Result<boost::json::value, protocol::RpcError> call(const std::string& method,
                                                      const std::string& params);
  /// As call(), with a new request_id added; throws unless it succeeds.
  boost::json::value done(const std::string& method, const std::string& params);
  /// The reason of a refusal; throws unless it was refused.
  Reason refusal(const std::string& method, const std::string& params);
  /// The newest document.
  boost::json::value view(const std::string& name);
  /// The next commit fails in that way.
  void fail_next(Fault fault) { fault_ = fault; }
  void set_room(Room room) { room_ = room; }
  /// So often does it fail to open the journal after the next failure.
  void fail_opening(int times) { failing_opens_ = times; }
  static std::string new_request_id();

 private:
  std::unique_ptr<Journal> open();
  TempDir dir_;
  HallPlan plan_;
  std::atomic<Fault> fault_{Fault::none};
  std::atomic<int> failing_opens_{0};
  std::atomic<Room> room_{Room::enough};
  std::atomic<bool> reserve_{true};
  std::chrono::nanoseconds slow_commit_ = std::chrono::hours(1);

 public:
  Gate gate;
  ManualClock clock;
  TestAudience audience;
  std::unique_ptr<HallService> service;  ///< last, so that it ends first
};

}  // namespace giliran::hall
