#pragma once

#include <boost/json/object.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "shared/net/hall_client.hpp"

namespace giliran::bench {

/// A program's connection that waits for what it wants. Throws when the hall refuses or is silent.
class Client {
 public:
  explicit Client(unsigned short port, std::optional<std::uint64_t> calls_after = std::nullopt);
  /// Sends a command (a request_id is added) and waits for its answer.
  boost::json::value ask(std::string_view method, boost::json::object params);
  /// Waits for the call of that number.
  void wait_for_call(std::uint64_t seq);
  /// Waits until it is connected.
  void wait_until_connected();

 private:
  void wait_until(const std::function<bool()>& done);

  std::mutex mutex_;
  std::condition_variable woken_;
  bool news_ = false;
  bool connected_ = false;
  std::uint64_t last_call_ = 0;
  std::uint64_t answered_ = 0;
  boost::json::value answer_;
  std::unique_ptr<net::HallClient> client_;
};

}  // namespace giliran::bench
