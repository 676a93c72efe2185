#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "hall/store/reports.hpp"

namespace giliran::hall {

/// Keeps reports.db on a thread of its own, behind everything else: it begins a second after it was
/// made, so that a hall that starts has the disk for itself, gathers events for a second, takes few
/// at a time, and begins again from what it has when something failed. Its functions are
/// for one other thread, the journal's, and never wait for it, but for wait_for_ask().
class ReportsKeeper {
 public:
  ReportsKeeper(std::string folder, HallPlan plan, WallTime now);
  /// Writes what it was given.
  ~ReportsKeeper();
  ReportsKeeper(const ReportsKeeper&) = delete;
  ReportsKeeper& operator=(const ReportsKeeper&) = delete;

  /// How far it is, when it wants to be told from where on it gets events; else nothing.
  std::optional<Followed> asks();
  /// The same, at once when it has opened its file; nothing if it could not.
  std::optional<Followed> wait_for_ask();
  /// The journal is about to be closed: it rests no more.
  void hurry();
  /// It gets the events after that day's begin, or all. `anew`: what it has is not of this journal.
  void begin(std::string epoch, std::optional<Snapshot> day, bool anew);
  /// Takes the events that follow, which end with that entry. False: it has no room, or does not
  /// follow; they are to be given later.
  bool give(std::span<const Entry> entries, Link end);
  bool give(std::vector<Recorded> events, Link end);
  bool has_room() const { return room_; }
  /// Whether it gets events, or will again when it has room.
  bool follows();

 private:
  enum class State { opens, asks, follows, ended };
  void run();
  void follow();
  bool wait_for_begin();
  std::vector<Recorded> take(Link& end);
  void wait_for(std::chrono::nanoseconds length);
  void pause();
  template <class Add>
  bool give_by(Link end, const Add& add);

  const std::string file_;
  const HallPlan plan_;
  const WallTime now_;

  std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::opens;
  bool stopping_ = false;
  bool hurry_ = false;  ///< somebody waits for it
  Followed followed_;
  std::string epoch_;
  std::optional<Snapshot> day_;
  bool anew_ = false;
  std::vector<Recorded> queue_;
  Link queue_end_;
  std::atomic<bool> room_{false};

  std::thread thread_;
};

}  // namespace giliran::hall
