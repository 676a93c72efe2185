#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "hall/http/backend.hpp"

namespace giliran::hall {

/// What waits to be written to one program. Answers and calls keep their order; of each view only
/// the newest document waits, in the place of the older one.
class Outbox {
 public:
  void answer(std::string text);

  /// The document `revision` of this view is the next answer; from now on newer ones are sent.
  void follow_view(const std::string& name, std::uint64_t revision);
  bool follows_view(const std::string& name) const { return views_.contains(name); }
  std::size_t views() const { return views_.size(); }
  void view(const SharedView& document);

  /// From now on calls are sent: at once those given, then each one that follows the last.
  void follow_calls(const CallsSince& since);
  bool follows_calls() const { return last_call_.has_value(); }
  /// The last call that was put in here.
  std::uint64_t last_call() const { return last_call_.value_or(0); }
  /// The log goes on after what was put in here, so that more is to be fetched from it.
  bool behind() const { return last_call_ && *last_call_ < newest_call_; }
  /// More of the log, after last_call().
  void more_calls(const CallsSince& since);
  /// A call that was just made. One that does not follow the last is left to the log, in which it
  /// stands: then this is behind().
  void call(std::uint64_t seq, const SharedText& json);

  bool empty() const { return items_.empty(); }
  /// The next message to write; nothing when all is written.
  std::optional<std::string> next();

  /// More waits than the limits allow, so that this program is to be cut off. Views do not count,
  /// for there is at most one of each.
  bool over_limit() const;

 private:
  struct Item {
    std::string text;     ///< an answer; or
    std::string view;     ///< the name of the view whose newest document is due; or
    SharedText call;      ///< a call
    bool counts = false;  ///< against the limits
  };
  struct Followed {
    std::uint64_t revision = 0;
    SharedView waiting;
  };
  static std::size_t size_of(const Item& item);
  void put(Item item);

  std::deque<Item> items_;
  std::map<std::string, Followed> views_;
  std::optional<std::uint64_t> last_call_;
  std::uint64_t newest_call_ = 0;  ///< of the log, as far as it was told here
  std::size_t counted_ = 0;
  std::size_t counted_bytes_ = 0;
};

}  // namespace giliran::hall
