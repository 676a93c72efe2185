#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "display/core/announcement_queue.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/zone.hpp"
#include "shared/model/states.hpp"
#include "shared/model/wait_range.hpp"
#include "shared/protocol/views.hpp"

namespace giliran::display {

enum class Link {
  connecting,  ///< since the start, for the first seconds
  live,        ///< what is shown is what the hall says now
  lost,        ///< what is shown is from before `lost_since`
};

/// A number and where it was called to.
struct ShownCall {
  TicketNumber number;
  CounterId counter;
  friend bool operator==(const ShownCall&, const ShownCall&) = default;
};

/// How long one agency takes now.
struct ShownWait {
  char letter = 'A';
  LocalText name;
  ServiceState state = ServiceState::open;
  std::optional<std::string> opens_at;
  int waiting = 0;
  std::optional<WaitRange> range;
  friend bool operator==(const ShownWait&, const ShownWait&) = default;
};

/// Everything that can be seen on the board. Equal scenes look the same.
struct Scene {
  Link link = Link::connecting;
  std::optional<LocalTime> lost_since;
  bool has_view = false;  ///< false: the hall has said nothing yet
  LocalText name;
  LocalText place;
  LocalTime clock;  ///< whole minutes
  std::optional<ShownCall> current;
  std::vector<ShownCall> recent;  ///< newest first, without the current one
  std::vector<ShownWait> waits;
  std::vector<LocalText> messages;
  std::uint64_t turn = 0;  ///< which page of messages and waits: counts up while there are several
  friend bool operator==(const Scene&, const Scene&) = default;
};

/// The last call that is done with: spoken, or shown because it was too old.
struct Settled {
  CallSeq seq;
  WallTime at;  ///< when the counter called
  friend bool operator==(const Settled&, const Settled&) = default;
};

struct BoardOptions {
  std::string zone = "Asia/Jakarta";  ///< until the hall says its own
  std::chrono::milliseconds speak_within = AnnouncementQueue::default_speak_within;
  std::chrono::milliseconds message_shown{10'000};
  std::optional<Settled> resume;  ///< of the run before: calls up to it are not spoken again
};

/// What the board shows and says, decided from what the hall tells and the time. A pure machine
/// without a clock; for one thread.
///
/// A call is big from the moment its announcement begins until the next one begins. The others that
/// the hall has called are in the list at once, so that nobody has to wait for the voice to know.
class Board {
 public:
  /// So long after the start it may take to reach the hall before the board says that it is not.
  static constexpr std::chrono::seconds patience{5};
  /// Up to so many waits are on every screen at once; more may have to take turns.
  static constexpr std::size_t waits_at_once = 5;

  /// `wall` is the machine's own time, used until the hall says its time. Throws as Zone does.
  Board(const BoardOptions& options, SteadyTime now, WallTime wall);

  void connected();
  /// `since` is when the hall was last heard of.
  void disconnected(SteadyTime since);
  /// Throws as Zone does if the hall names a zone that this machine does not know.
  void view_arrived(const protocol::BoardView& view, SteadyTime now);
  void call_arrived(const protocol::Call& call, SteadyTime now);
  /// The hall's numbers of calls begin anew.
  void calls_restarted();

  /// The call to be spoken now, from here on the current one; nothing while one is being spoken.
  std::optional<CallToAnnounce> next_announcement();
  /// The voice has ended `seq`. False if that is not what was being spoken.
  bool finished(CallSeq seq);

  Scene scene(SteadyTime now) const;
  /// When scene() changes next by time alone, after `now`.
  SteadyTime next_change(SteadyTime now) const;

  /// The current call's own number in the hall's log, 0 before the first.
  CallSeq current() const { return queue_.current() ? queue_.current()->seq : CallSeq{}; }
  CallSeq last_spoken() const { return queue_.last_spoken(); }
  /// For BoardOptions::resume of the next run.
  const std::optional<Settled>& settled() const { return settled_; }

 private:
  WallTime hall_time(SteadyTime now) const;
  Link link(SteadyTime now) const;
  bool takes_turns() const;
  void settle();

  BoardOptions options_;
  Zone zone_;
  SteadyTime started_;
  SteadyTime clock_at_;  ///< when it was clock_wall_
  WallTime clock_wall_;
  bool clock_of_hall_ = false;
  bool connected_ = false;
  WallTime lost_since_;
  std::optional<protocol::BoardView> view_;
  AnnouncementQueue queue_;
  std::map<CallSeq, WallTime> called_at_;  ///< of those not settled
  std::optional<Settled> settled_;
};

}  // namespace giliran::display
