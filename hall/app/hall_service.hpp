#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "hall/app/audience.hpp"
#include "hall/app/call_log.hpp"
#include "hall/app/command_queue.hpp"
#include "hall/app/devices.hpp"
#include "hall/app/hall_clock.hpp"
#include "hall/app/limits.hpp"
#include "hall/app/methods.hpp"
#include "hall/app/metrics.hpp"
#include "hall/app/pace.hpp"
#include "hall/app/view_cache.hpp"
#include "hall/http/backend.hpp"
#include "hall/store/journal.hpp"
#include "shared/base/clock.hpp"
#include "shared/base/zone.hpp"
#include "shared/protocol/explanation.hpp"

namespace giliran::hall {

struct HallServiceOptions {
  HallPlan plan;
  /// Opens the journal, at the start and again after it failed.
  std::function<std::unique_ptr<Journal>()> open_journal;
  std::chrono::milliseconds reopen_pause = hall::reopen_pause;
  std::chrono::nanoseconds slow_commit = hall::slow_commit;
  /// Any thread.
  std::function<SteadyTime()> steady = [] { return std::chrono::steady_clock::now(); };
};

/// The hall: one writer at a time, which decides every command, puts what follows into the journal,
/// and answers only then. Commands that came together share one commit.
///
/// Who brings commands carries them out: flush() makes a round of all that wait, on the thread that
/// calls it, because handing them over to another thread and back takes as long as a commit. Where
/// that would keep the server from its other work, the writer's own thread does it: while commits
/// are slow, after one that failed, and for questions that read the day again.
///
/// Views are built between rounds, so that they show what is durable. While commits are slow there
/// is a second copy of the hall for them, so that nobody waits for a disk to read; while the
/// journal is away, whoever asks for a view gets the newest one that was built.
class HallService final : public Backend {
 public:
  /// Opens the journal and reads it; throws what that throws. The clock must outlive the service.
  HallService(HallServiceOptions options, const WallClock& clock);
  /// Stops.
  ~HallService() override;
  HallService(const HallService&) = delete;
  HallService& operator=(const HallService&) = delete;

  /// Begins to carry out commands, which have been queued until now, and to publish. `ticket_url`
  /// goes before a ticket's token. Once.
  void start(Audience& audience, std::string ticket_url);
  /// Takes no more commands, finishes those that wait, and ends its threads.
  void stop();
  /// Looks at the time now instead of within tick_every, after the commands that wait. Returns when
  /// that is durable. Not on the service's threads.
  void tick();

  void handle(protocol::RpcRequest request, Rank rank, Reply reply) override;
  void flush() override;
  Result<SharedView, protocol::RpcError> view(const std::string& name) override;
  CallsSince calls_after(std::uint64_t seq, std::size_t at_most) override;
  void device_reported(const protocol::DeviceReport& report) override;
  void device_gone(const DeviceId& device) override;
  bool healthy() override { return healthy_; }
  std::string health_text() override;
  std::string metrics() override;

 private:
  /// A command that waits, a question, the file of a copy, or only somebody who waits for a tick.
  struct Job {
    std::optional<Prepared> prepared;
    std::optional<protocol::CallExplain> question;
    std::optional<std::string> backup;
    Reply reply;
    bool takes_long() const { return question || backup; }
  };
  struct Round;

  void queue(Job job, Rank rank);
  /// Under state_mutex_, and hall_mutex_ where it is hall_ itself.
  Result<boost::json::object, protocol::RpcError> build(const std::string& name, const Hall& hall);

  // The writer, which is whoever holds round_mutex_: hall_writer.cpp.
  void write();
  void work();
  void carry_out(std::vector<Job> jobs);
  void decide_and_commit(Round& round, const std::vector<Job>& jobs);
  void follow_clock(Round& round);
  void pass_time(Round& round);
  void do_by_itself(Round& round, const Command& command);
  Outcome outcome_of(Round& round, const Job& job);
  std::optional<Outcome> answered_before(const Round& round, const Prepared& prepared);
  Result<std::optional<StoredAnswer>, protocol::RpcError> find_answer(const RequestId& request);
  Outcome decide_now(Round& round, const Prepared& prepared);
  void record(const Round& round, const std::vector<Event>& events, Entry& entry);
  void commit(const Round& round);
  void watch_disk(std::chrono::nanoseconds commit);
  void publish_new_calls();
  /// The hall's time. Any thread, under any mutex.
  WallTime now();
  Outcome explain(const protocol::CallExplain& question);

  // The writer on its own thread, and the constructor: hall_recovery.cpp.
  void load();
  bool reopen();
  void recover(std::vector<Job> jobs);
  std::optional<Outcome> outcome_after_failure(const Job& job);
  std::vector<Job> take_jobs();
  void keep_call(const Hall& hall, CallLog& calls, const Recorded& recorded) const;

  // The writer on its own thread: hall_disk.cpp.
  bool step();
  void watch_room();
  void begin_backup(const std::string& file, Reply reply);
  void run_out_of_room(std::vector<Job> jobs, const std::string& what);
  void fail(std::vector<Job> jobs);
  void say_trouble(std::string what);

  // The publisher's thread: hall_publisher.cpp.
  void publish();
  void publish_due();
  void publish_views(std::span<const std::string> names);
  void views_may_differ();
  void lock_soon(std::unique_lock<std::timed_mutex>& hall) const;

  const HallServiceOptions options_;
  const WallClock& clock_;
  std::mutex clock_mutex_;
  HallClock hall_clock_;
  std::optional<WallTime> set_back_from_;  ///< not yet recorded
  const Zone zone_;
  Metrics metrics_;
  CommandQueue<Job> queue_{max_queued_commands, max_queued_by_guests};
  std::atomic<bool> healthy_{true};
  std::atomic<bool> disk_full_{false};  ///< no new numbers
  std::atomic<std::size_t> watched_{0};
  std::atomic<bool> started_{false};
  std::atomic<int> for_own_thread_{0};  ///< jobs that wait and are not for flush()
  std::atomic<bool> slow_{false};       ///< nor is any, as long as commits take long
  Audience* audience_ = nullptr;

  // The writer's.
  std::mutex round_mutex_;
  std::unique_ptr<Journal> journal_;
  std::uint64_t last_seq_ = 0;  ///< of the last event
  std::uint64_t published_call_ = 0;
  int quick_commits_ = 0;                      ///< in a row
  int slow_commits_ = 0;                       ///< in a row
  std::optional<std::vector<Job>> uncertain_;  ///< of a commit that failed
  bool carry_out_again_ = false;               ///< what of them is not in the journal

  // The hall: the writer holds the mutex during a round, others while they build a view.
  std::timed_mutex hall_mutex_;
  std::atomic<bool> at_work_{false};  ///< a round: the next view is built after it
  Hall hall_;
  bool ahead_ = false;  ///< of the journal, after a commit that failed

  // What is shown. Locked after hall_mutex_ where both are.
  std::mutex state_mutex_;
  std::optional<Hall> durable_;  ///< only while commits are slow, from the third on
  std::string epoch_;
  std::string ticket_url_;
  CallLog calls_;
  Devices devices_;
  ViewCache cache_;

  // Between those who change something and the publisher.
  std::mutex signal_mutex_;
  std::condition_variable signal_;
  std::atomic<bool> dirty_{false};
  bool stopping_ = false;
  std::string trouble_;  ///< what keeps the hall from its work, and what to do about it

  // The publisher's own.
  Pace programs_pace_;
  Pace tickets_pace_;

  std::thread writer_;
  std::thread publisher_;
};

}  // namespace giliran::hall
