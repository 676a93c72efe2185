#include "hall/store/event_codec.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <limits>
#include <stdexcept>

namespace giliran::hall {

namespace {

namespace chr = std::chrono;
using boost::json::object;

/// Reads members of a body; what is missing or wrong is named.
class Body {
 public:
  explicit Body(std::string_view text) {
    boost::system::error_code error;
    auto value = boost::json::parse({text.data(), text.size()}, error);
    if (error || !value.is_object()) throw std::invalid_argument("not a JSON object");
    members_ = std::move(value.as_object());
  }
  std::uint64_t number(std::string_view name) const {
    const auto& value = member(name);
    const auto* found = value.if_int64();
    if (!found || *found < 0) wrong(name);
    return static_cast<std::uint64_t>(*found);
  }
  bool flag(std::string_view name) const {
    const auto* found = member(name).if_bool();
    if (!found) wrong(name);
    return *found;
  }
  std::string text(std::string_view name) const {
    const auto* found = member(name).if_string();
    if (!found) wrong(name);
    return {found->data(), found->size()};
  }
  template <class E>
  E named(std::string_view name) const {
    const auto found = enum_of<E>(text(name));
    if (!found) wrong(name);
    return *found;
  }
  TicketId ticket() const { return TicketId(number("ticket")); }
  CounterId counter() const {
    const std::uint64_t found = number("counter");
    if (found > std::numeric_limits<int>::max()) wrong("counter");
    return CounterId(static_cast<int>(found));
  }
  TicketNumber ticket_number() const {
    const auto found = TicketNumber::parse(text("number"));
    if (!found) wrong("number");
    return *found;
  }
  Language language() const {
    const auto found = language_of(text("language"));
    if (!found) wrong("language");
    return *found;
  }
  chr::local_days day() const {
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    if (std::sscanf(text("day").c_str(), "%4d-%2u-%2u", &year, &month, &date) != 3) wrong("day");
    const chr::year_month_day day{chr::year(year), chr::month(month), chr::day(date)};
    if (!day.ok()) wrong("day");
    return chr::local_days(day);
  }

 private:
  const boost::json::value& member(std::string_view name) const {
    const auto* found = members_.if_contains({name.data(), name.size()});
    if (!found) throw std::invalid_argument(fmt::format("{} is missing", name));
    return *found;
  }
  [[noreturn]] static void wrong(std::string_view name) {
    throw std::invalid_argument(fmt::format("{} is not what it should be", name));
  }
  object members_;
};

std::string day_text(chr::local_days day) {
  const chr::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string text(std::string_view view) {
  return std::string(view);
}

struct Named {
  std::string_view name;
  object body;
};

struct Writer {
  Named operator()(const DayBegan& e) const { return {"day_began", {{"day", day_text(e.day)}}}; }
  Named operator()(const TicketIssued& e) const {
    return {"ticket_issued",
            {{"ticket", e.ticket.value()},
             {"number", e.number.text()},
             {"service", e.service.value()},
             {"priority", e.priority},
             {"language", text(code_of(e.language))},
             {"token", e.token.value()}}};
  }
  Named operator()(const SlipSet& e) const {
    return {"slip_set", {{"ticket", e.ticket.value()}, {"slip", text(name_of(e.slip))}}};
  }
  Named operator()(const CounterOpened& e) const {
    return {"counter_opened", {{"counter", e.counter.value()}}};
  }
  Named operator()(const CounterClosed& e) const {
    return {"counter_closed", {{"counter", e.counter.value()}}};
  }
  Named operator()(const TicketCalled& e) const {
    return {"ticket_called",
            {{"seq", e.seq.value()},
             {"ticket", e.ticket.value()},
             {"counter", e.counter.value()},
             {"recall", e.recall}}};
  }
  Named operator()(const ServiceStarted& e) const { return of("service_started", e.ticket); }
  Named operator()(const ServiceFinished& e) const { return of("service_finished", e.ticket); }
  Named operator()(const NoShowMarked& e) const { return of("no_show_marked", e.ticket); }
  Named operator()(const TicketUnserved& e) const { return of("ticket_unserved", e.ticket); }

 private:
  static Named of(std::string_view name, TicketId ticket) {
    return {name, {{"ticket", ticket.value()}}};
  }
};

}  // namespace

WrittenEvent write_event(const Event& event) {
  const Named named = std::visit(Writer{}, event);
  return {named.name, boost::json::serialize(named.body)};
}

Event read_event(std::string_view name, std::string_view text) {
  const Body body(text);
  if (name == "day_began") return DayBegan{body.day()};
  if (name == "ticket_issued") {
    return TicketIssued{
        body.ticket(),         body.ticket_number(), ServiceId(body.text("service")),
        body.flag("priority"), body.language(),      TicketToken(body.text("token"))};
  }
  if (name == "slip_set") return SlipSet{body.ticket(), body.named<Slip>("slip")};
  if (name == "counter_opened") return CounterOpened{body.counter()};
  if (name == "counter_closed") return CounterClosed{body.counter()};
  if (name == "ticket_called") {
    return TicketCalled{CallSeq(body.number("seq")), body.ticket(), body.counter(),
                        body.flag("recall")};
  }
  if (name == "service_started") return ServiceStarted{body.ticket()};
  if (name == "service_finished") return ServiceFinished{body.ticket()};
  if (name == "no_show_marked") return NoShowMarked{body.ticket()};
  if (name == "ticket_unserved") return TicketUnserved{body.ticket()};
  throw std::invalid_argument(fmt::format("{} is no event that this program knows", name));
}

}  // namespace giliran::hall
