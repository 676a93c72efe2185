#pragma once

#include <chrono>
#include <exception>
#include <string_view>

#include "shared/model/refusal.hpp"
#include "shared/protocol/codec.hpp"
#include "shared/protocol/rpc.hpp"

/// How each kind of failure is told in the protocol. Nowhere else is an RpcError made in the hall's
/// service.
namespace giliran::hall {

protocol::RpcError error_of(const Refusal& refusal);
/// A parameter that cannot be read.
protocol::RpcError error_of(const protocol::DecodeError& error);
protocol::RpcError no_such_method();
protocol::RpcError no_such_view();
/// Something broke while `doing`: logged, not disclosed.
protocol::RpcError error_of(const std::exception& error, std::string_view doing);

/// Commands cannot be taken at the moment, but perhaps after that time.
protocol::RpcError not_now(std::chrono::seconds try_again);
/// The hall ends without knowing whether the command is durable.
protocol::RpcError unknown_outcome();

}  // namespace giliran::hall
