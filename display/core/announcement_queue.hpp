#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "shared/base/ids.hpp"
#include "shared/model/language.hpp"
#include "shared/model/ticket_number.hpp"

namespace giliran::display {

/// One call as the board shows and speaks it. A recall is a call of its own with its own `seq`.
struct CallToAnnounce {
  CallSeq seq;
  TicketNumber number;
  CounterId counter;
  Language language = Language::id;  ///< in which the ticket was taken
  bool recall = false;
  friend bool operator==(const CallToAnnounce&, const CallToAnnounce&) = default;
};

/// The one line of announcements of a hall, in the order of the hall's log of calls: one call is
/// spoken at a time, none is spoken twice, and what the board shows big goes with what is spoken.
/// A pure machine without a clock; not for use by two threads at once.
class AnnouncementQueue {
 public:
  /// Calls that may wait to be spoken, about ten minutes of speech. One more, and the oldest of
  /// them is passed over: it is so late that its voice would mislead. It stays in the board's list.
  static constexpr std::size_t max_waiting = 100;
  /// A call older than this when it arrives (after an outage) is shown, not spoken.
  static constexpr std::chrono::milliseconds default_speak_within{60'000};

  enum class Added {
    to_speak,  ///< waits for its turn to be shown big and spoken
    to_show,   ///< too old: shown big in its turn until the next one, but not spoken
    known,     ///< its sequence number was here before; nothing changed
  };

  /// `spoken` is the last call settled before this program started, 0 if none.
  explicit AnnouncementQueue(CallSeq spoken = CallSeq{},
                             std::chrono::milliseconds speak_within = default_speak_within);

  /// Takes a call of that age (at arrival; time that it waits here does not count).
  Added add(const CallToAnnounce& call, std::chrono::milliseconds age);

  /// The call to be spoken now, which from here on is current(); nothing while another one is being
  /// spoken or if none waits. Calls that are only shown are passed over on the way.
  std::optional<CallToAnnounce> next();

  /// The voice has ended `seq`. False, and nothing changed, if that is not what was being spoken.
  bool finished(CallSeq seq);

  /// What the board shows big: the call being spoken, or after it the latest one settled.
  const std::optional<CallToAnnounce>& current() const { return current_; }
  bool speaking() const { return speaking_; }
  /// Calls that wait behind the current one.
  std::size_t waiting() const { return waiting_.size(); }
  /// Every call up to this one was spoken or, too old, shown: where to resume in the hall's log.
  /// Calls beyond it that come again are recognised.
  CallSeq last_spoken() const { return last_spoken_; }
  /// Calls passed over because more than max_waiting waited.
  std::uint64_t silenced() const { return silenced_; }

  /// The hall's log of calls began anew (another hall, a fresh journal): forgets everything that
  /// waits and takes calls after `seq`. What is being spoken is spoken to its end.
  void restart_after(CallSeq seq);

 private:
  struct Waiting {
    CallToAnnounce call;
    bool speak;
  };
  std::deque<Waiting> waiting_;
  std::optional<CallToAnnounce> current_;
  bool speaking_ = false;
  bool current_counts_ = true;
  CallSeq last_queued_;
  CallSeq last_spoken_;
  std::chrono::milliseconds speak_within_;
  std::uint64_t silenced_ = 0;
};

}  // namespace giliran::display
