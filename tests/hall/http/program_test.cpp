#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "hall/http/server.hpp"
#include "shared/net/hall_client.hpp"
#include "tests/hall/http/fake_backend.hpp"
#include "tests/hall/http/plain_socket.hpp"

/// The door and the programs that stay connected: the real client, and ones that behave badly.
namespace giliran::hall {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A program with the project's own client; collects what it was told.
class Program {
 public:
  explicit Program(unsigned short port)
      : client_(
            options(port), [this] { woken(); }, quick()) {}

  net::HallClient& client() { return client_; }
  /// Until `enough` says so of all events so far.
  template <class Enough>
  bool wait(Enough enough) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 20s, [&] {
      for (auto& event : client_.take_events())
        events.push_back(std::move(event));
      return enough();
    });
  }
  template <class T>
  std::ptrdiff_t count() const {
    return std::ranges::count_if(
        events, [](const auto& event) { return std::holds_alternative<T>(event); });
  }
  std::vector<std::uint64_t> calls() const {
    std::vector<std::uint64_t> seqs;
    for (const auto& event : events) {
      const auto* call = std::get_if<net::CallArrived>(&event);
      if (call) seqs.push_back(call->call.seq.value());
    }
    return seqs;
  }

  std::vector<net::HallEvent> events;

 private:
  static net::HallClientOptions options(unsigned short port) {
    net::HallClientOptions given;
    given.port = port;
    given.views = {"board"};
    given.calls_after = 0;
    given.device.device = DeviceId("layar-1");
    return given;
  }
  static net::LinkTiming quick() {
    net::LinkTiming timing;
    timing.ping = 20ms;
    timing.dead = 400ms;
    timing.first_pause = 5ms;
    timing.longest_pause = 20ms;
    return timing;
  }
  void woken() {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  net::HallClient client_;
};

TEST(Programs, a_restarted_hall_gets_the_command_again_and_goes_on_with_the_calls) {
  FakeBackend backend;
  backend.set_view("board", 1);
  auto server = std::make_unique<Server>(ServerOptions{}, backend);
  const unsigned short port = server->port();
  Program program(port);
  program.client().send("later", {{"counter", 3}, {"request_id", "0123"}});
  ASSERT_TRUE(backend.wait([&] { return backend.kept.size() == 1; }));
  server->publish_call(1, backend.add_call());
  ASSERT_TRUE(program.wait([&] { return program.calls().size() == 1; }));
  ASSERT_TRUE(program.wait([&] { return program.count<net::ViewArrived>() == 1; }));

  server.reset();
  ASSERT_TRUE(program.wait([&] { return program.count<net::Disconnected>() == 1; }));
  backend.kept[0](boost::json::value("from before"));  // nobody is there to hear it
  backend.add_call();                                  // durable, but told to nobody
  ServerOptions again;
  again.port = port;
  server = std::make_unique<Server>(again, backend);

  ASSERT_TRUE(backend.wait([&] { return backend.kept.size() == 2; }));
  EXPECT_EQ(backend.handled[1].params, backend.handled[0].params);
  backend.kept[1](boost::json::value("done"));
  server->publish_call(3, backend.add_call());
  ASSERT_TRUE(program.wait(
      [&] { return program.calls().size() == 3 && program.count<net::Answered>() > 0; }));
  EXPECT_EQ(program.calls(), (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(program.count<net::Answered>(), 1);
  EXPECT_EQ(program.count<net::Connected>(), 2);
  EXPECT_EQ(program.count<net::ViewArrived>(), 2);
}

TEST(Programs, one_that_answers_no_ping_is_gone) {
  FakeBackend backend;
  ServerOptions options;
  options.timing.ping = 20ms;
  options.timing.dead = 60ms;
  const Server server(options, backend);
  PlainWebSocket silent(server.port());
  silent.send(
      R"({"jsonrpc":"2.0","id":1,"method":"device.report","params":{"device":"k1","kind":"kiosk"}})");
  silent.read();
  EXPECT_EQ(silent.read(), "");
  EXPECT_TRUE(backend.wait([&] { return !backend.devices["k1"]; }));
}

TEST(Programs, notice_a_hall_that_stops_answering_on_an_open_connection) {
  FakeBackend backend;
  backend.set_view("board", 1);
  const Server server(ServerOptions{}, backend);
  Program program(server.port());
  ASSERT_TRUE(program.wait([&] { return program.count<net::ViewArrived>() == 1; }));
  program.client().send("hang", {{"request_id", "0123"}});
  EXPECT_TRUE(program.wait([&] { return program.count<net::Disconnected>() == 1; }));
  for (const auto& event : program.events) {
    const auto* gone = std::get_if<net::Disconnected>(&event);
    if (gone) {
      EXPECT_EQ(gone->reason, "the hall is silent");
    }
  }
  backend.hanging.count_down();
  EXPECT_TRUE(program.wait([&] { return program.count<net::Answered>() == 1; }));
}

TEST(Programs, one_that_reads_slowly_gets_the_newest_view_and_not_each) {
  constexpr std::uint64_t count = 600;  // of 60 KB: more than the system keeps for a connection
  FakeBackend backend;
  backend.set_view("board", 1);
  Server server(ServerOptions{}, backend);
  PlainWebSocket slow(server.port());
  slow.send(R"({"jsonrpc":"2.0","id":1,"method":"view.subscribe","params":{"view":"board"}})");
  ASSERT_THAT(slow.read(), HasSubstr(R"("revision":1)"));
  for (std::uint64_t revision = 2; revision <= count; ++revision) {
    server.publish_view(std::make_shared<const ViewDoc>(
        ViewDoc{"board", revision,
                "{\"revision\":" + std::to_string(revision) + ",\"x\":\"" +
                    std::string(60000, 'x') + "\"}"}));
  }
  // Answered by the server's thread after all of them, so that none is on its way any more.
  ASSERT_THAT(get(server.port(), "/healthz"), StartsWith("HTTP/1.1 200"));
  const std::string newest = "\"revision\":" + std::to_string(count) + ",";
  std::uint64_t got = 1;
  while (slow.read().find(newest) == std::string::npos)
    ASSERT_LT(++got, count);
  EXPECT_LT(got, count - 1);
}

TEST(Programs, one_that_lets_too_many_calls_wait_is_cut_off_to_come_back) {
  FakeBackend backend;
  ServerOptions options;
  options.timing.closing = 20s;
  Server server(options, backend);
  PlainWebSocket slow(server.port());
  slow.send(R"({"jsonrpc":"2.0","id":1,"method":"calls.subscribe","params":{"after_seq":0}})");
  slow.read();
  const auto call = std::make_shared<const std::string>("\"" + std::string(60000, 'x') + "\"");
  for (std::uint64_t seq = 1; seq <= 600; ++seq)
    server.publish_call(seq, call);
  std::string last = slow.read();
  while (last.find("call.made") != std::string::npos)
    last = slow.read();
  EXPECT_EQ(last, "close:1013");
}

TEST(Programs, a_page_of_another_site_gets_no_websocket) {
  FakeBackend backend;
  const Server server(ServerOptions{}, backend);
  const std::string host = "127.0.0.1:" + std::to_string(server.port());
  const auto upgrade = [&](const std::string& name, const std::string& origin) {
    return "GET /rpc HTTP/1.1\r\nHost: " + name + "\r\nOrigin: " + origin +
           "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n";
  };
  PlainSocket foreign(server.port());
  foreign.send(upgrade(host, "http://evil.example"));
  EXPECT_THAT(foreign.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 403"));
  PlainSocket rebound(server.port());
  rebound.send(upgrade("evil.example", "http://evil.example"));
  EXPECT_THAT(rebound.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 403"));
  PlainSocket own(server.port());
  own.send(upgrade(host, "http://" + host));
  EXPECT_THAT(own.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
}

}  // namespace
}  // namespace giliran::hall
