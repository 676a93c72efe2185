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
    follow(hall, calls, recorded);
    last_seq = recorded.seq;
  });
  working_ = hall;
  last_seq_ = last_seq;
  last_at_ = std::max(last_at_, hall.last_at());
  const std::scoped_lock lock(state_mutex_);
  durable_ = std::move(hall);
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
      log(LogLevel::error, "journal cannot be opened", {{"what", error.what()}});
    }
    for (Job& job : queue_.take_all()) {
      for_own_thread_ -= job.question ? 1 : 0;
      job.reply(not_now(try_again_later));
    }
    std::unique_lock lock(signal_mutex_);
    if (signal_.wait_for(lock, options_.reopen_pause, [&] { return stopping_; })) return false;
  }
}

/// Nobody was told anything of this round yet. The journal says which of its commands happened:
/// those are answered, the others refused, and each may be sent again.
void HallService::recover(std::vector<Job> jobs) {
  while (reopen()) {
    try {
      std::vector<Outcome> outcomes;
      outcomes.reserve(jobs.size());
      for (const Job& job : jobs)
        outcomes.push_back(outcome_after_failure(job));
      log(LogLevel::warning, "journal is open again");
      healthy_ = true;
      publish_new_calls();
      for (std::size_t i = 0; i < jobs.size(); ++i)
        jobs[i].reply(std::move(outcomes[i]));
      return views_may_differ();
    } catch (const std::exception& error) {
      log(LogLevel::error, "journal failed again", {{"what", error.what()}});
    }
  }
  for (Job& job : jobs)
    job.reply(unknown_outcome());
}

HallService::Outcome HallService::outcome_after_failure(const Job& job) {
  if (!job.prepared) return not_now(try_again);
  const auto found = find_answer(job.prepared->request);
  if (!found) return found.error();
  const auto& stored = *found;
  if (!stored) return not_now(try_again);
  if (stored->fingerprint != job.prepared->fingerprint) {
    return error_of(Refusal{Reason::request_conflict, "", ""});
  }
  return JsonText(stored->answer);
}

/// Applies an event and keeps it if it is a call.
void HallService::follow(Hall& hall, CallLog& calls, const Recorded& recorded) const {
  apply(hall, recorded);
  const std::chrono::local_days day =
      std::chrono::floor<std::chrono::days>(zone_.local(recorded.at));
  calls.begin(day);
  if (const auto* call = std::get_if<TicketCalled>(&recorded.event)) {
    const Ticket& ticket = *hall.ticket(call->ticket);
    calls.add({call->seq, ticket.number, call->counter, ticket.language, call->recall, recorded.at},
              day);
  }
}

}  // namespace giliran::hall
