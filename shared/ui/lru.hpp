#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <utility>

namespace giliran::ui {

/// Keeps values up to a total cost; the least recently used go first. The value just added always
/// stays. Pointers hold until the next add().
template <class Key, class Value>
class Lru {
 public:
  explicit Lru(std::size_t limit) : limit_(limit) {}

  Value* find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  Value& add(Key key, Value value, std::size_t cost) {
    entries_.push_front({key, std::move(value), cost});
    index_.insert_or_assign(std::move(key), entries_.begin());
    cost_ += cost;
    while (cost_ > limit_ && entries_.size() > 1) {
      cost_ -= entries_.back().cost;
      index_.erase(entries_.back().key);
      entries_.pop_back();
    }
    return entries_.front().value;
  }

  void clear() {
    index_.clear();
    entries_.clear();
    cost_ = 0;
  }
  std::size_t cost() const { return cost_; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Key key;
    Value value;
    std::size_t cost;
  };
  std::list<Entry> entries_;
  std::map<Key, typename std::list<Entry>::iterator> index_;
  std::size_t limit_;
  std::size_t cost_ = 0;
};

}  // namespace giliran::ui
