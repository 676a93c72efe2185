#include "kiosk/printing/printer.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace giliran::kiosk {

namespace {

/// Reasons of RFC 8011, 5.4.12, and PWG 5100.9, the gravest first. What is not in it (ink, toner,
/// CUPS's own remarks) keeps no thermal printer from printing.
constexpr std::array<std::pair<std::string_view, PrinterHealth>, 16> healths{
    {{"offline", PrinterHealth::offline},
     {"timed-out", PrinterHealth::offline},
     {"media-jam", PrinterHealth::jam},
     {"output-area-full", PrinterHealth::jam},
     {"cover-open", PrinterHealth::cover_open},
     {"door-open", PrinterHealth::cover_open},
     {"interlock-open", PrinterHealth::cover_open},
     {"media-empty", PrinterHealth::out_of_paper},
     {"media-needed", PrinterHealth::out_of_paper},
     {"input-tray-missing", PrinterHealth::out_of_paper},
     {"paused", PrinterHealth::paused},
     {"moving-to-paused", PrinterHealth::paused},
     {"stopping", PrinterHealth::paused},
     {"stopped-partly", PrinterHealth::paused},
     {"shutdown", PrinterHealth::paused},
     {"media-low", PrinterHealth::low_paper}}};

constexpr int stopped = 5;  // of IPP's printer-state

/// Printers add how grave they find it, or not.
std::string without_severity(const std::string& reason) {
  for (const std::string_view suffix : {"-report", "-warning", "-error"}) {
    if (reason.size() > suffix.size() && reason.ends_with(suffix)) {
      return reason.substr(0, reason.size() - suffix.size());
    }
  }
  return reason;
}

PrinterHealth health_of(const std::vector<std::string>& reasons, int state) {
  for (const auto& [keyword, health] : healths) {
    for (const std::string& reason : reasons) {
      if (reason == keyword) return health;
    }
  }
  return state == stopped ? PrinterHealth::unknown : PrinterHealth::ok;
}

PrinterStatus read(const PrinterReply& reply) {
  PrinterStatus status;
  status.message = reply.message;
  for (const std::string& reason : reply.reasons) {
    if (reason != "none") status.reasons.push_back(without_severity(reason));
  }
  status.health = health_of(status.reasons, reply.state);
  return status;
}

PrinterStatus trouble(PrinterHealth health, std::string message) {
  return {health, std::move(message), {}, true};
}

}  // namespace

bool can_print(const PrinterStatus& status) {
  return status.health == PrinterHealth::ok || status.health == PrinterHealth::low_paper ||
         !status.first_hand;
}

PrinterStatus status_of(const PollReply& reply) {
  const PrinterReply& queue = reply.queue;
  if (queue.reach != Reach::answered)
    return trouble(PrinterHealth::offline, "CUPS does not answer");
  if (!queue.accepted) return trouble(PrinterHealth::unknown, queue.message);
  if (!queue.accepting_jobs || queue.state == stopped)
    return trouble(PrinterHealth::paused, queue.message);
  if (!reply.device) return read(queue);
  if (reply.device->reach != Reach::answered)
    return trouble(PrinterHealth::offline, "the printer does not answer");
  if (!reply.device->accepted) return trouble(PrinterHealth::unknown, reply.device->message);
  PrinterStatus status = read(*reply.device);
  status.first_hand = true;
  return status;
}

}  // namespace giliran::kiosk
