#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/model/refusal.hpp"

/// JSON-RPC 2.0 (https://www.jsonrpc.org/specification), without batches.
namespace giliran::protocol {

/// Limits of what a program may send in one message; more is refused before it is read. What the
/// hall sends (views) may be longer, but not deeper.
inline constexpr std::size_t max_message_bytes = std::size_t{16} * 1024;
inline constexpr std::size_t max_json_depth = 16;

/// The codes that JSON-RPC fixes, and the one of our own: a refusal, explained in `data`.
enum class RpcCode {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  refused = 1,
};

struct RpcError {
  RpcCode code = RpcCode::internal_error;
  std::string message;             ///< English, for developers
  std::optional<Refusal> refusal;  ///< with RpcCode::refused: the facts, for people
};

/// A request has an id, which its answer repeats; a notification has none.
struct RpcRequest {
  std::optional<boost::json::value> id;
  std::string method;
  boost::json::value params;  ///< an object; empty where it was left out
};

struct RpcAnswer {
  boost::json::value id;
  Result<boost::json::value, RpcError> outcome;
};

Result<boost::json::value, RpcError> parse_json(std::string_view text);
Result<RpcRequest, RpcError> parse_request(std::string_view text);
/// What a client receives: the answer to a request, or a notification.
struct RpcIncoming {
  std::optional<RpcAnswer> answer;
  std::optional<RpcRequest> notification;
};
Result<RpcIncoming, RpcError> parse_incoming(std::string_view text);

std::string request_text(const boost::json::value& id, std::string_view method,
                         const boost::json::value& params);
std::string notification_text(std::string_view method, const boost::json::value& params);
std::string answer_text(const boost::json::value& id, const boost::json::value& result);
std::string error_text(const boost::json::value& id, const RpcError& error);

/// A refusal as an error: code 1, the reason's name as message.
RpcError refused(const Refusal& refusal);

}  // namespace giliran::protocol
