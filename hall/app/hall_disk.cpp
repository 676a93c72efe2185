#include "hall/app/errors.hpp"
#include "hall/app/hall_service.hpp"
#include "shared/base/log.hpp"

/// What the hall does about its disk beside commits: copies, spare time, and no room.
namespace giliran::hall {

namespace {
constexpr const char* no_room =
    "disk full: no tickets are issued, calls go on; make room on the hall's disk";
}

/// Nobody is told anything; the writer's own thread reads the journal again.
void HallService::fail(std::vector<Job> jobs) {
  healthy_ = false;
  slow_ = true;
  uncertain_ = std::move(jobs);
  queue_.wake();
}

/// Gives up the reserve, so that what may go on can: what the round was asked for is asked again
/// after the journal was read, and new numbers are refused then.
void HallService::run_out_of_room(std::vector<Job> jobs, const std::string& what) {
  disk_full_ = true;
  carry_out_again_ = journal_->has_reserve();
  journal_->release_reserve();
  say_trouble(no_room);
  log(LogLevel::error, "disk full, no tickets are issued",
      {{"what", what}, {"reserve", carry_out_again_ ? "in use" : "used up"}});
  fail(std::move(jobs));
}

/// New numbers are given while there is a reserve; it is taken again as soon as there is room.
void HallService::watch_room() {
  if (!journal_ || uncertain_) return;
  const bool full = !journal_->has_reserve() && !journal_->renew_reserve();
  if (disk_full_.exchange(full) == full) return;
  if (full) {
    say_trouble(no_room);
  } else {
    log(LogLevel::warning, "room on the disk again, tickets are issued");
    say_trouble("");
  }
  views_may_differ();
}

bool HallService::step() {
  if (!journal_ || uncertain_) return false;
  try {
    return journal_->step();
  } catch (const std::exception& failure) {
    metrics_.journal_failed();
    log(LogLevel::error, "journal failed", {{"what", failure.what()}});
    fail({});
    return false;
  }
}

void HallService::begin_backup(const std::string& file, Reply reply) {
  log(LogLevel::info, "copy begins", {{"file", file}});
  journal_->backup_to(file, [file, reply = std::move(reply)](const auto& failure) {
    log(failure ? LogLevel::error : LogLevel::info, "copy ended",
        {{"file", file}, {"what", failure.value_or("complete")}});
    if (!failure) return reply(JsonText(protocol::encode(protocol::Done{})));
    reply(protocol::RpcError{protocol::RpcCode::internal_error, "no copy: " + *failure, {}});
  });
}

void HallService::say_trouble(std::string what) {
  const std::scoped_lock lock(signal_mutex_);
  trouble_ = std::move(what);
}

}  // namespace giliran::hall
