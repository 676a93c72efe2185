#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/hall/app/rules.hpp"

/// Commands whose answer was lost are sent again; and the hall knows every method of the guide.
namespace giliran::hall {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using namespace std::chrono_literals;

class Again : public Rules {
 protected:
  /// Sends the command twice and keeps it.
  json::value twice(const std::string& method, const std::string& params) {
    json::value object = json::parse(params);
    object.as_object()["request_id"] = TestHall::new_request_id();
    const std::string text = json::serialize(object);
    const auto once = hall.call(method, text);
    if (!once) throw std::runtime_error(method + ": " + once.error().message);
    const std::string state = everything();
    EXPECT_EQ(*hall.call(method, text), *once) << method;
    EXPECT_EQ(everything(), state) << method << " was done twice";
    sent.push_back({method, text, *once});
    return *once;
  }
  /// What the hall shows, without revisions.
  std::string everything() {
    std::string all;
    for (const char* name : {"kiosk", "board", "manager", "counter:1", "counter:2", "counter:3"}) {
      json::value view = hall.view(name);
      view.as_object().erase("revision");
      all += json::serialize(view);
    }
    return all;
  }
  struct Sent {
    std::string method;
    std::string params;
    json::value answer;
  };
  std::vector<Sent> sent;
};

TEST_F(Again, every_command_is_done_once_and_answered_the_same_also_after_a_restart) {
  const std::string at1 = R"({"counter":1})";
  twice("counter.close", R"({"counter":2})");
  twice("counter.open", R"({"counter":2,"officer":"sari"})");
  const std::string first = text(
      twice("ticket.issue", R"({"service":"dukcapil.ktp","then":["imigrasi.paspor"]})"), "ticket");
  twice("ticket.slip", of(first, R"(,"slip":"printed")"));
  twice("call.next", at1);
  twice("call.recall", at1);
  twice("ticket.start", of(first));
  twice("ticket.park", of(first));
  twice("ticket.take_back", of(first, R"(,"counter":1)"));
  twice("ticket.add_step", of(first, R"(,"service":"dukcapil.akta")"));
  twice("ticket.finish", of(first));
  twice("ticket.transfer", of(first, R"(,"service":"dukcapil.akta","place":"last")"));
  twice("ticket.cancel", of(first));
  const std::string second = text(twice("ticket.issue", R"({"service":"dukcapil.ktp"})"), "ticket");
  twice("call.ticket", R"({"counter":1,"number":"A-002","why":"sakit"})");
  twice("call.recall", at1);
  hall.clock.advance(30s);
  twice("ticket.no_show", of(second));
  twice("ticket.reenter", of(second));
  twice("ticket.enter_paper",
        R"({"service":"dukcapil.ktp","number":"A-501","issued_at":"2026-11-24T01:30:00.000Z"})");
  twice("counter.break", R"({"counter":1,"reason":"makan"})");
  twice("counter.resume", at1);
  twice("counter.lend", R"({"counter":1,"service":"imigrasi.paspor"})");
  twice("counter.return", R"({"counter":1,"service":"imigrasi.paspor"})");
  twice("counter.auto_call", at1);
  twice("service.pause", R"({"service":"dukcapil.ktp"})");
  twice("service.resume", R"({"service":"dukcapil.ktp"})");
  const std::string appointment = text(
      twice("booking.make", R"({"service":"imigrasi.paspor","at":"2026-11-24T10:00"})"), "code");
  twice("booking.check_in", fmt::format(R"({{"code":"{}"}})", appointment));
  const std::string dated = text(twice("booking.dated", R"({"service":"dukcapil.ktp"})"), "code");
  twice("booking.cancel", fmt::format(R"({{"code":"{}"}})", dated));

  hall.restart();
  const std::string state = everything();
  for (const Sent& command : sent) {
    EXPECT_EQ(*hall.call(command.method, command.params), command.answer) << command.method;
  }
  EXPECT_EQ(everything(), state);
}

TEST_F(Again, the_hall_knows_every_command_of_the_guide) {
  const fs::path folder = fs::path(GILIRAN_SOURCE_DIR) / "shared/protocol/examples";
  int commands = 0;
  for (const auto& file : fs::directory_iterator(folder)) {
    if (!file.path().filename().string().ends_with(".request.json")) continue;
    std::ostringstream read;
    read << std::ifstream(file.path()).rdbuf();
    const auto request = protocol::parse_request(read.str());
    if (!request->params.as_object().contains("request_id")) continue;
    ++commands;
    const auto outcome = hall.call(request->method, json::serialize(request->params));
    if (!outcome) {
      EXPECT_EQ(outcome.error().code, protocol::RpcCode::refused)
          << file.path().filename() << outcome.error().message;
    }
  }
  EXPECT_GE(commands, 28);
}

}  // namespace
}  // namespace giliran::hall
