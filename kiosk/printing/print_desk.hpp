#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/printing/paper_book.hpp"
#include "kiosk/printing/printer.hpp"
#include "shared/base/clock.hpp"

namespace giliran::kiosk {

/// The limits of printing, in one table.
struct DeskTimes {
  /// First outcome at the latest. The visitor is promised 3 s; the rest is for the screen.
  std::chrono::milliseconds deadline{2500};
  std::chrono::milliseconds busy_poll{300};  ///< between questions while a visitor waits
  std::chrono::milliseconds idle_poll{5000};
  /// A printer that cannot print for this long while a visitor waits is not waited for.
  std::chrono::milliseconds blocked{600};
  /// A job that the queue does not know for this long never got there: CUPS may still act on a
  /// request whose sender has given up.
  std::chrono::milliseconds absent{1500};
};

enum class OutcomeKind {
  printed,       ///< the queue says completed
  problem,       ///< not on paper in time; show the number. The job is being withdrawn
  late_printed,  ///< after `problem`: it came out after all
  withdrawn,     ///< after `problem`: it will not come out
  unconfirmed,   ///< after `problem`: it could not be withdrawn yet and may still come out
};

/// "printed", for logs.
std::string_view name_of(OutcomeKind kind);

struct Outcome {
  std::string name;
  TicketId ticket;
  OutcomeKind kind = OutcomeKind::problem;
  PrinterHealth health = PrinterHealth::unknown;  ///< of the printer, as known then
  std::string reason;  ///< for logs and the manager: "out of paper", "no answer in time"
  std::chrono::milliseconds elapsed{0};  ///< since the submission
  double length_mm = 0;
  /// Somebody may hold the number: `problem` was said of it, now or before, or nobody can tell
  /// whether the paper came out.
  bool shown = false;
  bool restored = false;  ///< of a paper from before a restart: whoever waited for it is gone
};

/// What the outcome makes of the paper, to be remembered.
RememberedPaper remembered(const Outcome& outcome);

/// What the hall is to be told of a restored paper's ticket; nothing as long as it is not known.
/// The number counts if its visitor was told to note it, or may have its paper: calling nobody
/// costs less than letting somebody wait in vain.
std::optional<Slip> slip_of_restored(const Outcome& outcome);

/// Something to ask the driver.
struct DriverCall {
  enum class Kind { poll, find, send, look, cancel, find_at_printer, cancel_at_printer };
  Kind kind = Kind::poll;
  std::shared_ptr<const PrintJob> job;  ///< none for poll
  int id = 0;                           ///< for look and both ways to cancel
};

/// Decides what to ask the printer next and what to say about each paper. Pure: no thread, clock or
/// network; time is an argument and must not run backwards. At most one call is out at a time.
///
/// Papers are sent one after the other. None is sent while the printer says that it cannot print,
/// so that it does not come out when nobody waits for it. One that is late is searched by its name
/// and withdrawn, and no paper is ever sent twice. Each gets `printed`, or `problem` followed by
/// `withdrawn` or `late_printed`.
///
/// That the queue lost a job or gave it up does not mean that nothing came out, nor "completed"
/// that something did: a printer with an own address is asked what it did.
class PrintDesk {
 public:
  explicit PrintDesk(DeskTimes times = {}) : times_(times) {}

  void submit(PrintJob job, SteadyTime now);
  /// A paper from before a restart: what became of it is found out; if it does not come out soon,
  /// it is withdrawn.
  void restore(const RememberedPaper& remembered, SteadyTime now);
  /// The next call, if one is due and none is out. Each must be answered: poll by polled(), all
  /// others by answered().
  std::optional<DriverCall> next_call(SteadyTime now);
  void polled(const PollReply& reply, SteadyTime now);
  void answered(const JobReply& reply, SteadyTime now);
  /// Lets deadlines pass.
  void tick(SteadyTime now);
  /// When tick() will next have something to do; SteadyTime::max() if never.
  SteadyTime deadline() const;
  /// When next_call() will next have something; SteadyTime::max() while a call is out.
  SteadyTime call_due() const;

  std::vector<Outcome> take_outcomes();
  const PrinterStatus& status() const { return status_; }

 private:
  /// Where a paper is, seen from here. `checking`: not sent yet.
  enum class Stage {
    checking,
    searching,
    looking,
    cancelling,
    asking,    ///< the printer itself; the queue has no more to say
    stopping,  ///< at the printer itself
    over
  };
  struct Paper {
    std::shared_ptr<const PrintJob> job;
    SteadyTime submitted;
    SteadyTime due;  ///< of the next call about it
    Stage stage = Stage::checking;
    int id = 0;
    std::optional<SteadyTime> blocked_since;
    std::optional<SteadyTime> absent_since;
    bool told = false;         ///< `problem` was said: from then on it is withdrawn
    bool unconfirmed = false;  ///< that was said
    bool restored = false;
    bool completed = false;  ///< the queue says so
    /// Once since it was submitted. CUPS takes a job that a printer forgot for completed.
    bool printer_gone = false;
    bool begun = false;  ///< the queue has passed some of it to the printer, or tried to
    bool shown = false;  ///< as in Outcome
    std::string reason;  ///< the queue's, for the end
  };
  using PaperPtr = std::shared_ptr<Paper>;

  /// The paper that a visitor waits for now; papers behind it wait for it.
  PaperPtr current() const;
  SteadyTime poll_due() const;
  SteadyTime due(const Paper& paper) const;
  void say(const Paper& paper, OutcomeKind kind, std::string reason, SteadyTime now);
  void give_up(Paper& paper, const std::string& reason, SteadyTime now);
  void finish(Paper& paper, bool printed, const std::string& reason, SteadyTime now);
  void sent(Paper& paper, const JobReply& reply, SteadyTime now);
  void found(Paper& paper, const JobReply& reply, SteadyTime now);
  void seen(Paper& paper, const JobReply& reply, SteadyTime now);
  void left_queue(Paper& paper, const std::string& reason, SteadyTime now);
  void found_at_printer(Paper& paper, const JobReply& reply, SteadyTime now);
  bool answers(const Paper& paper) const;
  bool to_be_stopped(const Paper& paper, SteadyTime now) const;
  bool absent_for_long(Paper& paper, SteadyTime now) const;
  void unanswered(Paper& paper, SteadyTime now);
  void say_unconfirmed(Paper& paper, SteadyTime now);
  void drop_finished();

  DeskTimes times_;
  PrinterStatus status_;
  std::optional<SteadyTime> polled_at_;
  bool queue_answers_ = false;
  std::optional<bool> printer_answers_;  ///< nothing: it has no own address
  std::optional<DriverCall::Kind> out_;
  PaperPtr out_paper_;
  std::vector<PaperPtr> papers_;  // in order of submission
  std::vector<Outcome> outcomes_;
};

}  // namespace giliran::kiosk
