#include <fmt/format.h>

#include "tests/simulation/crowd.hpp"

namespace giliran::simulation {

using namespace hall;

namespace {

/// Whatever bytes a text has, in printable ones.
std::string quoted(const std::string& text) {
  std::string shown = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\') {
      shown += fmt::format("\\x{:02X}", byte);
    } else {
      shown += c;
    }
  }
  return shown + "\"";
}
std::string text(const TicketRef& ref) {
  if (const auto* id = std::get_if<TicketId>(&ref)) return fmt::format("t{}", id->value());
  if (const auto* token = std::get_if<TicketToken>(&ref)) return quoted(token->value());
  const auto& number = std::get<TicketNumber>(ref);
  return fmt::format("{}-{}", quoted(std::string(1, number.letter)), number.number);
}
std::string text(const std::optional<WallTime>& time) {
  return time ? std::to_string(time->time_since_epoch().count()) : "-";
}
template <class Id>
std::string id_text(const Id& id) {
  if constexpr (std::is_same_v<std::decay_t<decltype(id.value())>, std::string>) {
    return quoted(id.value());
  } else {
    return std::to_string(id.value());
  }
}
template <class Id>
std::string text(const std::optional<Id>& id) {
  return id ? id_text(*id) : "-";
}

struct Words {
  std::string operator()(const IssueTicket& c) const {
    std::string then;
    for (const ServiceId& service : c.then)
      then += " " + id_text(service);
    return fmt::format("{} priority={} then=[{}]", id_text(c.service), c.priority, then);
  }
  std::string operator()(const SetSlip& c) const {
    return fmt::format("t{} {}", c.ticket.value(), name_of(c.slip));
  }
  std::string operator()(const StartService& c) const {
    return fmt::format("t{}", c.ticket.value());
  }
  std::string operator()(const FinishService& c) const {
    return fmt::format("t{} {} {}", c.ticket.value(), name_of(c.outcome), quoted(c.detail));
  }
  std::string operator()(const MarkNoShow& c) const { return fmt::format("t{}", c.ticket.value()); }
  std::string operator()(const TransferTicket& c) const {
    return fmt::format("t{} {} counter={} officer={} {}", c.ticket.value(), id_text(c.service),
                       text(c.counter), text(c.officer), name_of(c.place));
  }
  std::string operator()(const AddStep& c) const {
    return fmt::format("t{} {}", c.ticket.value(), id_text(c.service));
  }
  std::string operator()(const ParkTicket& c) const {
    return fmt::format("t{} {}", c.ticket.value(), quoted(c.why));
  }
  std::string operator()(const TakeBack& c) const {
    return fmt::format("counter {} {}", c.counter.value(), text(c.ticket));
  }
  std::string operator()(const CancelTicket& c) const {
    return fmt::format("t{} {}", c.ticket.value(), quoted(c.why));
  }
  std::string operator()(const ReenterTicket& c) const { return text(c.ticket); }
  std::string operator()(const EnterPaper& c) const {
    return fmt::format("{} {} priority={} issued={} counter={} called={} finished={}",
                       id_text(c.service), text(TicketRef(c.number)), c.priority,
                       text(std::optional(c.issued_at)), text(c.counter), text(c.called_at),
                       text(c.finished_at));
  }
  std::string operator()(const OpenCounter& c) const {
    return fmt::format("counter {} officer={}", c.counter.value(), text(c.officer));
  }
  std::string operator()(const CallTicket& c) const {
    return fmt::format("counter {} {} {}", c.counter.value(), text(c.ticket), quoted(c.why));
  }
  std::string operator()(const StartBreak& c) const {
    return fmt::format("counter {} {}", c.counter.value(), quoted(c.reason));
  }
  std::string operator()(const LendCounter& c) const {
    return fmt::format("counter {} {} {}", c.counter.value(), id_text(c.service), c.length.count());
  }
  std::string operator()(const ReturnCounter& c) const {
    return fmt::format("counter {} {}", c.counter.value(), id_text(c.service));
  }
  std::string operator()(const SetAutoCall& c) const {
    return fmt::format("counter {} {}", c.counter.value(), c.on);
  }
  std::string operator()(const PauseService& c) const {
    return fmt::format("{} {}", id_text(c.service), quoted(c.why));
  }
  std::string operator()(const ResumeService& c) const { return id_text(c.service); }
  std::string operator()(const BookAppointment& c) const {
    return fmt::format("{} at={} priority={} {}", id_text(c.service),
                       c.at.time_since_epoch().count(), c.priority, id_text(c.code));
  }
  std::string operator()(const TakeDatedSlip& c) const {
    return fmt::format("{} priority={} {}", id_text(c.service), c.priority, id_text(c.code));
  }
  std::string operator()(const CancelBooking& c) const { return id_text(c.code); }
  std::string operator()(const CheckIn& c) const { return id_text(c.code); }
  std::string operator()(const LeaseNumbers& c) const { return id_text(c.device); }
  std::string operator()(const HandInTicket& c) const {
    std::string then;
    for (const ServiceId& service : c.then)
      then += " " + id_text(service);
    return fmt::format("{} {} day={} {} priority={} then=[{}] {} issued={} slip={} other={}",
                       id_text(c.device), text(TicketRef(c.number)),
                       c.day.time_since_epoch().count(), id_text(c.service), c.priority, then,
                       id_text(c.token), text(std::optional(c.issued_at)), name_of(c.slip),
                       c.of_other_journal);
  }
  std::string operator()(const SetClockBack& c) const {
    return std::to_string(c.from.time_since_epoch().count());
  }
  std::string operator()(const PassTime&) const { return ""; }
  /// Those that name a counter alone.
  template <class C>
  std::string operator()(const C& c) const {
    return fmt::format("counter {}", c.counter.value());
  }
};

}  // namespace

std::string text_of(const Command& command) {
  return fmt::format("{} {}", kind_names[command.index()], std::visit(Words{}, command));
}

}  // namespace giliran::simulation
