#include "hall/store/reports_keeper.hpp"

#include <pthread.h>
#include <sched.h>

#include <utility>

#include "shared/base/log.hpp"

namespace giliran::hall {

namespace {

using namespace std::chrono_literals;

/// Events that wait at most, but for the last entry's.
constexpr std::size_t most_waiting = 2048;
/// It does not gather any longer.
constexpr std::size_t enough = 1024;
constexpr auto gathers = 1s;
constexpr auto starts_after = 1s;
/// After writing it rests so many times as long: its syncs make commits wait.
constexpr int rests = 4;
/// After something failed.
constexpr auto pauses = 30s;

}  // namespace

ReportsKeeper::ReportsKeeper(std::string folder, HallPlan plan, WallTime now)
    : file_(reports_file(folder)), plan_(std::move(plan)), now_(now), thread_([this] { run(); }) {}

ReportsKeeper::~ReportsKeeper() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

// --- the journal's thread ------------------------------------------------------------------------

std::optional<Followed> ReportsKeeper::asks() {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock || state_ != State::asks) return std::nullopt;
  return followed_;
}

void ReportsKeeper::hurry() {
  {
    const std::scoped_lock lock(mutex_);
    hurry_ = true;
  }
  changed_.notify_all();
}

std::optional<Followed> ReportsKeeper::wait_for_ask() {
  hurry();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return state_ != State::opens; });
  return state_ == State::asks ? std::optional(followed_) : std::nullopt;
}

void ReportsKeeper::begin(std::string epoch, std::optional<Snapshot> day, bool anew) {
  {
    const std::scoped_lock lock(mutex_);
    epoch_ = std::move(epoch);
    day_ = std::move(day);
    anew_ = anew;
    state_ = State::follows;
    room_ = true;
  }
  changed_.notify_all();
}

/// Its thread may have been put aside while it holds the lock: nobody waits for it.
template <class Add>
bool ReportsKeeper::give_by(Link end, const Add& add) {
  if (!room_) return false;
  bool wake = false;
  {
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock || state_ != State::follows || queue_.size() >= most_waiting) return false;
    const std::size_t before = queue_.size();
    add(queue_);
    queue_end_ = end;
    room_ = queue_.size() < most_waiting;
    wake = before == 0 || (before < enough && queue_.size() >= enough);
  }
  if (wake) changed_.notify_all();
  return true;
}

bool ReportsKeeper::give(std::span<const Entry> entries, Link end) {
  return give_by(end, [&](std::vector<Recorded>& queue) {
    for (const Entry& entry : entries)
      queue.insert(queue.end(), entry.events.begin(), entry.events.end());
  });
}

bool ReportsKeeper::give(std::vector<Recorded> events, Link end) {
  return give_by(end, [&](std::vector<Recorded>& queue) {
    std::ranges::move(events, std::back_inserter(queue));
  });
}

bool ReportsKeeper::follows() {
  const std::scoped_lock lock(mutex_);
  return state_ == State::follows;
}

// --- its own thread ------------------------------------------------------------------------------

void ReportsKeeper::run() {
  // Whoever wakes takes its processor at once; a low priority alone would not do that.
  const sched_param none{};
  pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
  wait_for(starts_after);
  while (true) {
    try {
      follow();
      return;
    } catch (const DatabaseError& error) {
      log(LogLevel::warning, "reports cannot be written", {{"what", error.what()}});
      if (error.cause == DatabaseError::Cause::damaged) Reports::remove(file_);
    } catch (const std::exception& error) {
      log(LogLevel::error, "reports cannot be made", {{"what", error.what()}});
    }
    pause();
    const std::scoped_lock lock(mutex_);
    if (stopping_ || hurry_) return;
    state_ = State::opens;
  }
}

/// Or until somebody waits for it, or it is to end.
void ReportsKeeper::wait_for(std::chrono::nanoseconds length) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, length, [&] { return stopping_ || hurry_; });
}

void ReportsKeeper::pause() {
  {
    const std::scoped_lock lock(mutex_);
    state_ = State::ended;
    room_ = false;
    queue_.clear();
  }
  changed_.notify_all();
  wait_for(pauses);
}

/// Until the journal is closed.
void ReportsKeeper::follow() {
  std::optional<Reports> reports(std::in_place, file_);
  reports->write_settings(plan_, now_);
  {
    const std::scoped_lock lock(mutex_);
    followed_ = reports->followed();
    state_ = State::asks;
  }
  changed_.notify_all();
  if (!wait_for_begin()) return;
  if (anew_ && reports->followed().link.seq > 0) {
    reports.reset();
    Reports::remove(file_);
    reports.emplace(file_);
    reports->write_settings(plan_, now_);
  }
  reports->begin(day_);
  while (true) {
    Link end;
    const std::vector<Recorded> events = take(end);
    if (events.empty()) return;
    const auto began = std::chrono::steady_clock::now();
    for (const Recorded& event : events)
      reports->apply(event);
    if (end.seq > reports->followed().link.seq) reports->write({epoch_, end});
    wait_for(rests * (std::chrono::steady_clock::now() - began));
  }
}

bool ReportsKeeper::wait_for_begin() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopping_ || state_ == State::follows; });
  return state_ == State::follows;
}

/// Nothing: it is to end.
std::vector<Recorded> ReportsKeeper::take(Link& end) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
  changed_.wait_for(lock, gathers, [&] { return stopping_ || queue_.size() >= enough; });
  end = queue_end_;
  room_ = true;
  return std::exchange(queue_, {});
}

}  // namespace giliran::hall
