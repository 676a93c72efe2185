#include <algorithm>

#include "hall/app/errors.hpp"
#include "hall/app/hall_round.hpp"
#include "hall/http/limits.hpp"
#include "shared/base/log.hpp"

/// What is durable: read at the start, and again after a commit of which nobody knows whether it
/// happened.
namespace giliran::hall {

void HallService::load() {
  const auto day = journal_->last_day();
  Hall hall = day ? Hall(options_.plan, day->carried) : Hall(options_.plan);
  CallLog calls(day ? day->carried.last_call : 0);
  std::uint64_t last_seq = day ? day->seq : 0;
  journal_->replay(last_seq, [&](const Recorded& recorded) {
    apply(hall, recorded);
    keep_call(hall, calls, recorded);
    last_seq = recorded.seq;
  });
  last_seq_ = last_seq;
  const std::scoped_lock lock(hall_mutex_, state_mutex_);
  hall_ = std::move(hall);
  ahead_ = false;
  durable_.reset();
  if (slow_) durable_ = hall_;
  calls_ = std::move(calls);
  epoch_ = journal_->epoch();
}

/// Until the journal is open again: true, or the service is to stop: false.
bool HallService::reopen() {
  journal_.reset();
  while (true) {
    try {
      journal_ = options_.open_journal();
      load();
      return true;
    } catch (const std::exception& error) {
      journal_.reset();
      log(LogLevel::error, "journal cannot be opened, tried again; see to the disk and its rights",
          {{"what", error.what()}});
      say_trouble(std::string("the journal cannot be opened: ") + error.what() +
                  "; see to the disk and its rights: it is tried again by itself. A damaged "
                  "journal is replaced by the newest backup with giliran-hall restore");
    }
    for (Job& job : take_jobs())
      job.reply(not_now(try_again_later));
    std::unique_lock lock(signal_mutex_);
    if (signal_.wait_for(lock, options_.reopen_pause, [&] { return stopping_; })) return false;
  }
}

/// Nobody was told anything of this round yet. The journal says which of its commands happened:
/// those are answered, the others refused, and each may be sent again. Where it is certain that
/// nothing happened and a second try is worth while, the others are carried out again.
void HallService::recover(std::vector<Job> jobs) {
  const bool again = std::exchange(carry_out_again_, false);
  while (reopen()) {
    try {
      std::vector<std::optional<Outcome>> outcomes;
      outcomes.reserve(jobs.size());
      for (const Job& job : jobs)
        outcomes.push_back(outcome_after_failure(job));
      log(LogLevel::warning, "journal is open again");
      if (!disk_full_) say_trouble("");
      healthy_ = true;
      publish_new_calls();
      std::vector<Job> others;
      for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (outcomes[i]) {
          jobs[i].reply(std::move(*outcomes[i]));
        } else if (again) {
          others.push_back(std::move(jobs[i]));
        } else {
          jobs[i].reply(not_now(disk_full_ ? try_again_later : try_again));
        }
      }
      if (!others.empty()) carry_out(std::move(others));
      return views_may_differ();
    } catch (const std::exception& error) {
      log(LogLevel::error, "journal failed again", {{"what", error.what()}});
    }
  }
  for (Job& job : jobs)
    job.reply(unknown_outcome());
}

/// Nothing if it did not happen.
std::optional<HallService::Outcome> HallService::outcome_after_failure(const Job& job) {
  if (!job.prepared) return std::nullopt;
  const auto found = find_answer(job.prepared->request);
  if (!found) return Outcome(found.error());
  const auto& stored = *found;
  if (!stored) return std::nullopt;
  if (stored->fingerprint != job.prepared->fingerprint) {
    return Outcome(error_of(Refusal{Reason::request_conflict, "", ""}));
  }
  return Outcome(JsonText(stored->answer));
}

/// Keeps an event that was applied if it is a call.
void HallService::keep_call(const Hall& hall, CallLog& calls, const Recorded& recorded) const {
  const auto* call = std::get_if<TicketCalled>(&recorded.event);
  const auto* back = std::get_if<ClockSetBack>(&recorded.event);
  if (back && back->day) calls.take_back(*back->day);
  if (!call && !std::holds_alternative<DayBegan>(recorded.event)) return;
  const std::chrono::local_days day = *hall.day();
  calls.begin(day);
  if (!call) return;
  const Ticket& ticket = *hall.ticket(call->ticket);
  calls.add({call->seq, ticket.number, call->counter, ticket.language, call->recall, recorded.at},
            day);
}

}  // namespace giliran::hall
