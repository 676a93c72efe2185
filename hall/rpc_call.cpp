#include "hall/rpc_call.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/json/object.hpp>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "shared/protocol/rpc.hpp"

namespace giliran::hall {

namespace {

class Socket {
 public:
  explicit Socket(const std::string& address) {
    const auto colon = address.rfind(':');
    std::string host = address.substr(0, colon);
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (colon == std::string::npos ||
        getaddrinfo(host.c_str(), address.c_str() + colon + 1, &hints, &found) != 0) {
      throw std::runtime_error(fmt::format("{} is no address", address));
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> keeper(found, &freeaddrinfo);
    socket_ = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0 || connect(socket_, found->ai_addr, found->ai_addrlen) != 0) fail(address);
  }
  ~Socket() { close(socket_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent < 0) fail("send");
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  std::string receive_all() const {
    std::string all;
    std::array<char, 4096> piece{};
    while (true) {
      const ssize_t got = recv(socket_, piece.data(), piece.size(), 0);
      if (got < 0) fail("receive");
      if (got == 0) return all;
      all.append(piece.data(), static_cast<std::size_t>(got));
    }
  }

 private:
  [[noreturn]] static void fail(const std::string& doing) {
    throw std::system_error(errno, std::generic_category(), doing);
  }
  int socket_ = -1;
};

}  // namespace

boost::json::value rpc_call(const std::string& address, const std::string& method,
                            const boost::json::object& params) {
  const Socket hall(address);
  const std::string body = protocol::request_text(1, method, params);
  hall.send(
      fmt::format("POST /rpc HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n"
                  "Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                  address, body.size(), body));
  const std::string answer = hall.receive_all();
  const auto header = answer.find("\r\n\r\n");
  if (header == std::string::npos) throw std::runtime_error("the hall ended before it answered");
  const auto incoming = protocol::parse_incoming(std::string_view(answer).substr(header + 4));
  if (!incoming || !incoming->answer) {
    throw std::runtime_error(fmt::format("the hall said: {}", answer.substr(0, answer.find('\r'))));
  }
  if (!incoming->answer->outcome) {
    throw std::runtime_error(incoming->answer->outcome.error().message);
  }
  return *incoming->answer->outcome;
}

}  // namespace giliran::hall
