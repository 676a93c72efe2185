#pragma once

#include <deque>
#include <string>

#include "hall/http/backend.hpp"
#include "shared/base/zone.hpp"
#include "shared/protocol/messages.hpp"

namespace giliran::hall {

/// The durable calls of today and the last kept_old_calls before, as displays get them; of a very
/// long day the last kept_calls. Not thread-safe.
class CallLog {
 public:
  /// After that call of a day before; 0: before the first one.
  explicit CallLog(std::uint64_t last_seq = 0) : last_seq_(last_seq) {}
  /// The next call, made on `day` of the hall. Returns what is to be published.
  CallText add(const protocol::Call& call, std::chrono::local_days day);
  /// Today is `day`: calls of other days are old from now on.
  void begin(std::chrono::local_days day);
  /// A wrong clock had begun today: it is that earlier day, whose calls are today's too.
  void take_back(std::chrono::local_days day);
  /// The first `at_most` of those with a greater number, in order; 0: those of the last day that
  /// was begun.
  std::vector<CallText> after(std::uint64_t seq, std::size_t at_most) const;
  std::uint64_t last_seq() const { return last_seq_; }

 private:
  struct Kept {
    std::chrono::local_days day;
    CallText text;
  };
  void drop_first();

  std::deque<Kept> calls_;
  std::chrono::local_days today_{};
  std::size_t old_ = 0;
  std::uint64_t last_seq_;
};

}  // namespace giliran::hall
