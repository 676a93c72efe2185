#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>

#include "hall/http/answers.hpp"
#include "hall/http/limits.hpp"
#include "shared/protocol/rpc.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/quiet_backend.hpp"

/// The bytes of an HTTP connection, read as the hall's server reads them, and answered.
namespace giliran::fuzz {
namespace {

namespace http = boost::beast::http;
constexpr unsigned short port = 7080;

const hall::Routes& routes() {
  static const hall::Routes made(
      {{"/", "text/html", "page"}, {"/assets/a.js", "text/javascript", "1"}});
  return made;
}

void check(const hall::HttpAnswer& answer) {
  demand(answer.status >= 200 && answer.status < 600, "status");
  for (const auto& [name, value] : hall::headers_of(answer)) {
    demand(value.find_first_of("\r\n") == std::string::npos, "a header breaks out");
  }
}

void answer(const http::request<http::string_body>& request) {
  const hall::HttpRequest asked{hall::verb_of(request.method_string()),
                                request.target(),
                                request[http::field::host],
                                request[http::field::origin],
                                request[http::field::content_type],
                                request[http::field::if_none_match],
                                request.body()};
  QuietBackend backend;
  hall::may_upgrade(asked, "127.0.0.1", port);
  const auto outcome = hall::answer_http(asked, routes(), "127.0.0.1", port, backend);
  if (const auto* now = std::get_if<hall::HttpAnswer>(&outcome)) return check(*now);
  const auto& command = std::get<protocol::RpcRequest>(outcome);
  check(hall::rpc_answer(command.id, command.params));
}

}  // namespace
}  // namespace giliran::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace giliran;
  std::size_t at = 0;
  while (at < size) {
    fuzz::http::request_parser<fuzz::http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(hall::max_header_bytes));
    parser.body_limit(protocol::max_message_bytes);
    parser.eager(true);
    boost::system::error_code error;
    const std::size_t begin = at;
    while (!error && !parser.is_done() && at < size) {
      const std::size_t used = parser.put(boost::asio::buffer(data + at, size - at), error);
      at += used;
      if (used == 0) break;
    }
    if (error || !parser.is_done() || at == begin) return 0;
    fuzz::answer(parser.release());
  }
  return 0;
}
