#include "tests/hall/http/plain_socket.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>

namespace giliran::hall {

PlainSocket::PlainSocket(unsigned short port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{20, 0};
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    close(fd_);
    throw std::runtime_error("not connected");
  }
}

PlainSocket::~PlainSocket() {
  close(fd_);
}

void PlainSocket::send(const std::string& bytes) {
  // The other end may close in the middle of what is too long; that is its right.
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t n = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return;
    sent += static_cast<std::size_t>(n);
  }
}

std::string PlainSocket::read_all() {
  return read_until("\n\n\n\n");
}

std::string PlainSocket::read_until(const std::string& end) {
  std::string text;
  for (char c = 0; !text.ends_with(end) && recv(fd_, &c, 1, 0) == 1;)
    text += c;
  return text;
}

std::string PlainSocket::read_exactly(std::size_t size) {
  std::string text(size, '\0');
  return recv(fd_, text.data(), size, MSG_WAITALL) == static_cast<ssize_t>(size) ? text : "";
}

std::string ask(unsigned short port, const std::string& request) {
  PlainSocket socket(port);
  socket.send(request);
  return socket.read_all();
}

std::string get(unsigned short port, const std::string& target) {
  return ask(port, fmt::format("GET {} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
                               target, port));
}

std::string post(unsigned short port, const std::string& body, const std::string& headers) {
  const std::string type =
      headers.find("Content-Type") == std::string::npos ? "Content-Type: application/json\r\n" : "";
  const std::string host =
      headers.find("Host:") == std::string::npos ? fmt::format("Host: 127.0.0.1:{}\r\n", port) : "";
  return ask(port, fmt::format("POST /rpc HTTP/1.1\r\n{}{}{}Content-Length: {}\r\n"
                               "Connection: close\r\n\r\n{}",
                               host, type, headers, body.size(), body));
}

PlainWebSocket::PlainWebSocket(unsigned short port) : socket_(port) {
  socket_.send(fmt::format(
      "GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
      port));
  if (!socket_.read_until("\r\n\r\n").starts_with("HTTP/1.1 101")) {
    throw std::runtime_error("no WebSocket");
  }
}

void PlainWebSocket::send(const std::string& text) {
  // FIN and text; masked, as a client must, with a mask of zeros.
  std::string frame = "\x81";
  if (text.size() < 126) {
    frame += static_cast<char>(0x80 | text.size());
  } else {
    frame += static_cast<char>(0x80 | 126);
    frame += static_cast<char>(text.size() >> 8);
    frame += static_cast<char>(text.size() & 0xff);
  }
  socket_.send(frame + std::string(4, '\0') + text);
}

std::string PlainWebSocket::read() {
  while (true) {
    const std::string head = socket_.read_exactly(2);
    if (head.empty()) return "";
    std::size_t size = static_cast<unsigned char>(head[1]) & 0x7f;
    if (size == 126) {
      const std::string wide = socket_.read_exactly(2);
      size = (static_cast<std::size_t>(static_cast<unsigned char>(wide[0])) << 8) |
             static_cast<unsigned char>(wide[1]);
    }
    const std::string body = size == 0 ? "" : socket_.read_exactly(size);
    const int kind = static_cast<unsigned char>(head[0]) & 0x0f;
    if (kind == 1) return body;
    if (kind == 8) {
      return fmt::format("close:{}", (static_cast<unsigned char>(body[0]) << 8) |
                                         static_cast<unsigned char>(body[1]));
    }
  }
}

}  // namespace giliran::hall
