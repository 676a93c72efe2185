#include "kiosk/printing/outbox.hpp"

#include <exception>
#include <utility>

#include "shared/base/log.hpp"

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
    case DriverCall::Kind::find_at_printer:
      return driver.find_at_printer(call.job->name);
    case DriverCall::Kind::cancel_at_printer:
      return driver.cancel_at_printer(call.id);
    default:
      return driver.cancel(call.id);
  }
}

RememberedPaper sending(const PrintJob& job) {
  return {job.name, job.ticket, job.length_mm, PaperStage::sending, false};
}

}  // namespace

Outbox::Outbox(std::unique_ptr<PrintDriver> driver, Handlers handlers, DeskTimes times,
               std::unique_ptr<PaperBook> book, double roll_length_m)
    : driver_(std::move(driver)),
      handlers_(std::move(handlers)),
      book_(std::move(book)),
      desk_(times),
      roll_(roll_length_m, {}) {
  restore();
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

template <class Write>
void Outbox::remember(Write write) {
  if (!book_) return;
  try {
    write(*book_);
  } catch (const std::exception& error) {
    log(LogLevel::error, "papers are not written down", {{"reason", error.what()}});
  }
}

void Outbox::restore() {
  remember([this](PaperBook& book) {
    for (const RememberedPaper& paper : book.unheard())
      desk_.restore(paper, now());
  });
  read_roll();
}

void Outbox::submit(PrintJob job) {
  {
    const std::lock_guard lock(mutex_);
    desk_.submit(std::move(job), now());
  }
  changed_.notify_all();
}

void Outbox::heard(const std::string& name) {
  remember([&](PaperBook& book) { book.heard(name); });
}

void Outbox::heard(TicketId ticket) {
  remember([&](PaperBook& book) { book.heard(ticket); });
}

PrinterStatus Outbox::status() const {
  const std::lock_guard lock(mutex_);
  return desk_.status();
}

std::optional<int> Outbox::papers_left() const {
  const std::lock_guard lock(mutex_);
  return roll_.papers_left();
}

void Outbox::keep_time() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    desk_.tick(now());
    if (deliver(lock)) continue;  // the desk may have changed meanwhile
    changed_.wait_until(lock, desk_.deadline());
  }
}

/// Calls the handlers without the lock; false if there was nothing to say. The visitor first: the
/// disk may take its time.
bool Outbox::deliver(std::unique_lock<std::mutex>& lock) {
  const std::vector<Outcome> outcomes = desk_.take_outcomes();
  const PrinterStatus status = desk_.status();
  const bool new_status = polled_ && told_ != status;
  if (outcomes.empty() && !new_status) return false;
  lock.unlock();
  if (new_status && handlers_.status) handlers_.status(status);
  for (const Outcome& outcome : outcomes)
    tell(outcome);
  lock.lock();
  if (new_status) told_ = status;
  return true;
}

void Outbox::tell(const Outcome& outcome) {
  const RememberedPaper paper = remembered(outcome);
  const bool printed = paper.stage == PaperStage::printed;
  if (printed && !outcome.restored) {  // before the handler, which may ask papers_left()
    read_roll();
    const std::lock_guard lock(mutex_);
    roll_.printed(paper.length_mm);
  }
  if (handlers_.outcome) handlers_.outcome(outcome);
  remember([&](PaperBook& book) { book.put(paper); });
  if (printed && outcome.restored) read_roll();
}

void Outbox::read_roll() {
  remember([this](PaperBook& book) {
    RollUse use = book.roll();
    const std::lock_guard lock(mutex_);
    roll_.restore(std::move(use));
  });
}

void Outbox::follow_roll(std::unique_lock<std::mutex>& lock) {
  const Roll::Change change = roll_.hear(desk_.status(), now());
  if (change == Roll::Change::none) return;
  lock.unlock();
  remember([&](PaperBook& book) {
    if (change == Roll::Change::new_roll) book.new_roll();
    book.running_out(change == Roll::Change::running_out);
  });
  lock.lock();
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
      follow_roll(lock);
    } else {
      if (call->kind == DriverCall::Kind::send)
        remember([&](PaperBook& book) { book.put(sending(*call->job)); });
      const JobReply reply = ask(*driver_, *call);
      lock.lock();
      desk_.answered(reply, now());
    }
    changed_.notify_all();
  }
}

}  // namespace giliran::kiosk
