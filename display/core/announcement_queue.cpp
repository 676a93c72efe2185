#include "display/core/announcement_queue.hpp"

#include <algorithm>
#include <utility>

namespace giliran::display {

AnnouncementQueue::AnnouncementQueue(CallSeq spoken, std::chrono::milliseconds speak_within)
    : last_queued_(spoken), last_spoken_(spoken), speak_within_(speak_within) {}

AnnouncementQueue::Added AnnouncementQueue::add(const CallToAnnounce& call,
                                                std::chrono::milliseconds age) {
  if (call.seq <= last_queued_) return Added::known;
  last_queued_ = call.seq;
  const bool speak = age <= speak_within_;
  waiting_.push_back({call, speak});
  if (waiting_.size() > max_waiting) {
    if (waiting_.front().speak) ++silenced_;
    waiting_.pop_front();
  }
  return speak ? Added::to_speak : Added::to_show;
}

std::optional<CallToAnnounce> AnnouncementQueue::next() {
  if (speaking_) return std::nullopt;
  while (!waiting_.empty()) {
    const Waiting taken = waiting_.front();
    waiting_.pop_front();
    current_ = taken.call;
    current_counts_ = true;
    if (taken.speak) {
      speaking_ = true;
      return current_;
    }
    last_spoken_ = taken.call.seq;
  }
  return std::nullopt;
}

bool AnnouncementQueue::finished(CallSeq seq) {
  if (!speaking_ || current_->seq != seq) return false;
  speaking_ = false;
  if (current_counts_) last_spoken_ = seq;
  return true;
}

void AnnouncementQueue::restart_after(CallSeq seq) {
  waiting_.clear();
  last_queued_ = seq;
  last_spoken_ = seq;
  current_counts_ = false;
}

}  // namespace giliran::display
