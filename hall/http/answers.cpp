#include "hall/http/answers.hpp"

#include <exception>

#include "hall/http/door_check.hpp"
#include "hall/http/limits.hpp"
#include "shared/base/log.hpp"

namespace giliran::hall {

namespace json = boost::json;
using protocol::RpcCode;
using protocol::RpcError;
using protocol::RpcRequest;

namespace {

constexpr std::string_view json_type = "application/json";

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 200:
      return "ok\n";
    case 400:
      return "bad request\n";
    case 403:
      return "forbidden\n";
    case 404:
      return "not found\n";
    case 405:
      return "method not allowed\n";
    case 408:
      return "request timeout\n";
    case 413:
      return "too large\n";
    case 415:
      return "unsupported media type, JSON is spoken here\n";
    case 429:
      return "too many requests\n";
    case 431:
      return "header too large\n";
    case 503:
      return "not now\n";
    default:
      return "internal error\n";
  }
}

/// A header must not be broken out of, whatever stands in a refusal.
std::string seconds_of(const std::string& detail) {
  const bool number =
      !detail.empty() && detail.find_first_not_of("0123456789") == std::string::npos;
  return number ? detail : std::to_string(try_again.count());
}

HttpAnswer page(const HttpRequest& request, const Route& route) {
  HttpAnswer answer;
  answer.content_type = route.file->content_type;
  answer.cache = "no-cache";  // kept, but asked for with its etag each time
  answer.etag = route.etag;
  if (request.if_none_match == route.etag) {
    answer.status = 304;
  } else {
    answer.body = route.file->bytes;
  }
  return answer;
}

std::variant<HttpAnswer, RpcRequest> rpc(const HttpRequest& request, Backend& backend) {
  if (!is_json_type(request.content_type)) return status_answer(415);
  auto asked = protocol::parse_request(request.body);
  if (!asked) {
    HttpAnswer answer = rpc_answer(json::value(nullptr), asked.error());
    answer.status = 400;
    return answer;
  }
  if (asked->method.ends_with(".subscribe") || asked->method == "device.report") {
    return rpc_answer(asked->id, RpcError{RpcCode::invalid_request, "needs a WebSocket", {}});
  }
  if (asked->method != "hall.view") return std::move(*asked);
  try {
    const auto document = find_view(backend, asked->params);
    if (!document) return rpc_answer(asked->id, document.error());
    HttpAnswer answer = rpc_answer(asked->id, JsonText());
    if (asked->id) answer.body = view_answer(*asked->id, **document);
    return answer;
  } catch (const std::exception& error) {
    return rpc_answer(asked->id, internal_error(asked->method, error.what()));
  }
}

HttpAnswer health(Backend& backend) {
  const std::string trouble = backend.health_text();
  HttpAnswer answer = status_answer(backend.healthy() && trouble.empty() ? 200 : 503);
  if (!trouble.empty()) answer.body = trouble + "\n";
  return answer;
}

HttpAnswer metrics(Backend& backend) {
  HttpAnswer answer;
  answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
  answer.body = backend.metrics();
  return answer;
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> headers_of(const HttpAnswer& answer) {
  std::vector<std::pair<std::string_view, std::string_view>> headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
       "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
       "frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Content-Type", answer.content_type},
      {"Cache-Control", answer.cache}};
  if (!answer.etag.empty()) headers.emplace_back("ETag", answer.etag);
  if (!answer.allow.empty()) headers.emplace_back("Allow", answer.allow);
  if (!answer.retry_after.empty()) headers.emplace_back("Retry-After", answer.retry_after);
  return headers;
}

HttpAnswer status_answer(unsigned status) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = reason_of(status);
  if (status == 503) answer.retry_after = std::to_string(try_again.count());
  return answer;
}

HttpAnswer too_many(std::chrono::seconds wait) {
  HttpAnswer answer = status_answer(429);
  answer.retry_after = std::to_string(wait.count());
  return answer;
}

HttpAnswer rpc_answer(const std::optional<json::value>& id, const Outcome& outcome) {
  const bool not_now =
      !outcome && outcome.error().refusal && outcome.error().refusal->reason == Reason::not_now;
  HttpAnswer answer;
  answer.content_type = json_type;
  answer.status = not_now ? 503 : id ? 200 : 204;
  if (not_now) answer.retry_after = seconds_of(outcome.error().refusal->detail);
  if (id) answer.body = outcome_text(*id, outcome);
  return answer;
}

std::variant<HttpAnswer, RpcRequest> answer_http(const HttpRequest& request, const Routes& routes,
                                                 std::string_view listen_address,
                                                 unsigned short port, Backend& backend) {
  if (!host_allowed(request.host, listen_address, port)) return status_answer(403);
  const Route route = routes.find(request.verb, request.target);
  try {
    switch (route.kind) {
      case Route::Kind::file:
        return page(request, route);
      case Route::Kind::health:
        return health(backend);
      case Route::Kind::metrics:
        return metrics(backend);
      case Route::Kind::not_found:
        return status_answer(404);
      case Route::Kind::rpc:
        if (!origin_allowed(request.origin, request.host)) return status_answer(403);
        if (request.verb == Verb::post) return rpc(request, backend);
        break;
      case Route::Kind::wrong_verb:
        break;
    }
  } catch (const std::exception& error) {
    log(LogLevel::error, "page failed", {{"reason", error.what()}});
    return status_answer(500);
  }
  HttpAnswer answer = status_answer(405);
  answer.allow = route.allow;
  return answer;
}

bool may_upgrade(const HttpRequest& request, std::string_view listen_address, unsigned short port) {
  const std::string_view path = request.target.substr(0, request.target.find('?'));
  return path == "/rpc" && request.verb == Verb::get &&
         host_allowed(request.host, listen_address, port) &&
         origin_allowed(request.origin, request.host);
}

}  // namespace giliran::hall
