#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// WebSocket frames (RFC 6455) and JSON-RPC requests as bytes.
namespace giliran::wire {

enum class Opcode : unsigned char {
  more = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10
};

/// A client's frame, masked with zeros as the standard allows, so that its bytes can be read.
std::string frame(Opcode opcode, std::string_view payload);

struct Frame {
  Opcode opcode = Opcode::text;
  bool last = true;          ///< of its message
  std::string_view payload;  ///< in the bytes it was read from
  std::size_t size = 0;      ///< of the whole frame
};
/// The server's frame at the begin of `bytes`; nothing while it is not whole.
std::optional<Frame> first_frame(std::string_view bytes);

/// {"jsonrpc":"2.0","id":ID,"method":METHOD,"params":PARAMS}; `params`: a JSON object.
std::string request(std::uint64_t id, std::string_view method, std::string_view params);
/// The id of an answer; nothing if it is a notification.
std::optional<std::uint64_t> answered_id(std::string_view text);
/// Whether an answer is a result, and no error.
bool is_result(std::string_view answer);

}  // namespace giliran::wire
