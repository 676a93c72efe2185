#include <algorithm>
#include <limits>
#include <utility>

#include "hall/app/errors.hpp"
#include "hall/app/hall_round.hpp"
#include "hall/core/decide.hpp"
#include "shared/base/log.hpp"

/// The one writer and its rounds.
namespace giliran::hall {

namespace {

/// What promises a visitor something that is new, and so is refused first when room runs out.
bool takes_number(const Command& command) {
  return std::visit(
      []<class Given>(const Given&) {
        return std::is_same_v<Given, IssueTicket> || std::is_same_v<Given, EnterPaper> ||
               std::is_same_v<Given, BookAppointment> || std::is_same_v<Given, TakeDatedSlip> ||
               std::is_same_v<Given, CheckIn> || std::is_same_v<Given, LeaseNumbers>;
      },
      command);
}

/// A flag that others wait for, up as long as this lives.
class Raised {
 public:
  explicit Raised(std::atomic<bool>& flag) : flag_(flag) { flag_ = true; }
  ~Raised() {
    flag_ = false;
    flag_.notify_all();
  }
  Raised(const Raised&) = delete;
  Raised& operator=(const Raised&) = delete;

 private:
  std::atomic<bool>& flag_;
};

}  // namespace

WallTime HallService::now() {
  const std::scoped_lock lock(clock_mutex_);
  const HallClock::Reading reading = hall_clock_.read(clock_.now(), options_.steady());
  const auto distance = std::chrono::duration<double>(reading.distance).count();
  if (reading.news == HallClock::News::doubted) {
    log(LogLevel::warning, "the clock has jumped; it is believed if it stays so for 5 minutes",
        {{"seconds", distance}});
  } else if (reading.news == HallClock::News::right_again) {
    log(LogLevel::warning, "the clock is right again; its jump has changed nothing");
  } else if (reading.news == HallClock::News::believed) {
    if (reading.distance.count() < 0) set_back_from_ = reading.at - reading.distance;
    log(LogLevel::warning, "the clock has been set, and the hall follows it",
        {{"seconds", distance}});
  }
  return reading.at;
}

/// What follows in the round is at a moment that is not before the hall's last event.
void HallService::follow_clock(Round& round) {
  WallTime at = now();
  WallTime from = hall_.last_at();
  {
    const std::scoped_lock lock(clock_mutex_);
    from = std::max(from, std::exchange(set_back_from_, std::nullopt).value_or(from));
  }
  if (at >= from - clock_slack) at = std::max(at, from);
  round.moment = {at, zone_.local(at)};
  if (at >= from) return;
  log(LogLevel::warning, "the clock was set back",
      {{"seconds", std::chrono::duration<double>(from - at).count()}});
  do_by_itself(round, SetClockBack{from});
}

/// The writer's own thread: looks at the time, does what flush() leaves to it, and between rounds
/// what the journal has to do beside.
void HallService::write() {
  bool more = false;
  while (!queue_.closed_and_empty()) {
    queue_.wait(more ? step_pause : std::chrono::milliseconds(tick_every));
    const std::scoped_lock round(round_mutex_);
    if (!more || queue_.size() > 0 || uncertain_) work();
    watch_room();
    more = step();
  }
}

void HallService::work() {
  if (uncertain_) recover(*std::exchange(uncertain_, std::nullopt));
  std::vector<Job> jobs = take_jobs();
  if (journal_ && !uncertain_) return carry_out(std::move(jobs));
  for (Job& job : jobs)
    job.reply(not_now(try_again_later));
}

std::vector<HallService::Job> HallService::take_jobs() {
  std::vector<Job> jobs = queue_.take_all();
  for (const Job& job : jobs)
    for_own_thread_ -= job.takes_long() ? 1 : 0;
  return jobs;
}

void HallService::flush() {
  if (queue_.size() == 0 || !started_) return;
  // Who has the mutex is at it, and may have taken what was there before.
  std::unique_lock round(round_mutex_, std::defer_lock);
  const bool here = !slow_ && for_own_thread_ == 0 && healthy_ && round.try_lock();
  if (!here) return queue_.wake();
  if (uncertain_) return queue_.wake();
  carry_out(queue_.take_all());
}

void HallService::carry_out(std::vector<Job> jobs) {
  Round round;
  try {
    {
      const Raised raised(at_work_);
      decide_and_commit(round, jobs);
      publish_new_calls();
    }
    // What is asked is answered from what is durable.
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (jobs[i].question) round.outcomes[i] = explain(*jobs[i].question);
    }
  } catch (const JournalFull& full) {
    return run_out_of_room(std::move(jobs), full.what());
  } catch (const std::exception& failure) {
    metrics_.journal_failed();
    log(LogLevel::error, "journal failed", {{"what", failure.what()}});
    return fail(std::move(jobs));
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (jobs[i].backup) {
      begin_backup(*jobs[i].backup, std::move(jobs[i].reply));
    } else {
      jobs[i].reply(std::move(round.outcomes[i]));
    }
  }
  if (!jobs.empty() || !round.entries.empty()) views_may_differ();
}

/// When this returns, what the round decided is durable.
void HallService::decide_and_commit(Round& round, const std::vector<Job>& jobs) {
  const std::scoped_lock lock(hall_mutex_);
  ahead_ = true;
  follow_clock(round);
  const auto today = std::chrono::floor<std::chrono::days>(round.moment.local);
  if (hall_.day() < today) pass_time(round);
  for (const Job& job : jobs)
    round.outcomes.push_back(outcome_of(round, job));
  // Last, so that no officer is refused because the counter was faster by itself.
  pass_time(round);
  commit(round);
  ahead_ = false;
}

/// Begins a new day, or lets an idle counter call by itself.
void HallService::pass_time(Round& round) {
  do_by_itself(round, PassTime{});
}

void HallService::do_by_itself(Round& round, const Command& command) {
  const auto events = decide(hall_, command, round.moment);
  if (!events || events->empty()) return;
  Entry entry;
  record(round, *events, entry);
  round.entries.push_back(std::move(entry));
}

HallService::Outcome HallService::outcome_of(Round& round, const Job& job) {
  if (!job.prepared) return JsonText();
  if (auto again = answered_before(round, *job.prepared)) return *again;
  Outcome outcome = decide_now(round, *job.prepared);
  outcome ? metrics_.command_done() : metrics_.command_refused();
  return outcome;
}

std::optional<HallService::Outcome> HallService::answered_before(const Round& round,
                                                                 const Prepared& prepared) {
  const auto same_or_conflict = [&](const std::string& fingerprint,
                                    const std::string& answer) -> Outcome {
    if (fingerprint != prepared.fingerprint) {
      metrics_.command_refused();
      return error_of(Refusal{Reason::request_conflict, "", ""});
    }
    metrics_.command_replayed();
    return JsonText(answer);
  };
  // Also a command that came twice so soon that both are in this round.
  for (const Entry& entry : round.entries) {
    if (entry.request == prepared.request) return same_or_conflict(entry.fingerprint, entry.answer);
  }
  const auto stored = find_answer(prepared.request);
  if (!stored) return stored.error();
  if (*stored) return same_or_conflict((*stored)->fingerprint, (*stored)->answer);
  return std::nullopt;
}

/// One answer that cannot be read keeps only its own command from the hall.
Result<std::optional<StoredAnswer>, protocol::RpcError> HallService::find_answer(
    const RequestId& request) {
  try {
    return journal_->find_answer(request);
  } catch (const JournalDamaged& damage) {
    log(LogLevel::error, "an answer in the journal is damaged", {{"what", damage.what()}});
    return unknown_outcome();
  }
}

HallService::Outcome HallService::decide_now(Round& round, const Prepared& prepared) {
  const Command command = command_for(prepared, epoch_);
  if (disk_full_ && takes_number(command)) return error_of(Refusal{Reason::disk_full, "", ""});
  const auto events = decide(hall_, command, round.moment);
  if (!events) return error_of(events.error());
  const Outlook outlook = outlook_of(hall_, *events, round.moment);
  Entry entry;
  entry.request = prepared.request;
  entry.fingerprint = prepared.fingerprint;
  record(round, *events, entry);
  JsonText answer(prepared.answer({hall_, *events, round.moment, outlook, &command, epoch_}));
  if (events->empty()) return answer;
  entry.answer = answer.text;
  round.entries.push_back(std::move(entry));
  return answer;
}

/// Numbers the events and applies them to the copy that is ahead.
void HallService::record(const Round& round, const std::vector<Event>& events, Entry& entry) {
  for (const Event& event : events) {
    entry.events.push_back({++last_seq_, round.moment.at, event});
    apply(hall_, entry.events.back());
  }
}

void HallService::commit(const Round& round) {
  if (round.entries.empty()) return;
  const auto began = std::chrono::steady_clock::now();
  journal_->append(round.entries);
  const auto took = std::chrono::steady_clock::now() - began;
  metrics_.committed(took);
  watch_disk(took);
  const std::scoped_lock lock(state_mutex_);
  if (!slow_) {
    durable_.reset();
  } else if (!durable_) {
    if (slow_commits_ >= slow_commits) durable_ = hall_;
  } else {
    for (const Entry& entry : round.entries) {
      for (const Recorded& recorded : entry.events)
        apply(*durable_, recorded);
    }
  }
  for (const Entry& entry : round.entries) {
    for (const Recorded& recorded : entry.events) {
      keep_call(hall_, calls_, recorded);
      if (std::holds_alternative<TicketIssued>(recorded.event)) metrics_.ticket_issued();
      if (std::holds_alternative<TicketCalled>(recorded.event)) metrics_.call_made();
    }
  }
}

/// Decides on which thread the next commits are waited for.
void HallService::watch_disk(std::chrono::nanoseconds commit) {
  if (commit > options_.slow_commit) {
    slow_ = true;
    quick_commits_ = 0;
    slow_commits_ = std::min(slow_commits_ + 1, slow_commits);
  } else if (slow_) {
    slow_commits_ = 0;
    quick_commits_ = 2 * commit < options_.slow_commit ? quick_commits_ + 1 : 0;
    slow_ = quick_commits_ < quick_commits;
  }
}

void HallService::publish_new_calls() {
  const CallsSince news = calls_after(published_call_, std::numeric_limits<std::size_t>::max());
  for (const CallText& call : news.calls)
    audience_->publish_call(call);
  published_call_ = news.last_seq;
}

}  // namespace giliran::hall
