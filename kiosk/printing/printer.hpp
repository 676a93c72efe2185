#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/printing/paper.hpp"
#include "shared/base/ids.hpp"
#include "shared/model/states.hpp"

namespace giliran::kiosk {

struct PrinterStatus {
  /// `offline`: it, or CUPS, does not answer. `unknown`: not asked yet, or stopped for a reason
  /// that is in no table.
  PrinterHealth health = PrinterHealth::unknown;
  std::string message;               ///< in the printer's or CUPS's own words; may be empty
  std::vector<std::string> reasons;  ///< IPP printer-state-reasons without their severity suffix
  /// False: only CUPS said it about the printer. That may be old, so it keeps nothing back.
  bool first_hand = false;
  friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

/// Whether a ticket sent now can be expected on paper.
bool can_print(const PrinterStatus& status);

/// What became of a request. `refused`: there was no connection, so nothing was sent. `silent`:
/// the time was used up, and the other side may or may not act on it.
enum class Reach { answered, refused, silent };

/// Raw answer of Get-Printer-Attributes.
struct PrinterReply {
  Reach reach = Reach::refused;
  bool accepted = true;  ///< false: answered with an IPP error, `message` says which
  int state = 3;         ///< IPP printer-state: 3 idle, 4 processing, 5 stopped
  bool accepting_jobs = true;
  std::vector<std::string> reasons;
  std::string message;
};

/// The queue's word and, where its own address is configured, the printer's.
struct PollReply {
  PrinterReply queue;
  std::optional<PrinterReply> device;
};

/// State and reasons are two things; this is the one place where they become a health. The queue
/// decides whether jobs pass, the printer (if asked) what is wrong with paper and covers.
PrinterStatus status_of(const PollReply& reply);

/// As IPP's job-state.
enum class JobState { pending, held, processing, completed, cancelled, aborted };

/// Answer to sending, finding, looking at or cancelling a job.
struct JobReply {
  Reach reach = Reach::refused;
  bool done = false;  ///< the request was granted; when finding or looking: the job is there
  bool busy = false;  ///< not granted, but only for now
  int id = 0;
  JobState state = JobState::pending;
  std::string message;
};

/// One paper to print. `name` must be unique per ticket and copy, and never be sent twice: it is
/// how the job is found again.
struct PrintJob {
  std::string name;
  TicketId ticket;  ///< 0: of no ticket
  std::string pdf;
  double length_mm = 0;
};

/// Talks to a queue; every call blocks its thread, for a bounded time, and decides nothing.
class PrintDriver {
 public:
  virtual ~PrintDriver() = default;
  virtual PollReply poll() = 0;
  virtual JobReply send(const PrintJob& job) = 0;
  /// The newest job of that name, whether it is over or not.
  virtual JobReply find(const std::string& name) = 0;
  /// The job of that number if it has that name: a CUPS that lost jobs may give numbers again.
  virtual JobReply look(const std::string& name, int id) = 0;
  virtual JobReply cancel(int id) = 0;
  /// What the printer itself knows of the job of that name; asked only if it has an own address. A
  /// queue may have lost the job, or say that it was cancelled, when the printer has printed it.
  virtual JobReply find_at_printer(const std::string& name) = 0;
  virtual JobReply cancel_at_printer(int id) = 0;
  /// Makes a call under way, and all later ones, end soon. Any thread.
  virtual void interrupt() = 0;
};

struct PrinterSettings {
  std::string host = "localhost";  ///< CUPS: a host, or the path of its socket
  int port = 631;
  std::string queue = "tiket";
  std::string device_uri;  ///< the printer's own IPP address; empty: only CUPS is asked about it
  Paper paper;
  std::chrono::milliseconds timeout{1000};  ///< for each IPP request
};

}  // namespace giliran::kiosk
