#include "shared/net/hall_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <string>

namespace giliran::net {
namespace {

using namespace std::chrono_literals;

/// A port where connections are taken by the system and never answered.
class SilentPort {
 public:
  SilentPort() : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(fd_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(fd_, 8) != 0) {
      throw std::runtime_error("no port");
    }
    getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }
  ~SilentPort() { close(fd_); }
  unsigned short port = 0;

 private:
  int fd_;
};

/// Waits until the client has told of the first loss of its connection.
class Watcher {
 public:
  void woken() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
  }
  bool wait() {
    std::unique_lock lock(mutex_);
    const bool came = changed_.wait_for(lock, 20s, [this] { return woken_; });
    woken_ = false;
    return came;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

LinkTiming quick() {
  return {.connect = 60ms, .ping = 20ms, .dead = 60ms, .first_pause = 5ms, .longest_pause = 20ms};
}

TEST(HallClient, a_peer_that_accepts_and_never_answers_is_given_up) {
  SilentPort silent;
  Watcher watcher;
  HallClientOptions options;
  options.port = silent.port;
  HallClient client(
      options, [&] { watcher.woken(); }, quick());
  ASSERT_TRUE(watcher.wait());
  const auto events = client.take_events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<Disconnected>(events[0]).reason, "the hall does not answer");
}

TEST(HallClient, it_ends_within_a_second_in_the_middle_of_a_handshake) {
  SilentPort silent;
  HallClientOptions options;
  options.port = silent.port;
  std::chrono::steady_clock::time_point begun;
  {
    HallClient client(options, [] {});
    client.send("call.next", boost::json::object());
    begun = std::chrono::steady_clock::now();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s);
}

TEST(HallClient, it_ends_within_a_second_in_the_middle_of_a_look_up) {
  HallClientOptions options;
  options.host = "no-such-hall.invalid";
  std::chrono::steady_clock::time_point begun;
  {
    HallClient client(options, [] {});
    begun = std::chrono::steady_clock::now();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s);
}

TEST(HallClient, a_name_that_nobody_knows_is_told) {
  Watcher watcher;
  HallClientOptions options;
  options.host = "no-such-hall.invalid";
  HallClient client(options, [&] { watcher.woken(); }, {.connect = 10s});
  ASSERT_TRUE(watcher.wait());
  const auto events = client.take_events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Disconnected>(events[0]));
}

}  // namespace
}  // namespace giliran::net
