#pragma once

#include <functional>
#include <string_view>
#include <unordered_map>

#include "tests/support/wire/web_socket.hpp"

namespace giliran::wire {

/// Many connections on one thread, by epoll. The connections outlive the loop or are removed.
class Loop {
 public:
  /// With each text message; within it the connection may be written to, not removed.
  using OnText = std::function<void(WebSocket&, std::string_view text)>;
  using OnEnd = std::function<void(WebSocket&)>;

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void add(WebSocket& connection, OnText on_text, OnEnd on_end = {});
  void remove(WebSocket& connection);
  std::size_t size() const { return followed_.size(); }
  /// Waits up to `at_most` for something to come and hands out all that came. A connection that has
  /// ended is removed, and its OnEnd called. How many were read from.
  int run_once(Milliseconds at_most, Waiting waiting = Waiting::asleep);

 private:
  struct Followed {
    WebSocket* connection;
    OnText on_text;
    OnEnd on_end;
    int fd;
  };
  void read(WebSocket* connection);

  int epoll_;
  std::unordered_map<WebSocket*, Followed> followed_;
};

}  // namespace giliran::wire
