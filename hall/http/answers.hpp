#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "hall/http/backend.hpp"
#include "hall/http/conversation.hpp"
#include "hall/http/routes.hpp"

namespace giliran::hall {

/// What an HTTP request says, as far as the hall looks at it.
struct HttpRequest {
  Verb verb = Verb::get;
  std::string_view target;
  std::string_view host;
  std::string_view origin;
  std::string_view content_type;
  std::string_view if_none_match;
  std::string_view body;
};

struct HttpAnswer {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::string cache = "no-store";
  std::string etag;  ///< these three: no such header where empty
  std::string allow;
  std::string retry_after;
};

/// The headers of an answer. Every one says that nothing from elsewhere runs in our pages, that
/// nobody frames them, and that a ticket's address is not told to others.
std::vector<std::pair<std::string_view, std::string_view>> headers_of(const HttpAnswer& answer);

/// An answer that says no more than its status.
HttpAnswer status_answer(unsigned status);

/// 429: this address has asked for too much; it may ask again after that time.
HttpAnswer too_many(std::chrono::seconds wait);

/// The answer of a method. A refusal not_now becomes 503, so that a proxy or a probe sees it too;
/// every other outcome is 200, for HTTP has done its part.
HttpAnswer rpc_answer(const std::optional<boost::json::value>& id, const Outcome& outcome);

/// Answers what can be answered at once. A request that the backend is to handle comes back as it
/// was read; its answer is rpc_answer(). What the backend throws becomes an answer too.
std::variant<HttpAnswer, protocol::RpcRequest> answer_http(const HttpRequest& request,
                                                           const Routes& routes,
                                                           std::string_view listen_address,
                                                           unsigned short port, Backend& backend);

/// Whether a request that asks for a WebSocket may have one.
bool may_upgrade(const HttpRequest& request, std::string_view listen_address, unsigned short port);

}  // namespace giliran::hall
