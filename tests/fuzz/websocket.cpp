#include <boost/asio/io_context.hpp>
#include <boost/beast/_experimental/test/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>

#include "hall/http/conversation.hpp"
#include "shared/protocol/rpc.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/quiet_backend.hpp"

/// What a program sends after its handshake: frames of a WebSocket, and requests in them.
namespace {

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using giliran::fuzz::demand;

constexpr std::string_view handshake =
    "GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:7080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

using Kept = std::vector<giliran::hall::Backend::Reply>;

void talk(websocket::stream<beast::test::stream>& ws) {
  giliran::fuzz::QuietBackend backend;
  giliran::hall::Followers followers;
  {
    giliran::hall::Conversation conversation(backend, followers, [](auto then) {
      return giliran::hall::Backend::Reply([then](auto outcome) { then(outcome); });
    });
    beast::flat_buffer buffer;
    boost::system::error_code error;
    while (true) {
      ws.read(buffer, error);
      if (error) break;
      if (!ws.got_text()) break;
      const auto bytes = buffer.cdata();
      demand(bytes.size() <= giliran::protocol::max_message_bytes, "a message is too long");
      conversation.receive({static_cast<const char*>(bytes.data()), bytes.size()});
      while (const auto message = conversation.outbox().next())
        demand(giliran::protocol::parse_incoming(*message).has_value(), "no message for a client");
      buffer.consume(buffer.size());
    }
  }
  demand(followers.views().empty(), "a view is followed by nobody");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  boost::asio::io_context io;
  websocket::stream<beast::test::stream> ws(io);
  beast::test::stream client(io);
  ws.next_layer().connect(client);
  ws.next_layer().append(handshake);
  boost::system::error_code error;
  ws.accept(error);
  demand(!error, "handshake");
  ws.read_message_max(giliran::protocol::max_message_bytes);
  ws.next_layer().append({reinterpret_cast<const char*>(data), size});
  client.close();
  talk(ws);
  return 0;
}
