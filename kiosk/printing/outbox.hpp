#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/printing/print_desk.hpp"
#include "kiosk/printing/printer.hpp"

namespace giliran::kiosk {

/// Prints in the background. One thread talks to the printer, and may be held up by it; a second
/// one keeps the time, so that an outcome comes within the deadline whatever the printer does.
class Outbox {
 public:
  /// Both are called on the outbox's own thread, one at a time, and must not throw or block long.
  struct Handlers {
    std::function<void(const Outcome&)> outcome;
    /// The printer's status, the first time and whenever it changed.
    std::function<void(const PrinterStatus&)> status;
  };

  Outbox(std::unique_ptr<PrintDriver> driver, Handlers handlers, DeskTimes times = {});
  /// Ends in about the time of one IPP request. Jobs under way get no further outcome.
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  /// Queues a paper. Its first outcome comes within DeskTimes::deadline. Any thread.
  void submit(PrintJob job);
  /// What the last poll said. Any thread.
  PrinterStatus status() const;

 private:
  void keep_time();
  void talk();
  bool deliver(std::unique_lock<std::mutex>& lock);

  std::unique_ptr<PrintDriver> driver_;
  Handlers handlers_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  PrintDesk desk_;
  std::optional<PrinterStatus> told_;  ///< last given to the handler
  bool polled_ = false;
  bool stopping_ = false;
  std::thread clerk_;
  std::thread talker_;
};

}  // namespace giliran::kiosk
