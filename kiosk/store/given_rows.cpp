#include "kiosk/store/given_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giliran::kiosk {

namespace {

[[noreturn]] void senseless(std::string_view what, std::string_view value) {
  throw DatabaseError(fmt::format("table given: {} \"{}\" makes no sense", what, value),
                      DatabaseError::Cause::damaged);
}

std::optional<Slip> slip_of(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  const auto slip = enum_of<Slip>(row.view(column));
  if (!slip) senseless("slip", row.view(column));
  return slip;
}

std::optional<std::string> text_of(const std::optional<Slip>& slip) {
  return slip ? std::optional(std::string(name_of(*slip))) : std::nullopt;
}

/// Services' slugs hold no blanks.
std::vector<ServiceId> services_of(std::string_view text) {
  std::vector<ServiceId> all;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    all.emplace_back(std::string(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::string text_of(const std::vector<ServiceId>& services) {
  std::string text;
  for (const ServiceId& id : services)
    text += (text.empty() ? "" : " ") + id.value();
  return text;
}

GivenTicket ticket_of(const Statement& row) {
  GivenTicket ticket;
  ticket.order = row.integer(0);
  ticket.shown_as = TicketId(static_cast<std::uint64_t>(row.integer(1)));
  ticket.request = RequestId(row.text(2));
  ticket.epoch = row.text(3);
  ticket.known_in = row.text(4);
  ticket.day = row.text(5);
  const auto number = TicketNumber::parse(row.view(6));
  if (!number) senseless("number", row.view(6));
  ticket.number = *number;
  ticket.service = ServiceId(row.text(7));
  ticket.then = services_of(row.view(8));
  ticket.priority = row.integer(9) != 0;
  const auto language = language_of(row.view(10));
  if (!language) senseless("language", row.view(10));
  ticket.language = *language;
  ticket.token = TicketToken(row.text(11));
  if (!is_hex128(ticket.token.value())) senseless("token", "…");
  ticket.issued_at = WallTime(std::chrono::milliseconds(row.integer(12)));
  ticket.slip = slip_of(row, 13).value_or(Slip::pending);
  ticket.handed_slip = slip_of(row, 14);
  ticket.told_slip = slip_of(row, 15);
  if (!row.is_null(16)) ticket.ticket = TicketId(static_cast<std::uint64_t>(row.integer(16)));
  return ticket;
}

}  // namespace

void make_given_table(Database& database) {
  database.run(R"(CREATE TABLE IF NOT EXISTS given(
    "order" INTEGER PRIMARY KEY, shown_as INTEGER NOT NULL, request TEXT NOT NULL UNIQUE,
    epoch TEXT NOT NULL, known_in TEXT NOT NULL, day TEXT NOT NULL, number TEXT NOT NULL,
    service TEXT NOT NULL, further TEXT NOT NULL, priority INTEGER NOT NULL,
    language TEXT NOT NULL, token TEXT NOT NULL, issued_at INTEGER NOT NULL, slip TEXT NOT NULL,
    handed_slip TEXT, told_slip TEXT, ticket INTEGER) STRICT)");
}

std::vector<GivenTicket> read_given(Database& database) {
  Statement rows(database, R"(SELECT * FROM given ORDER BY "order")");
  std::vector<GivenTicket> all;
  while (rows.step())
    all.push_back(ticket_of(rows));
  return all;
}

void put_given(Database& database, const GivenTicket& ticket) {
  Statement put(database, "REPLACE INTO given VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  put.bind(1, ticket.order).bind(2, static_cast<std::int64_t>(ticket.shown_as.value()));
  put.bind(3, ticket.request.value()).bind(4, ticket.epoch).bind(5, ticket.known_in);
  put.bind(6, ticket.day).bind(7, ticket.number.text()).bind(8, ticket.service.value());
  put.bind(9, text_of(ticket.then)).bind(10, static_cast<std::int64_t>(ticket.priority));
  put.bind(11, code_of(ticket.language)).bind(12, ticket.token.value());
  put.bind(13, static_cast<std::int64_t>(ticket.issued_at.time_since_epoch().count()));
  put.bind(14, name_of(ticket.slip)).bind(15, text_of(ticket.handed_slip));
  put.bind(16, text_of(ticket.told_slip));
  if (ticket.ticket) {
    put.bind(17, static_cast<std::int64_t>(ticket.ticket->value()));
  } else {
    put.bind_null(17);
  }
  put.run();
}

void erase_given(Database& database, std::int64_t order) {
  Statement(database, R"(DELETE FROM given WHERE "order"=?)").bind(1, order).run();
}

}  // namespace giliran::kiosk
