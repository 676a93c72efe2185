#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/printing/printer.hpp"
#include "shared/base/clock.hpp"

namespace giliran::kiosk {

/// The limits of printing, in one table.
struct DeskTimes {
  /// First outcome at the latest. The visitor is promised 3 s; the rest is for the screen.
  std::chrono::milliseconds deadline{2500};
  std::chrono::milliseconds busy_poll{300};  ///< while a paper is under way
  std::chrono::milliseconds idle_poll{5000};
  /// A printer that cannot go on for this long with our job in it is not waited for.
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

struct Outcome {
  std::string name;
  TicketId ticket;
  OutcomeKind kind = OutcomeKind::problem;
  PrinterHealth health = PrinterHealth::unknown;  ///< of the printer, as known then
  std::string reason;  ///< for logs and the manager: "out of paper", "no answer in time"
  std::chrono::milliseconds elapsed{0};  ///< since the submission
};

/// Something to ask the driver.
struct DriverCall {
  enum class Kind { poll, find, send, look, cancel };
  Kind kind = Kind::poll;
  std::shared_ptr<const PrintJob> job;  ///< none for poll
  int id = 0;
};

/// Decides what to ask the printer next and what to say about each paper. Pure: no thread, clock or
/// network; time is an argument and must not run backwards. At most one call is out at a time.
///
/// A paper is not even sent while the printer says that it cannot print, so that it does not come
/// out when nobody waits for it. One that is late is withdrawn and searched by name, never sent
/// twice.
class PrintDesk {
 public:
  explicit PrintDesk(DeskTimes times = {}) : times_(times) {}

  /// A name that was submitted before is searched in the queue first and taken up there.
  void submit(PrintJob job, SteadyTime now);
  /// The next call, if one is due and none is out.
  std::optional<DriverCall> next_call(SteadyTime now);
  void polled(const PollReply& reply, SteadyTime now);
  void answered(const JobReply& reply, SteadyTime now);
  /// Lets deadlines pass.
  void tick(SteadyTime now);
  /// When tick() or next_call() will next have something to do.
  SteadyTime wake_at(SteadyTime now) const;

  std::vector<Outcome> take_outcomes();
  const PrinterStatus& status() const { return status_; }

 private:
  struct Paper;
  using PaperPtr = std::shared_ptr<Paper>;

  void start_next(SteadyTime now);
  void say(Paper& paper, OutcomeKind kind, std::string reason, SteadyTime now);
  void give_up(std::string reason, SteadyTime now);
  void sent(Paper& paper, const JobReply& reply, SteadyTime now);
  void seen(Paper& paper, const JobReply& reply, SteadyTime now);
  void withdraw_answered(const PaperPtr& paper, DriverCall::Kind kind, const JobReply& reply,
                         SteadyTime now);
  void close_withdrawal(const PaperPtr& paper, OutcomeKind kind, std::string reason,
                        SteadyTime now);
  std::optional<DriverCall> call_for_current(SteadyTime now);
  std::optional<DriverCall> call_for_withdrawals(SteadyTime now);
  std::chrono::milliseconds poll_interval() const;

  DeskTimes times_;
  PrinterStatus status_;
  std::optional<SteadyTime> polled_at_;
  std::optional<DriverCall> out_;
  PaperPtr out_paper_;
  std::deque<PaperPtr> waiting_;
  PaperPtr current_;
  std::vector<PaperPtr> withdrawing_;
  std::vector<Outcome> outcomes_;
};

}  // namespace giliran::kiosk
