#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/core/ledger.hpp"
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
  std::vector<LocalText> steps;  ///< the services of a package, in order; else empty
  Language language = Language::id;
  bool priority = false;
  bool offline = false;  ///< given without the hall: nobody knows how many are ahead
  int ahead = 0;
  std::optional<WaitRange> wait;
  Outlook outlook = Outlook::sure;
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
  bool offline = false;
  int ahead = 0;
  std::optional<WaitRange> wait;
  Outlook outlook = Outlook::sure;
  std::vector<std::string> steps;
  std::vector<std::string> requirements;
  std::string url;
  std::chrono::minutes return_within{0};  ///< after a missed call; 0: a missed number is over
};

/// A slip for another day that this kiosk has just given out.
struct HeldCode {
  BookingCode code;
  LocalText agency;
  LocalText service;
  bool priority = false;
  std::chrono::local_days day{};
  std::optional<LocalTime> opens;  ///< its service, on that day
  std::string job;                 ///< of its paper
  friend bool operator==(const HeldCode&, const HeldCode&) = default;
};

/// What the paper of a slip for another day says.
struct DatedPaper {
  std::string job;
  Language language = Language::id;
  std::vector<std::string> hall_lines;
  LocalTime issued_at{};
  std::string service;
  bool priority = false;
  std::string code;
  std::chrono::local_days day{};
  std::optional<LocalTime> opens;
};

/// "Kependudukan · KTP-el"; the name once where both are the same.
std::string service_line(const LocalText& agency, const LocalText& service, Language language);

/// "7K3M 9XPA", easier to read and to copy than in one piece. Shorter texts stay as they are.
std::string code_groups(std::string_view code);

/// What the flow asks of the program. Each is to be done once.
struct IssueTicket {
  protocol::TicketIssue params;
};
struct CheckIn {
  protocol::BookingCommand params;
};
struct ComeBack {
  protocol::TicketReenter params;
};
struct TakeDated {
  protocol::BookingDated params;
};
/// Of a slip for another day that nobody holds.
struct DropBooking {
  protocol::BookingCommand params;
};
struct ReportSlip {
  TicketId ticket;
  giliran::Slip slip = giliran::Slip::pending;
  TicketNumber number;
};
/// The hall is not there: a number of this kiosk's own, answered by Flow::number_given() as soon as
/// it is on the disk, or by Flow::no_number().
struct GiveNumber {
  RequestId request;
  NumberWish wish;
  std::string day;
  WallTime now;  ///< by the hall's clock
};
struct PrintPaper {
  TicketPaper paper;
};
struct PrintDated {
  DatedPaper paper;
};
using Command = std::variant<IssueTicket, CheckIn, ComeBack, TakeDated, DropBooking, ReportSlip,
                             GiveNumber, PrintPaper, PrintDated>;

/// What became of a paper. The first word is printed or problem.
enum class PaperNews {
  printed,
  problem,       ///< not in time: the visitor must be shown the number
  late_printed,  ///< after problem: it came out after all
  gone,          ///< after problem: it will not come out any more
};

}  // namespace giliran::kiosk
