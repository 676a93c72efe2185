#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>

#include "kiosk/printing/ipp_client.hpp"
#include "kiosk/printing/outbox.hpp"
#include "kiosk/printing/slip_pdf.hpp"
#include "kiosk/printing/slip_text.hpp"
#include "kiosk/store/paper_rows.hpp"
#include "shared/base/zone.hpp"
#include "shared/catalog/phrases.hpp"

/// A kiosk that has no screen: it prints what it is told on standard input, and says what its
/// outbox says, a line each with fields between tabs.
///
///   giliran-printer-faults CUPS_PORT DEVICE_URI FOLDER
///   print NAME-WITHOUT-BLANKS NUMBER first|copy
///     -> taken NAME                           the outbox has it
///     -> outcome NAME KIND MS SLIP REASON     MS since the command; SLIP of a restored paper, or -
///     -> status HEALTH
///     -> row NAME                             written down before the start
namespace giliran::kiosk {
namespace {

SteadyTime now() {
  return std::chrono::steady_clock::now();
}

class Kiosk {
 public:
  Kiosk(const PrinterSettings& settings, const std::string& folder)
      : folder_(folder),
        outbox_(make_ipp_client(settings),
                {[this](const Outcome& outcome) { say(outcome); },
                 [this](const PrinterStatus& status) {
                   say(fmt::format("status\t{}", name_of(status.health)));
                 }},
                times(), book(folder)) {}

  void print(const std::string& name, const std::string& number, bool copy) {
    {
      const std::lock_guard lock(mutex_);
      submitted_.emplace(name, now());
    }
    TicketSlip slip;
    slip.hall_lines = {"Mal Pelayanan Publik"};
    slip.issued_at = LocalTime{} + std::chrono::hours(9);
    slip.service = "KTP-el";
    slip.number = number;
    slip.copy = copy;
    slip.url = "http://127.0.0.1/t/" + name;
    const SlipPdf pdf = slip_pdf(slip, paper_80, texts_);
    outbox_.submit({name, TicketId(1), pdf.bytes, pdf.length_mm});
    say("taken\t" + name);
  }

 private:
  /// As the program's, but for how soon a repair is noticed.
  static DeskTimes times() {
    DeskTimes times;
    times.idle_poll = std::chrono::milliseconds(500);
    return times;
  }

  static std::unique_ptr<PaperBook> book(const std::string& folder) {
    auto book = std::make_unique<PaperRows>(folder);
    for (const RememberedPaper& paper : book->unheard())
      fmt::print("row\t{}\n", paper.name);
    return book;
  }

  void say(const std::string& line) {
    const std::lock_guard lock(mutex_);
    fmt::print("{}\n", line);
    std::fflush(stdout);
  }

  void say(const Outcome& outcome) {
    long ms = 0;
    {
      const std::lock_guard lock(mutex_);
      const auto submitted = submitted_.find(outcome.name);
      if (submitted != submitted_.end())
        ms = std::chrono::floor<std::chrono::milliseconds>(now() - submitted->second).count();
    }
    const auto slip = outcome.restored ? slip_of_restored(outcome) : std::nullopt;
    const std::string line =
        fmt::format("outcome\t{}\t{}\t{}\t{}\t{}", outcome.name, name_of(outcome.kind), ms,
                    slip ? name_of(*slip) : "-", outcome.reason);
    say(line);
    if (slip || outcome.kind == OutcomeKind::printed) outbox_.heard(outcome.name);
  }

  const Catalog texts_{embedded::catalog_shared(), embedded::catalog_printing()};
  StoreFolder folder_;
  std::mutex mutex_;
  std::map<std::string, SteadyTime> submitted_;
  Outbox outbox_;
};

}  // namespace
}  // namespace giliran::kiosk

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "giliran-printer-faults CUPS_PORT DEVICE_URI FOLDER\n");
    return 2;
  }
  giliran::kiosk::PrinterSettings settings;
  settings.port = std::atoi(argv[1]);
  settings.device_uri = argv[2];
  giliran::kiosk::Kiosk kiosk(settings, argv[3]);
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string verb, name, number, which;
    if (words >> verb >> name >> number >> which && verb == "print")
      kiosk.print(name, number, which == "copy");
  }
  return 0;
}
