#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "hall/http/backend.hpp"

namespace giliran::hall {

/// What waits for the writer, from any thread. It never holds more than its limits: guests have
/// fewer places than there are, so that a flood of theirs leaves room for programs; and programs go
/// first.
template <class T>
class CommandQueue {
 public:
  CommandQueue(std::size_t limit, std::size_t guests_limit)
      : limit_(limit), guests_limit_(guests_limit) {}

  /// The item again if there is no place for it or the queue is closed; nothing if it was taken.
  std::optional<T> push(T item, Rank rank) {
    const std::scoped_lock lock(mutex_);
    auto& line = rank == Rank::program ? programs_ : guests_;
    const bool full = programs_.size() + guests_.size() >= limit_ ||
                      (rank == Rank::guest && guests_.size() >= guests_limit_);
    if (closed_ || full) return item;
    line.push_back(std::move(item));
    ++size_;
    return std::nullopt;
  }

  /// Takes all there is, programs' first.
  std::vector<T> take_all() {
    const std::scoped_lock lock(mutex_);
    std::vector<T> all = std::exchange(programs_, {});
    std::ranges::move(guests_, std::back_inserter(all));
    guests_.clear();
    size_ = 0;
    return all;
  }

  /// Sleeps until wake() or close(), which may have come before, and at most so long.
  void wait(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    woken_by_.wait_for(lock, at_most, [&] { return closed_ || woken_; });
    woken_ = false;
  }
  void wake() {
    {
      const std::scoped_lock lock(mutex_);
      woken_ = true;
    }
    woken_by_.notify_one();
  }

  /// Nothing more is taken in; what waits can still be taken out.
  void close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    woken_by_.notify_one();
  }
  bool closed_and_empty() const {
    const std::scoped_lock lock(mutex_);
    return closed_ && size_ == 0;
  }

  std::size_t size() const { return size_; }

 private:
  const std::size_t limit_;
  const std::size_t guests_limit_;
  mutable std::mutex mutex_;
  std::condition_variable woken_by_;
  std::vector<T> programs_;
  std::vector<T> guests_;
  std::atomic<std::size_t> size_{0};
  bool closed_ = false;
  bool woken_ = false;
};

}  // namespace giliran::hall
