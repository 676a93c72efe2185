#include "hall/app/call_log.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "hall/app/limits.hpp"
#include "shared/protocol/codec.hpp"

namespace giliran::hall {

CallText CallLog::add(const protocol::Call& call, std::chrono::local_days day) {
  begin(day);
  last_seq_ = call.seq.value();
  CallText text{last_seq_, std::make_shared<const std::string>(
                               boost::json::serialize(protocol::encode(call)))};
  calls_.push_back({day, text});
  if (calls_.size() > kept_calls) drop_first();
  return text;
}

void CallLog::begin(std::chrono::local_days day) {
  if (day <= today_) return;
  today_ = day;
  old_ = calls_.size();
  while (old_ > kept_old_calls)
    drop_first();
}

void CallLog::drop_first() {
  calls_.pop_front();
  if (old_ > 0) --old_;
}

void CallLog::take_back(std::chrono::local_days day) {
  today_ = day;
  for (Kept& kept : calls_)
    kept.day = std::min(kept.day, day);
}

std::vector<CallText> CallLog::after(std::uint64_t seq, std::size_t at_most) const {
  const auto begin = std::ranges::partition_point(calls_, [&](const Kept& kept) {
    return seq == 0 ? kept.day < today_ : kept.text.seq <= seq;
  });
  std::vector<CallText> found;
  for (auto kept = begin; kept != calls_.end() && found.size() < at_most; ++kept)
    found.push_back(kept->text);
  return found;
}

}  // namespace giliran::hall
