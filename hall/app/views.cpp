#include "hall/app/views.hpp"

#include <charconv>
#include <string_view>

#include "hall/app/errors.hpp"
#include "shared/protocol/codec.hpp"

namespace giliran::hall {

namespace {

namespace json = boost::json;
using Built = Result<json::object, protocol::RpcError>;

template <class View>
Built written(const View& view) {
  return std::move(protocol::encode(view).as_object());
}

Built counter_document(const std::string_view number, const ViewSource& source) {
  int value = 0;
  const char* end = number.data() + number.size();
  const auto [rest, error] = std::from_chars(number.data(), end, value);
  // One name for one view: "counter:03" is none.
  if (error != std::errc{} || rest != end || std::to_string(value) != number) return no_such_view();
  const CounterPlan* counter = source.hall.plan().counter(CounterId(value));
  if (!counter) return error_of(Refusal{Reason::unknown_counter, std::string(number), ""});
  return written(counter_view(source, *counter));
}

Built ticket_document(const std::string_view token, const ViewSource& source) {
  const Ticket* ticket = source.hall.ticket(TicketToken(std::string(token)));
  // The token is a secret, so that it does not come back as subject.
  if (!ticket) return error_of(Refusal{Reason::unknown_ticket, "", ""});
  return written(ticket_view(source, *ticket));
}

}  // namespace

Built build_view(const std::string& name, const ViewSource& source) {
  constexpr std::string_view counter = "counter:";
  constexpr std::string_view ticket = "ticket:";
  const std::string_view text = name;
  if (text == "kiosk") return written(kiosk_view(source));
  if (text == "board") return written(board_view(source));
  if (text == "manager") return written(manager_view(source));
  if (text.starts_with(counter)) return counter_document(text.substr(counter.size()), source);
  if (text.starts_with(ticket)) return ticket_document(text.substr(ticket.size()), source);
  return no_such_view();
}

}  // namespace giliran::hall
