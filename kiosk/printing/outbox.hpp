#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/printing/paper_book.hpp"
#include "kiosk/printing/print_desk.hpp"
#include "kiosk/printing/printer.hpp"
#include "kiosk/printing/roll.hpp"

namespace giliran::kiosk {

/// Prints in the background. One thread talks to the printer, and may be held up by it; a second
/// one keeps the time, so that an outcome comes within the deadline whatever the printer does.
///
/// With a book, each paper is written down before it is sent, on the outbox's own threads: a slow
/// disk holds up no visitor's screen. After a crash those
/// that were under way are looked for, withdrawn where they can be, and told by outcomes that are
/// marked `restored`, again after each start until heard(). A book that cannot be written keeps no
/// visitor from a paper: that is logged.
class Outbox {
 public:
  /// Both are called on the outbox's own thread, one at a time, and must not throw or block long.
  struct Handlers {
    std::function<void(const Outcome&)> outcome;
    /// The printer's status, the first time and whenever it changed.
    std::function<void(const PrinterStatus&)> status;
  };

  /// `roll_length_m` of a new roll, for papers_left(); 0: nothing is foretold.
  Outbox(std::unique_ptr<PrintDriver> driver, Handlers handlers, DeskTimes times = {},
         std::unique_ptr<PaperBook> book = nullptr, double roll_length_m = 0);
  /// Ends in about the time of one IPP request. Jobs under way get no further outcome.
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  /// Queues a paper. Its first outcome comes within DeskTimes::deadline. Any thread.
  void submit(PrintJob job);
  /// What became of that paper, or of all papers of that ticket, is known for good: it is not told
  /// again after a restart. Any thread.
  void heard(const std::string& name);
  void heard(TicketId ticket);
  /// What the last poll said. Any thread.
  PrinterStatus status() const;
  /// How many papers the roll is good for, as Roll says. Any thread.
  std::optional<int> papers_left() const;

 private:
  void keep_time();
  void talk();
  bool deliver(std::unique_lock<std::mutex>& lock);
  template <class Write>
  void remember(Write write);
  void restore();
  void tell(const Outcome& outcome);
  void read_roll();
  void follow_roll(std::unique_lock<std::mutex>& lock);

  std::unique_ptr<PrintDriver> driver_;
  Handlers handlers_;
  std::unique_ptr<PaperBook> book_;  ///< may be none; never used under mutex_, disks are slow
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  PrintDesk desk_;
  Roll roll_;
  std::optional<PrinterStatus> told_;  ///< last given to the handler
  bool polled_ = false;
  bool stopping_ = false;
  std::thread clerk_;
  std::thread talker_;
};

}  // namespace giliran::kiosk
