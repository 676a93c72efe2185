#pragma once

#include <string>

namespace giliran::hall {

/// A connection to a port of this machine that sends and reads bytes as the test says.
class PlainSocket {
 public:
  explicit PlainSocket(unsigned short port);
  ~PlainSocket();
  PlainSocket(const PlainSocket&) = delete;
  PlainSocket& operator=(const PlainSocket&) = delete;

  void send(const std::string& bytes);
  /// Until the other end closes, at most 20 s.
  std::string read_all();
  /// Until what was read ends with `end`, or the other end closes.
  std::string read_until(const std::string& end);
  std::string read_exactly(std::size_t size);

 private:
  int fd_;
};

/// One request on a connection of its own; the whole answer.
std::string ask(unsigned short port, const std::string& request);
std::string get(unsigned short port, const std::string& target);
/// `headers` in whole lines.
std::string post(unsigned short port, const std::string& body, const std::string& headers = "");

/// A WebSocket, as far as these tests need one (RFC 6455): text frames shorter than 64 KiB.
class PlainWebSocket {
 public:
  explicit PlainWebSocket(unsigned short port);
  void send(const std::string& text);
  /// The next text message; answers nothing else. "close:1012" for a close frame, "" at the end.
  std::string read();

 private:
  PlainSocket socket_;
};

}  // namespace giliran::hall
