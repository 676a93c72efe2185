#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/wire/frames.hpp"
#include "tests/support/wire/socket.hpp"

namespace giliran::wire {

/// A connection to the hall's /rpc. Pings are answered while somebody reads. One thread at a time;
/// for many of them on one thread see Loop.
class WebSocket {
 public:
  /// Connects and shakes hands. Throws std::system_error if there is nobody, std::runtime_error if
  /// the hall does not want it.
  explicit WebSocket(unsigned short port, const std::string& from = {});

  /// False once the connection has ended.
  bool send_text(std::string_view text) { return socket_.send(frame(Opcode::text, text)); }
  /// A frame or anything else, as it is.
  bool send_bytes(std::string_view bytes) { return socket_.send(bytes); }

  /// The next text message; nothing if none came within `at_most` or the connection has ended.
  std::optional<std::string> receive(Milliseconds at_most, Waiting waiting = Waiting::asleep);

  /// Calls a method and waits for its whole answer, a result or an error; nothing if none came.
  /// What else comes meanwhile is kept for receive(). `params`: a JSON object with its request_id.
  std::optional<std::string> ask(std::string_view method, std::string_view params,
                                 Milliseconds at_most = Milliseconds(10'000),
                                 Waiting waiting = Waiting::asleep);

  bool is_open() const { return socket_.is_open(); }
  /// The code that the hall closed with, such as 1012 or 1013; 0: none.
  unsigned close_code() const { return close_code_; }
  /// Ends it without a goodbye.
  void drop() { socket_.close(); }
  int fd() const { return socket_.fd(); }

  /// For whoever waits by himself: reads what is there, waiting up to `at_most`; false at the end.
  bool fill(Milliseconds at_most = Milliseconds(0), Waiting waiting = Waiting::asleep) {
    return socket_.read(incoming_, at_most, waiting);
  }
  /// The next whole text message of what was read, valid until the next call; answers pings.
  std::optional<std::string_view> take();

 private:
  std::optional<std::string> arrived(Milliseconds at_most, Waiting waiting);
  void control(const Frame& frame);

  Socket socket_;
  std::string incoming_;
  std::size_t taken_ = 0;  ///< so much of it was given away
  std::string whole_;      ///< of a message in several frames
  std::deque<std::string> kept_;
  unsigned close_code_ = 0;
  std::uint64_t last_id_ = 0;
};

}  // namespace giliran::wire
