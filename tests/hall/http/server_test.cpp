#include "hall/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "shared/protocol/rpc.hpp"
#include "tests/hall/http/fake_backend.hpp"
#include "tests/hall/http/plain_socket.hpp"

namespace giliran::hall {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

ServerOptions options(Timing timing = {}) {
  ServerOptions given;
  given.files = {{"/", "text/html; charset=utf-8", "<p>halaman"},
                 {"/assets/manager.js", "text/javascript", "1"},
                 {"/t/", "text/html; charset=utf-8", "<p>tiket"}};
  given.timing = timing;
  return given;
}

class Door : public ::testing::Test {
 protected:
  FakeBackend backend;
  Server server{options(), backend};
  unsigned short port() const { return server.port(); }
};

TEST_F(Door, serves_pages_with_headers_that_let_nothing_else_run) {
  const std::string page = get(port(), "/");
  EXPECT_THAT(page, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(page, HasSubstr("<p>halaman"));
  EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(page, HasSubstr("X-Content-Type-Options: nosniff"));
  EXPECT_THAT(page, HasSubstr("Referrer-Policy: no-referrer"));
  EXPECT_THAT(get(port(), "/t/0123456789abcdef0123456789abcdef"), HasSubstr("<p>tiket"));
  EXPECT_THAT(get(port(), "/elsewhere"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(get(port(), "/assets/../etc/passwd"), StartsWith("HTTP/1.1 404"));
}

TEST_F(Door, tells_whether_it_is_well) {
  EXPECT_THAT(get(port(), "/healthz"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(get(port(), "/metrics"), HasSubstr("giliran_up 1"));
  backend.is_healthy = false;
  EXPECT_THAT(get(port(), "/healthz"), StartsWith("HTTP/1.1 503"));
}

TEST_F(Door, a_method_is_answered_over_http) {
  const std::string answer =
      post(port(), R"({"jsonrpc":"2.0","id":7,"method":"ticket.issue","params":{"a":1}})");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(answer, HasSubstr(R"("id":7)"));
  EXPECT_THAT(answer, HasSubstr(R"({"echo":{"a":1}})"));
}

TEST_F(Door, what_is_not_a_request_is_told_apart) {
  EXPECT_THAT(post(port(), "{"), HasSubstr("-32700"));
  EXPECT_THAT(post(port(), "[]"), HasSubstr("-32600"));
  EXPECT_THAT(
      post(port(), R"({"jsonrpc":"2.0","id":1,"method":"m"})", "Content-Type: text/plain\r\n"),
      Not(StartsWith("HTTP/1.1 200")));
  EXPECT_TRUE(backend.handled.empty());
  EXPECT_THAT(ask(port(), "NONSENSE\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(get(port(), "/rpc"), StartsWith("HTTP/1.1 405"));
}

TEST_F(Door, pages_of_other_sites_are_turned_away) {
  const std::string body = R"({"jsonrpc":"2.0","id":1,"method":"m"})";
  EXPECT_THAT(post(port(), body, "Host: evil.example\r\n"), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(post(port(), body, "Origin: http://evil.example\r\n"), StartsWith("HTTP/1.1 403"));
  EXPECT_TRUE(backend.handled.empty());
  const std::string own = "Origin: http://127.0.0.1:" + std::to_string(port()) + "\r\n";
  EXPECT_THAT(post(port(), body, own), StartsWith("HTTP/1.1 200"));
}

TEST_F(Door, the_longest_body_passes_and_one_more_byte_does_not) {
  const std::string begin = R"({"jsonrpc":"2.0","id":1,"method":"m","params":{"a":")";
  const std::string end = R"("}})";
  const std::size_t room = protocol::max_message_bytes - begin.size() - end.size();
  EXPECT_THAT(post(port(), begin + std::string(room, 'x') + end), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(post(port(), begin + std::string(room + 1, 'x') + end), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(post(port(), "{}", "X-Long: " + std::string(max_header_bytes, 'x') + "\r\n"),
              StartsWith("HTTP/1.1 431"));
}

TEST_F(Door, not_now_is_503_and_what_broke_is_not_disclosed) {
  EXPECT_THAT(post(port(), R"({"jsonrpc":"2.0","id":1,"method":"busy"})"),
              StartsWith("HTTP/1.1 503"));
  const std::string broken = post(port(), R"({"jsonrpc":"2.0","id":1,"method":"explode"})");
  EXPECT_THAT(broken, HasSubstr("-32603"));
  EXPECT_THAT(broken, Not(HasSubstr("secret")));
}

TEST_F(Door, a_reply_may_come_from_any_thread_and_after_the_client_has_gone) {
  std::jthread late([this] {
    ASSERT_TRUE(backend.wait([this] { return !backend.kept.empty(); }));
    backend.kept[0](boost::json::value{{"late", true}});
  });
  EXPECT_THAT(post(port(), R"({"jsonrpc":"2.0","id":1,"method":"later"})"), HasSubstr("late"));
  {
    PlainWebSocket leaves(port());
    leaves.send(R"({"jsonrpc":"2.0","id":1,"method":"later"})");
    ASSERT_TRUE(backend.wait([this] { return backend.kept.size() == 2; }));
  }
  backend.kept[1](boost::json::value{});
  EXPECT_THAT(get(port(), "/healthz"), StartsWith("HTTP/1.1 200"));
}

TEST_F(Door, a_followed_view_comes_at_once_and_then_each_newer_one) {
  backend.set_view("board", 1);
  PlainWebSocket display(port());
  display.send(R"({"jsonrpc":"2.0","id":1,"method":"view.subscribe","params":{"view":"board"}})");
  EXPECT_THAT(display.read(), HasSubstr(R"("revision":1)"));
  EXPECT_THAT(server.watched_views(), ::testing::ElementsAre("board"));
  server.publish_view(backend.views["board"]);  // known already
  server.publish_view(backend.set_view("board", 2));
  const std::string changed = display.read();
  EXPECT_THAT(changed, HasSubstr("view.changed"));
  EXPECT_THAT(changed, HasSubstr(R"("revision":2)"));
}

TEST_F(Door, calls_come_in_order_without_gap_whenever_the_display_joins) {
  constexpr std::uint64_t count = max_pending_messages - 6;
  std::jthread hall([this] {
    for (std::uint64_t seq = 1; seq <= count; ++seq)
      server.publish_call(seq, backend.add_call());
  });
  PlainWebSocket display(port());
  display.send(R"({"jsonrpc":"2.0","id":1,"method":"calls.subscribe","params":{"after_seq":0}})");
  EXPECT_THAT(display.read(), HasSubstr(R"("epoch":"epoch")"));
  for (std::uint64_t seq = 1; seq <= count; ++seq) {
    const std::string call = display.read();
    ASSERT_THAT(call, HasSubstr("call.made"));
    ASSERT_THAT(call, HasSubstr("\"seq\":" + std::to_string(seq) + ","));
  }
}

TEST_F(Door, a_display_resumes_after_the_call_it_had) {
  for (std::uint64_t seq = 1; seq <= 5; ++seq)
    server.publish_call(seq, backend.add_call());
  PlainWebSocket display(port());
  display.send(R"({"jsonrpc":"2.0","id":1,"method":"calls.subscribe","params":{"after_seq":3}})");
  EXPECT_THAT(display.read(), HasSubstr(R"("last_seq":5)"));
  EXPECT_THAT(display.read(), HasSubstr(R"("seq":4,)"));
  EXPECT_THAT(display.read(), HasSubstr(R"("seq":5,)"));
}

TEST_F(Door, a_device_is_there_until_its_last_connection_ends) {
  const std::string report =
      R"({"jsonrpc":"2.0","id":1,"method":"device.report","params":{"device":"k1","kind":"kiosk"}})";
  {
    PlainWebSocket kiosk(port());
    kiosk.send(report);
    kiosk.read();
    {
      PlainWebSocket again(port());
      again.send(report);
      again.read();
    }
    EXPECT_TRUE(backend.devices["k1"]);
  }
  EXPECT_TRUE(backend.wait([this] { return !backend.devices["k1"]; }));
}

TEST_F(Door, stop_says_goodbye_and_the_port_is_free_at_once) {
  PlainWebSocket display(port());
  display.send(R"({"jsonrpc":"2.0","id":1,"method":"m"})");
  display.read();
  const unsigned short same = port();
  std::jthread stopping([this] { server.stop(); });
  EXPECT_EQ(display.read(), "close:1012");
  stopping.join();
  ServerOptions again = options();
  again.port = same;
  const Server restarted(again, backend);
  EXPECT_THAT(get(same, "/healthz"), StartsWith("HTTP/1.1 200"));
}

TEST(DoorTimes, a_slow_request_is_given_up_and_an_unanswered_one_told_so) {
  Timing timing;
  timing.header = 100ms;
  timing.answer = 100ms;
  FakeBackend backend;
  const Server server(options(timing), backend);
  EXPECT_THAT(ask(server.port(), "GET / HT"), StartsWith("HTTP/1.1 408"));
  EXPECT_THAT(post(server.port(), R"({"jsonrpc":"2.0","id":1,"method":"later"})"),
              StartsWith("HTTP/1.1 503"));
}

}  // namespace
}  // namespace giliran::hall
