#include "kiosk/printing/print_desk.hpp"

#include <algorithm>
#include <utility>

namespace giliran::kiosk {

namespace {

bool is_over(JobState state) {
  return state == JobState::completed || state == JobState::cancelled || state == JobState::aborted;
}

std::string or_else(const std::string& text, std::string_view otherwise) {
  return text.empty() ? std::string(otherwise) : text;
}

}  // namespace

RememberedPaper remembered(const Outcome& outcome) {
  RememberedPaper paper{outcome.name, outcome.ticket, outcome.length_mm, PaperStage::printed,
                        outcome.shown};
  if (outcome.kind == OutcomeKind::problem) paper.stage = PaperStage::problem;
  if (outcome.kind == OutcomeKind::unconfirmed) paper.stage = PaperStage::unconfirmed;
  if (outcome.kind == OutcomeKind::withdrawn) paper.stage = PaperStage::withdrawn;
  return paper;
}

std::string_view name_of(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::printed:
      return "printed";
    case OutcomeKind::problem:
      return "problem";
    case OutcomeKind::late_printed:
      return "late_printed";
    case OutcomeKind::withdrawn:
      return "withdrawn";
    case OutcomeKind::unconfirmed:
      break;
  }
  return "unconfirmed";
}

std::optional<Slip> slip_of_restored(const Outcome& outcome) {
  switch (outcome.kind) {
    case OutcomeKind::printed:
    case OutcomeKind::late_printed:
      return Slip::printed;
    case OutcomeKind::withdrawn:
      return outcome.shown ? Slip::on_screen : Slip::failed;
    default:
      return std::nullopt;
  }
}

void PrintDesk::submit(PrintJob job, SteadyTime now) {
  auto paper = std::make_shared<Paper>();
  paper->job = std::make_shared<const PrintJob>(std::move(job));
  paper->submitted = paper->due = now;
  papers_.push_back(std::move(paper));
}

void PrintDesk::restore(const RememberedPaper& remembered, SteadyTime now) {
  auto paper = std::make_shared<Paper>();
  paper->job = std::make_shared<const PrintJob>(
      PrintJob{remembered.name, remembered.ticket, "", remembered.length_mm});
  paper->submitted = paper->due = now;
  paper->stage = Stage::searching;
  paper->told = paper->restored = true;
  paper->shown = remembered.shown;
  if (remembered.stage == PaperStage::printed) {
    finish(*paper, true, "", now);
  } else if (remembered.stage == PaperStage::withdrawn) {
    finish(*paper, false, "withdrawn before the restart", now);
  } else {
    papers_.push_back(std::move(paper));
  }
}

PrintDesk::PaperPtr PrintDesk::current() const {
  const auto first = std::find_if(papers_.begin(), papers_.end(),
                                  [](const PaperPtr& paper) { return !paper->told; });
  return first == papers_.end() ? nullptr : *first;
}

SteadyTime PrintDesk::poll_due() const {
  if (!polled_at_) return SteadyTime::min();
  const PaperPtr paper = current();
  if (!paper) return *polled_at_ + times_.idle_poll;
  // What was true before the visitor came is not enough to send on.
  if (paper->stage == Stage::checking && *polled_at_ < paper->submitted) return paper->submitted;
  return *polled_at_ + times_.busy_poll;
}

SteadyTime PrintDesk::due(const Paper& paper) const {
  const bool may_send = polled_at_ && *polled_at_ >= paper.submitted && can_print(status_);
  if (paper.stage == Stage::checking) return may_send ? paper.due : SteadyTime::max();
  // Whoever does not answer is not asked about each old paper in turn: the next poll shows when it
  // does again.
  return paper.told && !answers(paper) ? SteadyTime::max() : paper.due;
}

/// Whether the one that has to be asked about it answered last.
bool PrintDesk::answers(const Paper& paper) const {
  const bool at_printer = paper.stage == Stage::asking || paper.stage == Stage::stopping;
  return at_printer ? printer_answers_.value_or(false) : queue_answers_;
}

SteadyTime PrintDesk::call_due() const {
  if (out_) return SteadyTime::max();
  SteadyTime earliest = poll_due();
  for (const PaperPtr& paper : papers_) {
    earliest = std::min(earliest, due(*paper));
    if (!paper->told) break;
  }
  return earliest;
}

std::optional<DriverCall> PrintDesk::next_call(SteadyTime now) {
  if (out_ || call_due() > now) return std::nullopt;
  if (poll_due() <= now) {
    out_ = DriverCall::Kind::poll;
    return DriverCall{};
  }
  // The first that is due is not behind current(): something up to there is due.
  const PaperPtr paper = *std::find_if(papers_.begin(), papers_.end(),
                                       [&](const PaperPtr& one) { return due(*one) <= now; });
  DriverCall call{DriverCall::Kind::send, paper->job, paper->id};
  if (paper->stage == Stage::searching) call.kind = DriverCall::Kind::find;
  if (paper->stage == Stage::looking) call.kind = DriverCall::Kind::look;
  if (paper->stage == Stage::cancelling) call.kind = DriverCall::Kind::cancel;
  if (paper->stage == Stage::asking) call.kind = DriverCall::Kind::find_at_printer;
  if (paper->stage == Stage::stopping) call.kind = DriverCall::Kind::cancel_at_printer;
  out_ = call.kind;
  out_paper_ = paper;
  return call;
}

void PrintDesk::polled(const PollReply& reply, SteadyTime now) {
  out_.reset();
  polled_at_ = now;
  status_ = status_of(reply);
  queue_answers_ = reply.queue.reach == Reach::answered;
  printer_answers_.reset();
  if (reply.device) printer_answers_ = reply.device->reach == Reach::answered;
  for (const PaperPtr& paper : papers_) {
    if (printer_answers_ == false) paper->printer_gone = true;
    if (paper->told && paper->stage != Stage::checking && !answers(*paper))
      say_unconfirmed(*paper, now);
  }
  if (const PaperPtr paper = current()) {
    if (can_print(status_)) {
      paper->blocked_since.reset();
    } else if (!paper->blocked_since) {
      paper->blocked_since = now;
    }
  }
  tick(now);
}

void PrintDesk::answered(const JobReply& reply, SteadyTime now) {
  const DriverCall::Kind kind = *std::exchange(out_, std::nullopt);
  const PaperPtr paper = std::exchange(out_paper_, nullptr);
  if (kind == DriverCall::Kind::send) {
    sent(*paper, reply, now);
  } else if (reply.reach != Reach::answered) {
    unanswered(*paper, now);
  } else if (kind == DriverCall::Kind::find) {
    found(*paper, reply, now);
  } else if (kind == DriverCall::Kind::look) {
    seen(*paper, reply, now);
  } else if (kind == DriverCall::Kind::find_at_printer) {
    found_at_printer(*paper, reply, now);
  } else {  // to see whether the cancelling had an effect
    paper->stage = kind == DriverCall::Kind::cancel ? Stage::looking : Stage::asking;
    paper->due = now + times_.busy_poll;
  }
  drop_finished();
  tick(now);
}

void PrintDesk::sent(Paper& paper, const JobReply& reply, SteadyTime now) {
  paper.due = paper.told ? now : now + times_.busy_poll;
  if (reply.reach == Reach::silent) {
    paper.stage = Stage::searching;
  } else if (reply.done) {
    paper.stage = Stage::looking;
    paper.id = reply.id;
  } else if (paper.told || (reply.reach == Reach::answered && !reply.busy)) {
    finish(paper, false, or_else(reply.message, "not accepted"), now);
  }
  // Otherwise it stays with us: nothing was taken, so sending it once more is no second time.
}

void PrintDesk::found(Paper& paper, const JobReply& reply, SteadyTime now) {
  if (reply.done) {
    paper.stage = Stage::looking;
    paper.id = reply.id;
    seen(paper, reply, now);
    return;
  }
  paper.due = now + times_.busy_poll;
  if (absent_for_long(paper, now)) left_queue(paper, "it never got there", now);
}

bool PrintDesk::absent_for_long(Paper& paper, SteadyTime now) const {
  if (!paper.absent_since) paper.absent_since = now;
  return now - *paper.absent_since >= times_.absent;
}

void PrintDesk::seen(Paper& paper, const JobReply& reply, SteadyTime now) {
  if (!reply.done) {
    left_queue(paper, "CUPS has lost it", now);
  } else if (is_over(reply.state)) {
    paper.completed = reply.state == JobState::completed;
    paper.begun = paper.begun || reply.state != JobState::cancelled;
    left_queue(paper, or_else(reply.message, "cancelled"), now);
  } else if (to_be_stopped(paper, now)) {
    paper.stage = Stage::cancelling;
    paper.due = now;
  } else {
    paper.due = now + times_.busy_poll;
  }
  if (reply.done && reply.state == JobState::processing) paper.begun = true;
}

/// A paper from before a restart may be about to come out, perhaps into a hand; a printer that is
/// told to stop then says "cancelled" of what it has printed.
bool PrintDesk::to_be_stopped(const Paper& paper, SteadyTime now) const {
  return paper.told && !(paper.restored && now - paper.submitted < times_.deadline);
}

/// Nothing more will come of it from the queue; whether something came, the printer must say.
void PrintDesk::left_queue(Paper& paper, const std::string& reason, SteadyTime now) {
  if (!printer_answers_) return finish(paper, paper.completed, reason, now);
  paper.stage = Stage::asking;
  paper.reason = reason;
  paper.absent_since.reset();
  paper.due = now;
}

void PrintDesk::found_at_printer(Paper& paper, const JobReply& reply, SteadyTime now) {
  paper.due = now + times_.busy_poll;
  if (!reply.done && paper.completed && !paper.printer_gone) {
    finish(paper, true, "", now);  // it has forgotten it since
  } else if (!reply.done) {
    if (!paper.told) give_up(paper, paper.reason, now);
    if (!absent_for_long(paper, now)) return;
    // One that was gone may have forgotten what it printed.
    if (paper.printer_gone && paper.begun) paper.shown = true;
    finish(paper, false, paper.reason, now);
  } else if (is_over(reply.state)) {
    finish(paper, reply.state == JobState::completed, paper.reason, now);
  } else if (to_be_stopped(paper, now)) {
    paper.stage = Stage::stopping;
    paper.id = reply.id;
    paper.due = now;
  }
}

void PrintDesk::unanswered(Paper& paper, SteadyTime now) {
  const bool at_printer = paper.stage == Stage::asking || paper.stage == Stage::stopping;
  paper.due = now + (paper.told ? times_.idle_poll : times_.busy_poll);
  if (at_printer) paper.printer_gone = true;
  if (at_printer && !paper.told) give_up(paper, paper.reason, now);
  if (!paper.told) return;
  if (at_printer) {
    printer_answers_ = false;
  } else {
    queue_answers_ = false;
  }
  say_unconfirmed(paper, now);
}

void PrintDesk::say_unconfirmed(Paper& paper, SteadyTime now) {
  if (std::exchange(paper.unconfirmed, true)) return;
  say(paper, OutcomeKind::unconfirmed,
      queue_answers_ ? "the printer does not answer" : "CUPS does not answer", now);
}

void PrintDesk::give_up(Paper& paper, const std::string& reason, SteadyTime now) {
  if (paper.stage == Stage::checking && out_paper_.get() != &paper) {
    finish(paper, false, reason, now);
    return;
  }
  paper.told = paper.shown = true;
  say(paper, OutcomeKind::problem, reason, now);
  paper.due = now;
}

void PrintDesk::finish(Paper& paper, bool printed, const std::string& reason, SteadyTime now) {
  if (printed) {
    say(paper, paper.told ? OutcomeKind::late_printed : OutcomeKind::printed, "", now);
  } else {
    if (!paper.told) {
      paper.shown = true;
      say(paper, OutcomeKind::problem, reason, now);
    }
    say(paper, OutcomeKind::withdrawn, reason, now);
  }
  paper.stage = Stage::over;
}

void PrintDesk::drop_finished() {
  std::erase_if(papers_, [](const PaperPtr& paper) { return paper->stage == Stage::over; });
}

void PrintDesk::tick(SteadyTime now) {
  for (const PaperPtr& paper : papers_) {
    if (paper->told) continue;
    if (now - paper->submitted >= times_.deadline) {
      give_up(*paper, "no answer in time", now);
    } else if (paper->blocked_since && now - *paper->blocked_since >= times_.blocked) {
      give_up(*paper, std::string(name_of(status_.health)), now);
    }
  }
  drop_finished();
}

SteadyTime PrintDesk::deadline() const {
  SteadyTime earliest = SteadyTime::max();
  for (const PaperPtr& paper : papers_) {
    if (paper->told) continue;
    earliest = std::min(earliest, paper->submitted + times_.deadline);
    if (paper->blocked_since) earliest = std::min(earliest, *paper->blocked_since + times_.blocked);
  }
  return earliest;
}

void PrintDesk::say(const Paper& paper, OutcomeKind kind, std::string reason, SteadyTime now) {
  Outcome outcome;
  outcome.name = paper.job->name;
  outcome.ticket = paper.job->ticket;
  outcome.kind = kind;
  outcome.health = status_.health;
  outcome.reason = std::move(reason);
  outcome.elapsed = std::chrono::floor<std::chrono::milliseconds>(now - paper.submitted);
  outcome.length_mm = paper.job->length_mm;
  outcome.shown = paper.shown;
  outcome.restored = paper.restored;
  outcomes_.push_back(std::move(outcome));
}

std::vector<Outcome> PrintDesk::take_outcomes() {
  return std::exchange(outcomes_, {});
}

}  // namespace giliran::kiosk
