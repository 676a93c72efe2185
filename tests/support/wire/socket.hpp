#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

/// HTTP and WebSocket on plain sockets: a client that costs next to nothing, so that a test of the
/// hall's speed measures the hall, and that breaks rules where a test wants it to.
namespace giliran::wire {

using Milliseconds = std::chrono::milliseconds;

/// How one waits: asleep, which costs nothing, or looking again and again, which saves the time
/// that the system needs to wake somebody (about 40 microseconds for a round trip).
enum class Waiting { asleep, spinning };

/// A TCP connection to a port of this machine. One thread at a time.
class Socket {
 public:
  /// `from`: the address that it comes from, such as "127.0.0.2"; empty: the system's choice.
  /// Throws std::system_error if there is nobody.
  explicit Socket(unsigned short port, const std::string& from = {});
  ~Socket();
  Socket(Socket&& other) noexcept;
  Socket& operator=(Socket&& other) noexcept;

  /// All of it; false once the other end is gone.
  bool send(std::string_view bytes);
  /// What is there, appended to `to`, after waiting up to `at_most` for something to be there (0:
  /// not at all). False once the other end is gone and all it sent was read.
  bool read(std::string& to, Milliseconds at_most, Waiting waiting = Waiting::asleep);
  /// Ends it at once, as a process that was killed does.
  void close();
  bool is_open() const { return fd_ >= 0; }
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

/// One request on a connection of its own, with "Connection: close".
struct HttpAnswer {
  unsigned status = 0;  ///< 0: the connection ended without an answer
  std::string head;     ///< status line and headers
  std::string body;
};
HttpAnswer get(unsigned short port, std::string_view target, const std::string& from = {});
/// To /rpc.
HttpAnswer post(unsigned short port, std::string_view body, const std::string& from = {});

}  // namespace giliran::wire
