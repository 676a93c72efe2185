#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace giliran::hall {

/// A queue from many threads to one, that never holds more than `limit` and gives all it has at
/// once. Any thread.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t limit) : limit_(limit) {}

  /// The item again if the queue is full or closed; nothing if it was taken.
  std::optional<T> push(T item) {
    {
      const std::scoped_lock lock(mutex_);
      if (closed_ || items_.size() >= limit_) return item;
      items_.push_back(std::move(item));
    }
    filled_.notify_one();
    return std::nullopt;
  }

  /// Waits for something, for the queue to be closed or woken, or for `at_most`; takes all there
  /// is.
  std::vector<T> take_all(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, at_most, [&] { return closed_ || woken_ || !items_.empty(); });
    woken_ = false;
    return std::exchange(items_, {});
  }

  /// Lets take_all() return, even with nothing.
  void wake() {
    {
      const std::scoped_lock lock(mutex_);
      woken_ = true;
    }
    filled_.notify_one();
  }

  /// Nothing more is taken in; what waits can still be taken out.
  void close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    filled_.notify_one();
  }

  bool closed_and_empty() const {
    const std::scoped_lock lock(mutex_);
    return closed_ && items_.empty();
  }

  std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return items_.size();
  }

 private:
  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::vector<T> items_;
  bool closed_ = false;
  bool woken_ = false;
};

}  // namespace giliran::hall
