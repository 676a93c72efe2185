#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "shared/protocol/codec.hpp"
#include "shared/protocol/rpc.hpp"

/// The examples that PROTOCOL.md shows are true: each is read into its type and written again as it
/// was, and no method, view or notification is without one.
namespace giliran::protocol {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

/// Reads a value into its type and writes it again; says what is wrong if that fails.
using RoundTrip = std::function<json::value(const json::value&)>;

template <class T>
RoundTrip as() {
  return [](const json::value& value) -> json::value {
    const auto decoded = decode<T>(value);
    if (!decoded) return json::value(decoded.error().path + ": " + decoded.error().message);
    return encode(*decoded);
  };
}

struct Method {
  RoundTrip params;
  RoundTrip answer;
};

const std::map<std::string, Method>& methods() {
  static const std::map<std::string, Method> table{
      {"ticket.issue", {as<TicketIssue>(), as<TicketIssued>()}},
      {"ticket.slip", {as<TicketSlip>(), as<Done>()}},
      {"ticket.start", {as<TicketCommand>(), as<Done>()}},
      {"ticket.finish", {as<TicketFinish>(), as<Done>()}},
      {"ticket.no_show", {as<TicketCommand>(), as<Done>()}},
      {"ticket.transfer", {as<TicketTransfer>(), as<Done>()}},
      {"ticket.add_step", {as<TicketStep>(), as<Done>()}},
      {"ticket.park", {as<TicketReason>(), as<Done>()}},
      {"ticket.take_back", {as<TicketTakeBack>(), as<Done>()}},
      {"ticket.cancel", {as<TicketReason>(), as<Done>()}},
      {"ticket.reenter", {as<TicketReenter>(), as<TicketBack>()}},
      {"ticket.enter_paper", {as<TicketEnterPaper>(), as<TicketIssued>()}},
      {"ticket.hand_in", {as<TicketHandIn>(), as<HandedIn>()}},
      {"kiosk.lease", {as<KioskLease>(), as<LeasesHeld>()}},
      {"counter.open", {as<CounterOpen>(), as<Done>()}},
      {"counter.close", {as<CounterCommand>(), as<Done>()}},
      {"counter.break", {as<CounterBreak>(), as<Done>()}},
      {"counter.resume", {as<CounterCommand>(), as<Done>()}},
      {"counter.lend", {as<CounterLend>(), as<Done>()}},
      {"counter.return", {as<CounterReturn>(), as<Done>()}},
      {"counter.auto_call", {as<CounterAutoCall>(), as<Done>()}},
      {"call.next", {as<CounterCommand>(), as<std::optional<CallMade>>()}},
      {"call.ticket", {as<CallTicket>(), as<CallMade>()}},
      {"call.recall", {as<CounterCommand>(), as<CallMade>()}},
      {"call.explain", {as<CallExplain>(), as<Explanation>()}},
      {"service.pause", {as<ServiceCommand>(), as<Done>()}},
      {"service.resume", {as<ServiceCommand>(), as<Done>()}},
      {"booking.make", {as<BookingMake>(), as<BookingMade>()}},
      {"booking.dated", {as<BookingDated>(), as<BookingMade>()}},
      {"booking.cancel", {as<BookingCommand>(), as<Done>()}},
      {"booking.check_in", {as<BookingCommand>(), as<TicketIssued>()}},
      {"hall.view", {as<ViewRequest>(), as<CounterView>()}},
      {"view.subscribe", {as<ViewRequest>(), as<BoardView>()}},
      {"calls.subscribe", {as<CallsSubscribe>(), as<CallsSubscribed>()}},
      {"device.report", {as<DeviceReport>(), as<Done>()}},
  };
  return table;
}

const std::map<std::string, RoundTrip>& notifications() {
  static const std::map<std::string, RoundTrip> table{{"view.changed", as<BoardView>()},
                                                      {"call.made", as<Call>()}};
  return table;
}

const std::map<std::string, RoundTrip>& views() {
  static const std::map<std::string, RoundTrip> table{{"kiosk", as<KioskView>()},
                                                      {"board", as<BoardView>()},
                                                      {"counter", as<CounterView>()},
                                                      {"manager", as<ManagerView>()},
                                                      {"ticket", as<TicketView>()}};
  return table;
}

fs::path folder() {
  return fs::path(GILIRAN_SOURCE_DIR) / "shared/protocol/examples";
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> files_ending(const std::string& ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder())) {
    if (entry.path().filename().string().ends_with(ending)) files.push_back(entry.path());
  }
  return files;
}

/// "call.next" of "call.next.nobody.answer.json": the first two words.
std::string method_of(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.substr(0, name.find('.', name.find('.') + 1));
}

TEST(Examples, requests_are_read_and_written_again_as_they_were) {
  std::set<std::string> seen;
  for (const fs::path& file : files_ending(".request.json")) {
    const auto request = parse_request(text_of(file));
    ASSERT_TRUE(request) << file << request.error().message;
    EXPECT_EQ(request->method, method_of(file)) << file;
    ASSERT_TRUE(methods().contains(request->method)) << file;
    EXPECT_EQ(methods().at(request->method).params(request->params), request->params) << file;
    EXPECT_EQ(json::parse(request_text(*request->id, request->method, request->params)),
              json::parse(text_of(file)));
    seen.insert(request->method);
  }
  EXPECT_EQ(seen.size(), methods().size());
}

TEST(Examples, answers_are_read_and_written_again_as_they_were) {
  std::set<std::string> seen;
  for (const fs::path& file : files_ending(".answer.json")) {
    const auto incoming = parse_incoming(text_of(file));
    ASSERT_TRUE(incoming && incoming->answer) << file;
    const RpcAnswer& answer = *incoming->answer;
    if (!answer.outcome) {
      EXPECT_EQ(json::parse(error_text(answer.id, answer.outcome.error())),
                json::parse(text_of(file)));
      continue;
    }
    ASSERT_TRUE(methods().contains(method_of(file))) << file;
    EXPECT_EQ(methods().at(method_of(file)).answer(*answer.outcome), *answer.outcome) << file;
    EXPECT_EQ(json::parse(answer_text(answer.id, *answer.outcome)), json::parse(text_of(file)));
    seen.insert(method_of(file));
  }
  EXPECT_EQ(seen.size(), methods().size());
}

TEST(Examples, notifications_are_read_and_written_again_as_they_were) {
  for (const auto& [method, round_trip] : notifications()) {
    const fs::path file = folder() / (method + ".notification.json");
    const auto incoming = parse_incoming(text_of(file));
    ASSERT_TRUE(incoming && incoming->notification) << file;
    EXPECT_EQ(incoming->notification->method, method);
    EXPECT_FALSE(incoming->notification->id);
    EXPECT_EQ(round_trip(incoming->notification->params), incoming->notification->params) << file;
    EXPECT_EQ(json::parse(notification_text(method, incoming->notification->params)),
              json::parse(text_of(file)));
  }
  EXPECT_EQ(files_ending(".notification.json").size(), notifications().size());
}

TEST(Examples, views_are_read_and_written_again_as_they_were) {
  for (const auto& [name, round_trip] : views()) {
    const fs::path file = folder() / ("view." + name + ".json");
    const auto value = parse_json(text_of(file));
    ASSERT_TRUE(value) << file;
    EXPECT_EQ(round_trip(*value), *value) << file;
  }
}

TEST(Examples, the_guide_names_each_of_them) {
  const std::string guide = text_of(folder().parent_path() / "PROTOCOL.md");
  for (const fs::path& file : files_ending(".json")) {
    EXPECT_NE(guide.find("examples/" + file.filename().string()), std::string::npos) << file;
  }
  for (const auto& [method, unused] : methods()) {
    EXPECT_NE(guide.find("### " + method), std::string::npos) << method;
  }
  for (const auto& [reason, name] : EnumNames<Reason>::names) {
    EXPECT_NE(guide.find("`" + std::string(name) + "`"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace giliran::protocol
