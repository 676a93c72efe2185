#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hall/http/address_limits.hpp"
#include "hall/http/server.hpp"
#include "tests/hall/http/fake_backend.hpp"
#include "tests/support/wire/web_socket.hpp"

/// How much one connection, and one address, may ask for.
namespace giliran::hall {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using wire::Milliseconds;

const std::string phone = "127.0.0.2";  // another machine, as far as the hall knows

TEST(Allowance, lets_the_burst_through_and_then_so_many_a_minute) {
  Allowance allowance({30, 3});
  const steady_clock::time_point now{1h};
  for (int n = 0; n < 3; ++n)
    ASSERT_EQ(allowance.take(now), std::nullopt);
  EXPECT_EQ(allowance.take(now), 2s);
  EXPECT_EQ(allowance.take(now + 1999ms), 1s);
  EXPECT_FALSE(allowance.full(now + 1999ms));
  EXPECT_EQ(allowance.take(now + 2s), std::nullopt);
  EXPECT_EQ(allowance.take(now + 2s), 2s);
  EXPECT_TRUE(allowance.full(now + 8s));
}

TEST(AddressLimits, of_connections_are_each_addresss_own_and_not_the_halls_machines) {
  AddressLimits limits;
  const steady_clock::time_point now{1h};
  for (std::size_t n = 0; n < max_connections_of_address; ++n) {
    ASSERT_TRUE(limits.came("10.0.0.5"));
    ASSERT_TRUE(limits.came("127.0.0.1"));
  }
  EXPECT_FALSE(limits.came("10.0.0.5"));
  EXPECT_TRUE(limits.came("127.0.0.1"));
  EXPECT_TRUE(limits.came("10.0.0.6"));
  limits.left("10.0.0.5", now);
  EXPECT_TRUE(limits.came("10.0.0.5"));
}

TEST(AddressLimits, forget_who_has_gone_and_asked_for_little) {
  AddressLimits limits;
  const steady_clock::time_point now{1h};
  limits.came("10.0.0.5");
  limits.ask("10.0.0.5", now);
  limits.left("10.0.0.5", now);
  EXPECT_EQ(limits.known(), 1U);  // else coming again would be a new allowance
  limits.came("10.0.0.5");
  limits.left("10.0.0.5", now + 1min);
  EXPECT_EQ(limits.known(), 0U);
}

TEST(Guests, ask_for_no_more_than_their_allowance_and_are_told_when_to_come_again) {
  FakeBackend backend;
  const Server server(ServerOptions{}, backend);
  wire::WebSocket guest(server.port(), phone);
  for (int n = 0; n < rate_of_guest.burst; ++n)
    ASSERT_TRUE(wire::is_result(guest.ask("m", "{}").value_or("")));
  const std::string refused = guest.ask("m", "{}").value_or("");
  EXPECT_THAT(refused, HasSubstr("not_now"));
  EXPECT_THAT(refused, HasSubstr(R"("detail":"2")"));
  // A neighbour of the same address has his own.
  wire::WebSocket neighbour(server.port(), phone);
  EXPECT_TRUE(wire::is_result(neighbour.ask("m", "{}").value_or("")));
}

TEST(Guests, are_not_those_who_said_that_they_are_programs_nor_the_halls_machine) {
  FakeBackend backend;
  const Server server(ServerOptions{}, backend);
  wire::WebSocket kiosk(server.port(), phone);
  ASSERT_TRUE(wire::is_result(
      kiosk.ask("device.report", R"({"device":"k1","kind":"kiosk"})").value_or("")));
  wire::WebSocket own(server.port());
  for (int n = 0; n <= rate_of_guest.burst; ++n) {
    ASSERT_TRUE(wire::is_result(kiosk.ask("m", "{}").value_or("")));
    ASSERT_TRUE(wire::is_result(own.ask("m", "{}").value_or("")));
  }
  EXPECT_THAT(backend.ranks, testing::Contains(Rank::program));
  EXPECT_THAT(backend.ranks, testing::Contains(Rank::guest));
}

TEST(Guests, over_http_are_counted_by_address) {
  FakeBackend backend;
  const Server server(ServerOptions{}, backend);
  const std::string body = R"({"jsonrpc":"2.0","id":1,"method":"m"})";
  wire::HttpAnswer answer;
  for (int n = 0; n < rate_of_address.burst + 50 && answer.status != 429; ++n)
    answer = wire::post(server.port(), body, phone);
  EXPECT_EQ(answer.status, 429U);
  EXPECT_THAT(answer.head, HasSubstr("Retry-After: 1"));
  EXPECT_EQ(wire::post(server.port(), body).status, 200U);
  EXPECT_GE(backend.handled.size(), static_cast<std::size_t>(rate_of_address.burst));
}

TEST(Backup, may_be_asked_for_on_the_halls_machine_only_over_http) {
  FakeBackend backend;
  const Server server(ServerOptions{}, backend);
  const std::string body =
      R"({"jsonrpc":"2.0","id":1,"method":"hall.backup","params":{"file":"/x"}})";
  EXPECT_EQ(wire::post(server.port(), body, phone).status, 403U);
  wire::WebSocket program(server.port());
  EXPECT_FALSE(wire::is_result(program.ask("hall.backup", R"({"file":"/x"})").value_or("")));
  EXPECT_TRUE(backend.handled.empty());
  EXPECT_EQ(wire::post(server.port(), body).status, 200U);
}

TEST(Calls, that_were_made_before_come_in_portions_that_count) {
  FakeBackend backend;
  constexpr std::uint64_t count = 5 * calls_portion + 1;
  for (std::uint64_t seq = 1; seq <= count; ++seq)
    backend.add_call();
  Server server(ServerOptions{}, backend);
  wire::WebSocket display(server.port());
  ASSERT_TRUE(display.ask("calls.subscribe", R"({"after_seq":0})"));
  server.publish_call(count + 1, backend.add_call());
  for (std::uint64_t seq = 1; seq <= count + 1; ++seq) {
    const std::string call = display.receive(Milliseconds(20'000)).value_or("");
    ASSERT_THAT(call, HasSubstr("\"seq\":" + std::to_string(seq) + ","));
  }
}

}  // namespace
}  // namespace giliran::hall
