#include "shared/protocol/rpc.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "shared/base/text.hpp"

namespace giliran::protocol {

namespace json = boost::json;

namespace {

RpcError invalid(std::string message) {
  return {RpcCode::invalid_request, std::move(message), std::nullopt};
}

std::string text_of(const json::object& object, const char* member) {
  const json::value* found = object.if_contains(member);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

Result<RpcRequest, RpcError> request_of(json::object& object) {
  RpcRequest request;
  request.method = text_of(object, "method");
  if (request.method.empty()) return invalid("method is missing");
  if (const json::value* id = object.if_contains("id")) {
    if (!id->is_string() && !id->is_number()) return invalid("id is not a string or a number");
    request.id = *id;
  }
  if (json::value* params = object.if_contains("params")) {
    if (!params->is_object()) return invalid("params is not an object");
    request.params = std::move(*params);
  } else {
    request.params = json::object();
  }
  return request;
}

RpcError error_of(const json::value& value) {
  RpcError error;
  if (!value.is_object()) return error;
  const json::object& object = value.get_object();
  error.message = text_of(object, "message");
  const json::value* code = object.if_contains("code");
  if (code && code->is_int64()) error.code = static_cast<RpcCode>(code->get_int64());
  const json::value* data = object.if_contains("data");
  if (!data || !data->is_object()) return error;
  const auto reason = enum_of<Reason>(text_of(data->get_object(), "reason"));
  if (reason) {
    error.refusal = Refusal{*reason, text_of(data->get_object(), "subject"),
                            text_of(data->get_object(), "detail")};
  }
  return error;
}

}  // namespace

Result<json::value, RpcError> parse_json(std::string_view text) {
  if (!is_utf8(text)) return RpcError{RpcCode::parse_error, "not UTF-8", std::nullopt};
  json::parse_options options;
  options.max_depth = max_json_depth;
  boost::system::error_code error;
  json::value value = json::parse(text, error, {}, options);
  if (error) return RpcError{RpcCode::parse_error, "not JSON: " + error.message(), std::nullopt};
  return value;
}

Result<RpcRequest, RpcError> parse_request(std::string_view text) {
  if (text.size() > max_message_bytes) return invalid("longer than 16 KiB");
  auto value = parse_json(text);
  if (!value) return value.error();
  if (!value->is_object()) return invalid("not an object (batches are not supported)");
  json::object& object = value->get_object();
  if (text_of(object, "jsonrpc") != "2.0") return invalid("jsonrpc is not \"2.0\"");
  return request_of(object);
}

Result<RpcIncoming, RpcError> parse_incoming(std::string_view text) {
  auto value = parse_json(text);
  if (!value) return value.error();
  if (!value->is_object()) return invalid("not an object");
  json::object& object = value->get_object();
  RpcIncoming incoming;
  if (object.contains("method")) {
    auto request = request_of(object);
    if (!request) return request.error();
    incoming.notification = std::move(*request);
    return incoming;
  }
  const json::value* id = object.if_contains("id");
  if (const json::value* result = object.if_contains("result")) {
    incoming.answer = RpcAnswer{id ? *id : json::value(), *result};
  } else if (const json::value* error = object.if_contains("error")) {
    incoming.answer = RpcAnswer{id ? *id : json::value(), error_of(*error)};
  } else {
    return invalid("neither a result, an error nor a notification");
  }
  return incoming;
}

std::string request_text(const json::value& id, std::string_view method,
                         const json::value& params) {
  return json::serialize(
      json::object{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
}

std::string notification_text(std::string_view method, const json::value& params) {
  return json::serialize(json::object{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
}

std::string answer_text(const json::value& id, const json::value& result) {
  return json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

std::string error_text(const json::value& id, const RpcError& error) {
  json::object body{{"code", static_cast<int>(error.code)}, {"message", error.message}};
  if (error.refusal) {
    body["data"] = {{"reason", name_of(error.refusal->reason)},
                    {"subject", error.refusal->subject},
                    {"detail", error.refusal->detail}};
  }
  return json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", id}, {"error", body}});
}

RpcError refused(const Refusal& refusal) {
  return {RpcCode::refused, std::string(name_of(refusal.reason)), refusal};
}

}  // namespace giliran::protocol
