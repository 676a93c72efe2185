#include "hall/app/errors.hpp"

#include "shared/base/log.hpp"

namespace giliran::hall {

using protocol::RpcCode;
using protocol::RpcError;

RpcError error_of(const Refusal& refusal) {
  return protocol::refused(refusal);
}

RpcError error_of(const protocol::DecodeError& error) {
  const std::string place = error.path.empty() ? "params" : "params." + error.path;
  return {RpcCode::invalid_params, place + ": " + error.message, std::nullopt};
}

RpcError no_such_method() {
  return {RpcCode::method_not_found, "no such method", std::nullopt};
}

RpcError no_such_view() {
  return {RpcCode::invalid_params, "params.view: no such view", std::nullopt};
}

RpcError error_of(const std::exception& error, std::string_view doing) {
  log(LogLevel::error, "internal error", {{"doing", doing}, {"what", error.what()}});
  return {RpcCode::internal_error, "internal error", std::nullopt};
}

RpcError not_now(std::chrono::seconds try_again) {
  return error_of(Refusal{Reason::not_now, "", std::to_string(try_again.count())});
}

RpcError unknown_outcome() {
  return {RpcCode::internal_error, "the hall stopped; send it again as it was", std::nullopt};
}

}  // namespace giliran::hall
