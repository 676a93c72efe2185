#include "tests/support/wire/socket.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <system_error>
#include <utility>

namespace giliran::wire {

namespace {

constexpr Milliseconds patience{20'000};

sockaddr_in address_of(const char* host, unsigned short port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  inet_pton(AF_INET, host, &address.sin_addr);
  return address;
}

[[noreturn]] void fail(int fd, const char* doing) {
  const int number = errno;
  ::close(fd);
  throw std::system_error(number, std::generic_category(), doing);
}

bool wait_for(int fd, short events, Milliseconds at_most) {
  pollfd wanted{fd, events, 0};
  return poll(&wanted, 1, static_cast<int>(at_most.count())) > 0;
}

HttpAnswer ask(unsigned short port, const std::string& request, const std::string& from) {
  Socket socket(port, from);
  socket.send(request);
  std::string text;
  const auto end = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < end && socket.read(text, Milliseconds(100))) {
  }
  const auto parted = text.find("\r\n\r\n");
  if (parted == std::string::npos || text.size() < 12) return {};
  HttpAnswer answer{0, text.substr(0, parted), text.substr(parted + 4)};
  std::from_chars(text.data() + 9, text.data() + 12, answer.status);
  return answer;
}

}  // namespace

Socket::Socket(unsigned short port, const std::string& from)
    : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (!from.empty()) {
    const sockaddr_in own = address_of(from.c_str(), 0);
    if (bind(fd_, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0) fail(fd_, "bind");
  }
  const sockaddr_in hall = address_of("127.0.0.1", port);
  if (connect(fd_, reinterpret_cast<const sockaddr*>(&hall), sizeof hall) != 0) {
    fail(fd_, "connect");
  }
  const int on = 1;
  setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Socket::~Socket() {
  close();
}

Socket::Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

bool Socket::send(std::string_view bytes) {
  while (fd_ >= 0 && !bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) {
      close();
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return fd_ >= 0;
}

bool Socket::read(std::string& to, Milliseconds at_most, Waiting waiting) {
  std::array<char, 65536> some;
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (fd_ >= 0) {
    const ssize_t got = recv(fd_, some.data(), some.size(), MSG_DONTWAIT);
    if (got > 0) {
      to.append(some.data(), static_cast<std::size_t>(got));
      return true;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) break;
    const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return true;
    if (waiting == Waiting::asleep && !wait_for(fd_, POLLIN, left)) return true;
  }
  close();
  return false;
}

void Socket::close() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

HttpAnswer get(unsigned short port, std::string_view target, const std::string& from) {
  return ask(port,
             fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
                         target, port),
             from);
}

HttpAnswer post(unsigned short port, std::string_view body, const std::string& from) {
  return ask(port,
             fmt::format("POST /rpc HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: "
                         "application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                         port, body.size(), body),
             from);
}

}  // namespace giliran::wire
