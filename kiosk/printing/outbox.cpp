#include "kiosk/printing/outbox.hpp"

#include <utility>

namespace giliran::kiosk {

namespace {

SteadyTime now() {
  return std::chrono::steady_clock::now();
}

JobReply ask(PrintDriver& driver, const DriverCall& call) {
  switch (call.kind) {
    case DriverCall::Kind::send:
      return driver.send(*call.job);
    case DriverCall::Kind::find:
      return driver.find(call.job->name);
    case DriverCall::Kind::look:
      return driver.look(call.job->name, call.id);
    default:
      return driver.cancel(call.id);
  }
}

}  // namespace

Outbox::Outbox(std::unique_ptr<PrintDriver> driver, Handlers handlers, DeskTimes times)
    : driver_(std::move(driver)), handlers_(std::move(handlers)), desk_(times) {
  clerk_ = std::thread([this] { keep_time(); });
  talker_ = std::thread([this] { talk(); });
}

Outbox::~Outbox() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  driver_->interrupt();
  changed_.notify_all();
  talker_.join();
  clerk_.join();
}

void Outbox::submit(PrintJob job) {
  {
    const std::lock_guard lock(mutex_);
    desk_.submit(std::move(job), now());
  }
  changed_.notify_all();
}

PrinterStatus Outbox::status() const {
  const std::lock_guard lock(mutex_);
  return desk_.status();
}

void Outbox::keep_time() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    desk_.tick(now());
    if (deliver(lock)) continue;  // the desk may have changed meanwhile
    changed_.wait_until(lock, desk_.deadline());
  }
}

/// Calls the handlers without the lock; false if there was nothing to say.
bool Outbox::deliver(std::unique_lock<std::mutex>& lock) {
  const std::vector<Outcome> outcomes = desk_.take_outcomes();
  const PrinterStatus status = desk_.status();
  const bool new_status = polled_ && told_ != status;
  if (outcomes.empty() && !new_status) return false;
  lock.unlock();
  if (new_status && handlers_.status) handlers_.status(status);
  for (const Outcome& outcome : outcomes) {
    if (handlers_.outcome) handlers_.outcome(outcome);
  }
  lock.lock();
  if (new_status) told_ = status;
  return true;
}

void Outbox::talk() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const std::optional<DriverCall> call = desk_.next_call(now());
    if (!call) {
      changed_.wait_until(lock, desk_.call_due());
      continue;
    }
    lock.unlock();
    if (call->kind == DriverCall::Kind::poll) {
      const PollReply reply = driver_->poll();
      lock.lock();
      polled_ = true;
      desk_.polled(reply, now());
    } else {
      const JobReply reply = ask(*driver_, *call);
      lock.lock();
      desk_.answered(reply, now());
    }
    changed_.notify_all();
  }
}

}  // namespace giliran::kiosk
