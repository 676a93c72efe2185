#include "tests/support/wire/web_socket.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace giliran::wire {

namespace {
constexpr Milliseconds handshake{10'000};
}

WebSocket::WebSocket(unsigned short port, const std::string& from) : socket_(port, from) {
  socket_.send(fmt::format(
      "GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
      port));
  const auto end = std::chrono::steady_clock::now() + handshake;
  auto parted = std::string::npos;
  while ((parted = incoming_.find("\r\n\r\n")) == std::string::npos) {
    const bool there = socket_.read(incoming_, Milliseconds(100));
    if (!there || std::chrono::steady_clock::now() > end) break;
  }
  if (parted == std::string::npos || !incoming_.starts_with("HTTP/1.1 101")) {
    throw std::runtime_error("no WebSocket: " + incoming_.substr(0, incoming_.find('\r')));
  }
  incoming_.erase(0, parted + 4);
}

void WebSocket::control(const Frame& frame) {
  if (frame.opcode == Opcode::ping) {
    socket_.send(wire::frame(Opcode::pong, frame.payload));
  } else if (frame.opcode == Opcode::close) {
    if (frame.payload.size() >= 2) {
      close_code_ = static_cast<unsigned>(static_cast<unsigned char>(frame.payload[0]) << 8 |
                                          static_cast<unsigned char>(frame.payload[1]));
    }
    socket_.send(wire::frame(Opcode::close, frame.payload));
    socket_.close();
  }
}

std::optional<std::string_view> WebSocket::take() {
  while (const auto next = first_frame(std::string_view(incoming_).substr(taken_))) {
    taken_ += next->size;
    if (next->opcode >= Opcode::close) {
      control(*next);
      continue;
    }
    if (next->last && next->opcode == Opcode::text) return next->payload;
    if (next->opcode == Opcode::text) whole_.clear();
    whole_ += next->payload;
    if (next->last) return whole_;
  }
  incoming_.erase(0, std::exchange(taken_, 0));
  return std::nullopt;
}

std::optional<std::string> WebSocket::arrived(Milliseconds at_most, Waiting waiting) {
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (true) {
    if (const auto text = take()) return std::string(*text);
    const auto left = std::max(
        Milliseconds(0), std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now()));
    const std::size_t had = incoming_.size();
    if (!is_open()) return std::nullopt;
    if (fill(left, waiting) && left.count() == 0 && incoming_.size() == had) return std::nullopt;
  }
}

std::optional<std::string> WebSocket::receive(Milliseconds at_most, Waiting waiting) {
  if (kept_.empty()) return arrived(at_most, waiting);
  std::string text = std::move(kept_.front());
  kept_.pop_front();
  return text;
}

std::optional<std::string> WebSocket::ask(std::string_view method, std::string_view params,
                                          Milliseconds at_most, Waiting waiting) {
  const std::uint64_t id = ++last_id_;
  if (!send_text(request(id, method, params))) return std::nullopt;
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (true) {
    const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() < 0) return std::nullopt;
    auto text = arrived(left, waiting);
    if (!text || answered_id(*text) == id) return text;
    kept_.push_back(std::move(*text));
  }
}

}  // namespace giliran::wire
