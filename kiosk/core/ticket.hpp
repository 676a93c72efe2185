#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/zone.hpp"
#include "shared/protocol/messages.hpp"

namespace giliran::kiosk {

/// A number that this kiosk gave out and may still have to show or print.
struct HeldTicket {
  TicketId ticket;
  TicketNumber number;
  LocalText agency;
  LocalText service;
  std::vector<LocalText> bring;
  Language language = Language::id;
  bool priority = false;
  int ahead = 0;
  std::optional<WaitRange> wait;
  std::string url;  ///< the ticket's own page
  LocalTime issued_at{};
  SteadyTime issued{};
  RequestId request;                            ///< of its issue
  giliran::Slip slip = giliran::Slip::pending;  ///< as it was last reported to the hall
  int papers = 0;                               ///< how many were sent to the printer
  bool paper_open = false;  ///< the last of them may still come out, for all we know
  friend bool operator==(const HeldTicket&, const HeldTicket&) = default;
};

/// What the paper says; the program turns it into the printing room's Slip.
struct TicketPaper {
  std::string job;  ///< unique for each paper, also after a restart
  TicketId ticket;
  Language language = Language::id;
  std::vector<std::string> hall_lines;
  LocalTime issued_at{};
  std::string service;
  std::string number;
  bool priority = false;
  bool copy = false;
  int ahead = 0;
  std::optional<WaitRange> wait;
  std::vector<std::string> requirements;
  std::string url;
};

/// "Kependudukan · KTP-el"; the name once where both are the same.
std::string service_line(const HeldTicket& ticket, Language language);

/// What the flow asks of the program. Each is to be done once.
struct IssueTicket {
  protocol::TicketIssue params;
};
struct ReportSlip {
  protocol::TicketSlip params;
  TicketNumber number;
};
struct PrintPaper {
  TicketPaper paper;
};
using Command = std::variant<IssueTicket, ReportSlip, PrintPaper>;

/// What became of a paper. The first word is printed or problem.
enum class PaperNews {
  printed,
  problem,       ///< not in time: the visitor must be shown the number
  late_printed,  ///< after problem: it came out after all
  gone,          ///< after problem: it will not come out any more
};

}  // namespace giliran::kiosk
